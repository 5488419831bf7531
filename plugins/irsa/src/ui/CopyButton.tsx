import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useT } from '../hooks';
import { Announce } from './Announce';

/** Copies a text that is shown or harmless; says so when it has. */
export function CopyButton(props: {
  text: string;
  label: string;
  /** What to say after; default "Copied". */
  done?: string;
  size?: 'small' | 'medium';
  isDisabled?: boolean;
}) {
  const t = useT();
  const [said, setSaid] = useState('');
  return (
    <>
      <Button
        size={props.size ?? 'small'}
        variant="secondary"
        isDisabled={props.isDisabled}
        onPress={async () => {
          await navigator.clipboard.writeText(props.text);
          setSaid(props.done ?? t('action.copied'));
        }}
      >
        {props.label}
      </Button>
      <Announce>{said}</Announce>
    </>
  );
}
