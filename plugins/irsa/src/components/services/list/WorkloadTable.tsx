import { CSSProperties, memo } from 'react';
import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import { Workload } from 'backstage-plugin-irsa-common';
import { useIsNarrow, useT } from '../../../hooks';
import { ColumnName, usualColumns } from './columnChoice';
import { useColumnLabels } from './useColumnLabels';
import { cells, Name } from './workloadCells';
import { workloadName } from '../workloadWords';
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

/** Columns that the backend cannot sort by. */
const unsorted: ColumnName[] = [
  'migration',
  'entity',
  'serviceAccount',
  'action',
];
/** Columns that need no label on a card. */
const withoutLabel: ColumnName[] = ['status', 'action'];

/** One row a workload; a list of cards where there is no room for columns. */
export const WorkloadTable = memo(function RowsOrCards(
  props: WorkloadTableProps,
) {
  const t = useT();
  const labels = useColumnLabels();
  const isNarrow = useIsNarrow();
  const canSort = Boolean(props.onSort);
  const columns = props.columns ?? usualColumns;
  if (isNarrow) {
    return (
      <ul className={styles.cards} aria-label={t('services.table.label')}>
        {props.items.map(item => (
          <li key={item.id} className={styles.card}>
            <Name workload={item} />
            {columns.map(name => (
              <div key={name} className={styles.fact}>
                {!withoutLabel.includes(name) && (
                  <span>{`${labels[name]}:`}</span>
                )}
                {cells[name](item)}
              </div>
            ))}
          </li>
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
      <TableRoot
        aria-label={t('services.table.label')}
        stale={props.isStale}
        sortDescriptor={
          props.sort
            ? {
                column: props.sort.replace(/^-/, ''),
                direction: props.sort.startsWith('-')
                  ? 'descending'
                  : 'ascending',
              }
            : undefined
        }
        onSortChange={next =>
          props.onSort?.(
            `${next.direction === 'descending' ? '-' : ''}${next.column}`,
          )
        }
      >
        <TableHeader>
          <Column id="name" isRowHeader allowsSorting={canSort}>
            {t('services.table.service')}
          </Column>
          {columns.map(name => (
            <Column
              key={name}
              id={name}
              className={name === 'keyLastUsed' ? styles.long : undefined}
              allowsSorting={canSort && !unsorted.includes(name)}
            >
              {labels[name]}
            </Column>
          ))}
        </TableHeader>
        <TableBody>
          {props.items.map(item => (
            // Rows are kept by the table while their item and columns are the same.
            <Row
              key={`${item.id} ${columns.join()}`}
              id={item.id}
              textValue={workloadName(item)}
            >
              <Cell>
                <Name workload={item} />
              </Cell>
              {columns.map(name => (
                <Cell key={name}>{cells[name](item)}</Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </TableRoot>
    </div>
  );
});
