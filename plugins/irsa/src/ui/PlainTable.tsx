import { ReactNode } from 'react';
import { useIsNarrow } from '../hooks';
import styles from './PlainTable.module.css';

/** More columns than this have no room beside each other on a telephone. */
const MOST_NARROW = 2;

/**
 * A small table to read: no sorting, no selection. Where there is no room for its columns, each row is a card with its first
 * cell as the title; else it scrolls by itself when it is too wide.
 */
export function PlainTable(props: {
  label: string;
  columns: string[];
  rows: { id: string; cells: ReactNode[] }[];
  /** The first cell names its row, as in the list of services. */
  isNamed?: boolean;
}) {
  const isNarrow = useIsNarrow();
  if (isNarrow && props.columns.length > MOST_NARROW) {
    return (
      <ul className={styles.cards} aria-label={props.label}>
        {props.rows.map(({ id, cells: [first, ...others] }) => (
          <li key={id} className={styles.card}>
            <div className={styles.first}>{first}</div>
            {others.map((cell, index) => (
              <div key={props.columns[index + 1]} className={styles.fact}>
                <span>{`${props.columns[index + 1]}:`}</span>
                <div>{cell}</div>
              </div>
            ))}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div
      className={styles.scroll}
      role="group"
      aria-label={props.label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-label={props.label}>
        <thead>
          <tr>
            {props.columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(row => (
            <tr key={row.id}>
              {row.cells.map((cell, index) =>
                props.isNamed && index === 0 ? (
                  <th key={props.columns[index]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={props.columns[index]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
