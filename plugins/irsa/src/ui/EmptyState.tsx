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
      {props.children && <div className={styles.text}>{props.children}</div>}
      {props.action}
    </div>
  );
}
