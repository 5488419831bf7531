import { useId } from 'react';
import { RiLoader4Line } from '@remixicon/react';
import row from './RowLink.module.css';
import styles from './ReasonedButton.module.css';

/**
 * A {@link ReasonedButton} that costs little, for tables with hundreds of them; looks as the small secondary one.
 *
 * @param props - reason: why it cannot be pressed, in visible words and to screen readers
 */
export function RowButton(props: {
  'aria-label': string;
  children: string;
  isPending: boolean;
  isDisabled: boolean;
  reason?: string;
  onPress: () => void;
}) {
  const { children, isPending, isDisabled, reason, onPress } = props;
  const id = useId();
  return (
    <div className={styles.wrap}>
      <button
        type="button"
        className={row.button}
        aria-label={props['aria-label']}
        aria-describedby={reason ? id : undefined}
        disabled={isDisabled || Boolean(reason)}
        // It keeps the focus meanwhile.
        aria-disabled={isPending || undefined}
        aria-busy={isPending || undefined}
        onClick={isPending ? undefined : onPress}
      >
        <span>{children}</span>
        {isPending && <RiLoader4Line size={16} aria-hidden />}
      </button>
      {reason && (
        <span className={styles.reason} id={id}>
          {reason}
        </span>
      )}
    </div>
  );
}
