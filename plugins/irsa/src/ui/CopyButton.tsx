import { Button } from '@backstage/ui';
import { useT } from '../hooks';
import { Said, useCopy } from './Said';

/** Copies a text that is shown or harmless; says so where it stands. */
export function CopyButton(props: {
  text: string;
  label: string;
  /** What to say after; default "Copied". */
  done?: string;
  size?: 'small' | 'medium';
  isDisabled?: boolean;
}) {
  const t = useT();
  const { said, copy } = useCopy();
  return (
    <>
      <Button
        size={props.size ?? 'small'}
        variant="secondary"
        isDisabled={props.isDisabled}
        onPress={() => copy(props.text, props.done ?? t('action.copied'))}
      >
        {props.label}
      </Button>
      <Said>{said}</Said>
    </>
  );
}
