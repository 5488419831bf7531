import { memo } from 'react';
import { Workload } from 'backstage-plugin-irsa-common';
import { ColumnName } from './columnChoice';
import { useColumnLabels } from './useColumnLabels';
import { cells, Name } from './workloadCells';
import styles from './WorkloadTable.module.css';

/** Columns that need no label on a card. */
const withoutLabel: ColumnName[] = ['status', 'action'];

interface ItemProps {
  workload: Workload;
  columns: ColumnName[];
}

/** Drawn again only when the workload or the columns are others: most answers are like the last. */
export const WorkloadRow = memo(function Row({ workload, columns }: ItemProps) {
  return (
    <tr>
      <th scope="row">
        <Name workload={workload} />
      </th>
      {columns.map(name => (
        <td key={name}>{cells[name](workload)}</td>
      ))}
    </tr>
  );
});

/** The same where there is no room for columns. */
export const WorkloadCard = memo(function Card({
  workload,
  columns,
}: ItemProps) {
  const labels = useColumnLabels();
  return (
    <li className={styles.card}>
      <Name workload={workload} />
      {columns.map(name => (
        <div key={name} className={styles.fact}>
          {!withoutLabel.includes(name) && <span>{`${labels[name]}:`}</span>}
          {cells[name](workload)}
        </div>
      ))}
    </li>
  );
});
