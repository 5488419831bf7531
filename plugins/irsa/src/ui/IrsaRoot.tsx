import { ReactNode } from 'react';
import styles from './IrsaRoot.module.css';

/** The element around everything we draw; carries the tokens we correct. Inside a card, `isInset`: no margins. */
export function IrsaRoot(props: { children: ReactNode; isInset?: boolean }) {
  return (
    <div className={`${styles.root} ${props.isInset ? '' : styles.page}`}>
      {props.children}
    </div>
  );
}
