import { memo } from 'react';
import { RiArrowUpLine } from '@remixicon/react';
import { useT } from '../../../hooks';
import { ColumnName } from './columnChoice';
import { useColumnLabels } from './useColumnLabels';
import styles from './WorkloadTable.module.css';

/** Columns that the backend cannot sort by. */
const unsorted: (ColumnName | 'name')[] = [
  'migration',
  'entity',
  'serviceAccount',
  'action',
];

/** The names of the columns; those that the list can be sorted by are buttons. */
export const TableHead = memo(function Head(props: {
  /** Beside the name. */
  columns: ColumnName[];
  /** A column, with `-` in front for descending. */
  sort?: string;
  onSort?: (sort: string) => void;
}) {
  const t = useT();
  const labels = { ...useColumnLabels(), name: t('services.table.service') };
  const { columns, sort, onSort } = props;
  return (
    <thead>
      <tr>
        {(['name', ...columns] as const).map(name => {
          const direction = directionOf(name, sort);
          const canSort = onSort && !unsorted.includes(name);
          return (
            <th
              key={name}
              scope="col"
              className={name === 'keyLastUsed' ? styles.long : undefined}
              aria-sort={canSort ? direction : undefined}
            >
              {canSort ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() =>
                    onSort(direction === 'ascending' ? `-${name}` : name)
                  }
                >
                  <span className={styles.label}>{labels[name]}</span>
                  <RiArrowUpLine size={16} aria-hidden />
                </button>
              ) : (
                <span className={styles.label}>{labels[name]}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
});

function directionOf(name: string, sort?: string) {
  if (sort?.replace(/^-/, '') !== name) {
    return 'none';
  }
  return sort.startsWith('-') ? 'descending' : 'ascending';
}
