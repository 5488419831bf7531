import { ReactNode } from 'react';
import styles from './KeyFacts.module.css';

/** Pairs of name and value. */
export function KeyFacts(props: {
  facts: { label: string; value: ReactNode }[];
}) {
  return (
    <dl className={styles.facts}>
      {props.facts.map(fact => (
        <div key={fact.label} style={{ display: 'contents' }}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
