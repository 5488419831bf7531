import { ReactNode } from 'react';
import { Workload } from 'backstage-plugin-irsa-common';
import { useFormats, useIrsaPaths, useT } from '../../../hooks';
import {
  EntityLink,
  RelativeTime,
  RowLink,
  severityLevelTones,
  StatusPill,
  workloadTones,
} from '../../../ui';
import { ColumnName } from './columnChoice';
import { WorkloadAction } from '../WorkloadAction';
import {
  isPlannable,
  isWithoutKey,
  missingOwner,
  oldestKey,
  splitKind,
  wasKeyRead,
  workloadName,
} from '../workloadWords';
import styles from './WorkloadTable.module.css';

type Props = { workload: Workload };

export function Name(props: Props) {
  const paths = useIrsaPaths();
  const { workload } = props;
  const kind = splitKind(workload.kind);
  return (
    <div className={styles.name}>
      <RowLink to={paths.workload(workload)} look="strong">
        {workloadName(workload)}
      </RowLink>
      <span className={styles.small}>
        {kind.name}
        {kind.group && <span className={styles.group}> ({kind.group})</span>}
        {` · ${workload.cluster}`}
      </span>
    </div>
  );
}

/** The status that was observed, and who has accepted the risk of the key. */
function Status(props: Props) {
  const t = useT();
  const { date } = useFormats();
  const { status, acceptedRisk } = props.workload;
  return (
    <div className={styles.name}>
      <StatusPill tone={workloadTones[status]}>
        {t(`workloadStatus.${status}`)}
      </StatusPill>
      {acceptedRisk && (
        <span className={styles.small}>
          {t('workload.risk.pill', {
            date: date(acceptedRisk.endsAt),
          })}
        </span>
      )}
    </div>
  );
}

/** The latest migration beside what was seen of the workload: the two may differ. */
function MigrationCell(props: Props) {
  const t = useT();
  const paths = useIrsaPaths();
  const { migrationId, migrationStatus } = props.workload;
  if (!migrationId || !migrationStatus) {
    return <>–</>;
  }
  return (
    <RowLink to={paths.migration(migrationId)}>
      {t(`migration.statusOf.${migrationStatus}`)}
    </RowLink>
  );
}

function Severity(props: Props) {
  const t = useT();
  const level = props.workload.severity?.level ?? 'none';
  // A workload that was not read must not look harmless.
  if (props.workload.status === 'unknown' && level === 'none') {
    return <>–</>;
  }
  return (
    <StatusPill tone={severityLevelTones[level]}>
      {t(`severity.${level}`)}
    </StatusPill>
  );
}

function KeyAge(props: Props) {
  const t = useT();
  const days = oldestKey(props.workload)?.ageDays;
  if (days !== undefined) {
    return <>{t('time.days', { count: days })}</>;
  }
  // What could not be read is not good news.
  return (
    <>
      {isWithoutKey(props.workload)
        ? t('services.table.noKey')
        : t('time.notKnown')}
    </>
  );
}

function LastUsed(props: Props) {
  const t = useT();
  const { time } = useFormats();
  const key = oldestKey(props.workload);
  if (!key) {
    return <>{isWithoutKey(props.workload) ? '–' : t('time.notKnown')}</>;
  }
  return (
    <div className={styles.name}>
      <span>
        <RelativeTime at={key.lastUsedAt} isKnown={wasKeyRead(key)} />
        {key.lastUsedService && ` (${key.lastUsedService})`}
      </span>
      {key.asOf && (
        <span className={styles.small}>
          {t('time.asOf', {
            time: time(key.asOf),
          })}
        </span>
      )}
    </div>
  );
}

function Owner(props: Props) {
  const t = useT();
  const { ownerRef } = props.workload;
  return (
    <>
      {ownerRef ? (
        <EntityLink entityRef={ownerRef} />
      ) : (
        missingOwner(t, props.workload)
      )}
    </>
  );
}

/** The entity, and what links it to the workload. */
function LinkedEntity(props: Props) {
  const t = useT();
  const { entityRef, linkedBy } = props.workload;
  if (!entityRef) {
    return <>{t('services.table.notLinked')}</>;
  }
  return (
    <div className={styles.name}>
      <EntityLink entityRef={entityRef} />
      {linkedBy && <span className={styles.small}>{linkedBy}</span>}
    </div>
  );
}

/** What the last plan said of the workload as it is now, and when. */
function LastPlan(props: Props) {
  const t = useT();
  const { lastPlan } = props.workload;
  if (!lastPlan || !isPlannable(props.workload)) {
    return null;
  }
  return (
    <span className={styles.small}>
      {t(`services.lastPlan.${lastPlan.status}`)} (
      <RelativeTime at={lastPlan.madeAt} />)
    </span>
  );
}

/** What stands in a column. */
export const cells: Record<ColumnName, (workload: Workload) => ReactNode> = {
  status: workload => <Status workload={workload} />,
  migration: workload => <MigrationCell workload={workload} />,
  severity: workload => <Severity workload={workload} />,
  keyAge: workload => <KeyAge workload={workload} />,
  keyLastUsed: workload => <LastUsed workload={workload} />,
  owner: workload => <Owner workload={workload} />,
  entity: workload => <LinkedEntity workload={workload} />,
  serviceAccount: workload => workload.serviceAccount.name || '–',
  action: workload => (
    <div className={styles.name}>
      <WorkloadAction workload={workload} />
      <LastPlan workload={workload} />
    </div>
  ),
};
