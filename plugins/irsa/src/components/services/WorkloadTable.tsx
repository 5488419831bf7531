import {
  Cell,
  Column,
  Link,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import { Workload } from '@internal/plugin-irsa-common';
import { useIrsaPaths, useIsNarrow, useT } from '../../hooks';
import {
  EntityLink,
  RelativeTime,
  severityLevelTones,
  StatusPill,
  workloadTones,
} from '../../ui';
import { WorkloadAction } from './WorkloadAction';
import { oldestKey } from './workloadWords';
import styles from './WorkloadTable.module.css';

export interface WorkloadTableProps {
  items: Workload[];
  isStale: boolean;
  /** A column, with `-` in front for descending. */
  sort?: string;
  /** Left out where there is nothing to sort. */
  onSort?: (sort: string) => void;
}

/** One row a workload; a list of cards where there is no room for columns. */
export function WorkloadTable(props: WorkloadTableProps) {
  const t = useT();
  const isNarrow = useIsNarrow();
  const canSort = Boolean(props.onSort);
  if (isNarrow) {
    return (
      <ul className={styles.cards} aria-label={t('services.table.label')}>
        {props.items.map(item => (
          <li key={item.id} className={styles.card}>
            <Name workload={item} />
            <Status workload={item} />
            <span>
              {t('services.table.severity')}: <Severity workload={item} />
            </span>
            <span>
              {t('services.table.keyAge')}: <KeyAge workload={item} />
            </span>
            <WorkloadAction workload={item} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className={styles.scroll}>
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
          <Column id="status" allowsSorting={canSort}>
            {t('services.table.status')}
          </Column>
          <Column id="severity" allowsSorting={canSort}>
            {t('services.table.severity')}
          </Column>
          <Column id="keyAge" allowsSorting={canSort}>
            {t('services.table.keyAge')}
          </Column>
          <Column id="keyLastUsed" allowsSorting={canSort}>
            {t('services.table.lastUsed')}
          </Column>
          <Column id="owner" allowsSorting={canSort}>
            {t('services.table.owner')}
          </Column>
          <Column id="action">{t('services.table.action')}</Column>
        </TableHeader>
        <TableBody>
          {props.items.map(item => (
            <Row
              key={item.id}
              id={item.id}
              textValue={`${item.namespace}/${item.name}`}
            >
              <Cell>
                <Name workload={item} />
              </Cell>
              <Cell>
                <Status workload={item} />
              </Cell>
              <Cell>
                <Severity workload={item} />
              </Cell>
              <Cell>
                <KeyAge workload={item} />
              </Cell>
              <Cell>
                <LastUsed workload={item} />
              </Cell>
              <Cell>
                {item.ownerRef ? (
                  <EntityLink entityRef={item.ownerRef} />
                ) : (
                  t('workload.noOwner')
                )}
              </Cell>
              <Cell>
                <WorkloadAction workload={item} />
              </Cell>
            </Row>
          ))}
        </TableBody>
      </TableRoot>
    </div>
  );
}

function Name(props: { workload: Workload }) {
  const paths = useIrsaPaths();
  const { workload } = props;
  return (
    <div className={styles.name}>
      <Link href={paths.workload(workload)} weight="bold">
        {`${workload.namespace}/${workload.name}`}
      </Link>
      <span className={styles.small}>
        {workload.kind} · {workload.cluster}
      </span>
    </div>
  );
}

function Status(props: { workload: Workload }) {
  const t = useT();
  const { status, acceptedRisk } = props.workload;
  return (
    <div className={styles.name}>
      <StatusPill tone={workloadTones[status]}>
        {t(`workloadStatus.${status}`)}
      </StatusPill>
      {acceptedRisk && (
        <span className={styles.small}>
          {t('workload.risk.pill', {
            date: new Date(acceptedRisk.endsAt).toLocaleDateString(),
          })}
        </span>
      )}
    </div>
  );
}

function Severity(props: { workload: Workload }) {
  const t = useT();
  const level = props.workload.severity?.level ?? 'none';
  // What was not read is not harmless.
  if (props.workload.status === 'unknown' && level === 'none') return <>–</>;
  return (
    <StatusPill tone={severityLevelTones[level]}>
      {t(`severity.${level}`)}
    </StatusPill>
  );
}

function KeyAge(props: { workload: Workload }) {
  const t = useT();
  const days = oldestKey(props.workload)?.ageDays;
  return (
    <>
      {days === undefined
        ? t('services.table.noKey')
        : t('time.days', { count: days })}
    </>
  );
}

function LastUsed(props: { workload: Workload }) {
  const t = useT();
  const key = oldestKey(props.workload);
  if (!key) {
    return <>–</>;
  }
  return (
    <div className={styles.name}>
      <span>
        <RelativeTime at={key.lastUsedAt} />
        {key.lastUsedService && ` (${key.lastUsedService})`}
      </span>
      {key.asOf && (
        <span className={styles.small}>
          {t('time.asOf', {
            time: new Date(key.asOf).toLocaleTimeString(),
          })}
        </span>
      )}
    </div>
  );
}
