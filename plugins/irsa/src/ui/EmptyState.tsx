import { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** Nothing to list: says why, with the scope, and what can be done. */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{props.title}</p>
      {props.children && <p className={styles.text}>{props.children}</p>}
      {props.action}
    </div>
  );
}
