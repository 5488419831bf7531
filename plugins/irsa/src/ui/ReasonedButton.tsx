import { useId } from 'react';
import { Button } from '@backstage/ui';
import type { ButtonProps } from '@backstage/ui';
import styles from './ReasonedButton.module.css';

/** A button that, when it cannot be pressed, says why: in visible words and to screen readers. */
export function ReasonedButton(props: ButtonProps & { reason?: string }) {
  const { reason, ...rest } = props;
  const id = useId();
  return (
    <div className={styles.wrap}>
      <Button
        {...rest}
        className={rest.destructive ? styles.destructive : rest.className}
        isDisabled={rest.isDisabled || Boolean(reason)}
        aria-describedby={reason ? id : undefined}
      />
      {reason && (
        <span className={styles.reason} id={id}>
          {reason}
        </span>
      )}
    </div>
  );
}
