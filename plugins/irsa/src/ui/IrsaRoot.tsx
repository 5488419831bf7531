import { ReactNode } from 'react';
import styles from './IrsaRoot.module.css';

/** The element around each of our pages; carries the tokens we correct. */
export function IrsaRoot(props: { children: ReactNode }) {
  return <div className={styles.root}>{props.children}</div>;
}
