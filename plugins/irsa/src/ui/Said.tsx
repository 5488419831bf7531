import { useState } from 'react';
import { useT } from '../hooks';
import styles from './Said.module.css';

/** What an act has to say, for eyes and for screen readers. */
export function Said(props: { children: string }) {
  return (
    <span role="status" className={styles.said}>
      {props.children}
    </span>
  );
}

/** Copies a text, and what there is to say of it: `done`, or that the browser does not allow it. */
export function useCopy(): {
  said: string;
  copy: (text: string, done: string) => Promise<void>;
} {
  const t = useT();
  const [said, setSaid] = useState('');
  return {
    said,
    copy: async (text, done) => {
      try {
        // A page that did not come over HTTPS has no clipboard.
        await navigator.clipboard.writeText(text);
        setSaid(done);
      } catch {
        setSaid(t('action.notCopied'));
      }
    },
  };
}
