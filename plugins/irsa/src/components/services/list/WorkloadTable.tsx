import { CSSProperties, memo } from 'react';
import { Workload } from 'backstage-plugin-irsa-common';
import { useIsNarrow, useT } from '../../../hooks';
import { ColumnName, usualColumns } from './columnChoice';
import { TableHead } from './TableHead';
import { WorkloadCard, WorkloadRow } from './WorkloadRow';
import styles from './WorkloadTable.module.css';

export interface WorkloadTableProps {
  items: Workload[];
  isStale: boolean;
  /** A column, with `-` in front for descending. */
  sort?: string;
  /** Absent where there is nothing to sort. */
  onSort?: (sort: string) => void;
  /** The columns beside the name. */
  columns?: ColumnName[];
}

/** One row a workload; a list of cards where there is no room for columns. */
export const WorkloadTable = memo(function RowsOrCards(
  props: WorkloadTableProps,
) {
  const t = useT();
  const isNarrow = useIsNarrow();
  const columns = props.columns ?? usualColumns;
  if (isNarrow) {
    return (
      <ul className={styles.cards} aria-label={t('services.table.label')}>
        {props.items.map(item => (
          <WorkloadCard key={item.id} workload={item} columns={columns} />
        ))}
      </ul>
    );
  }
  return (
    <div
      className={`${styles.scroll} ${
        columns.at(-1) === 'action' ? styles.acts : ''
      }`}
      style={{ '--irsa-columns': columns.length } as CSSProperties}
    >
      <table
        className={styles.table}
        aria-label={t('services.table.label')}
        aria-busy={props.isStale}
      >
        <TableHead columns={columns} sort={props.sort} onSort={props.onSort} />
        <tbody>
          {props.items.map(item => (
            <WorkloadRow key={item.id} workload={item} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
});
