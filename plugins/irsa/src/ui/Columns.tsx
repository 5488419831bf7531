import { ReactNode } from 'react';
import styles from './Page.module.css';

/** Two columns that become one on narrow screens. */
export function Columns(props: {
  children: ReactNode;
  widths?: 'twoToOne' | 'halves' | 'narrowFirst';
}) {
  const extra = {
    twoToOne: '',
    halves: styles.halves,
    narrowFirst: styles.narrowFirst,
  }[props.widths ?? 'twoToOne'];
  return <div className={`${styles.columns} ${extra}`}>{props.children}</div>;
}

export function Stack(props: { children: ReactNode }) {
  return <div className={styles.stack}>{props.children}</div>;
}

/** Things beside each other that wrap. */
export function Inline(props: { children: ReactNode }) {
  return <div className={styles.row}>{props.children}</div>;
}
