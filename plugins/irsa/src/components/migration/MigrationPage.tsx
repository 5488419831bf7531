import { useEffect, useState } from 'react';
import { useParams } from 'react-router-dom';
import {
  Alert,
  ButtonLink,
  Header,
  HeaderMetadataStatus,
  Link,
} from '@backstage/ui';
import { Migration, workloadId } from 'backstage-plugin-irsa-common';
import {
  LiveMigration,
  isActive,
  useIrsaPaths,
  useKeptFocus,
  useMigration,
  useNow,
  useT,
  useUrlState,
} from '../../hooks';
import {
  Announce,
  Columns,
  ErrorPanel,
  Inline,
  PageSkeleton,
  Panel,
  RelativeTime,
  Stack,
  StatusPill,
  StepList,
  Who,
  formatAge,
  migrationTones,
  stepName,
} from '../../ui';
import { SharedKey } from '../plan/SharedKey';
import { useSharedKey } from '../plan/useSharedKey';
import { workloadName } from '../services/workloadWords';
import { AfterRollback } from './AfterRollback';
import { MigrationActions } from './MigrationActions';
import { MigrationLog } from './MigrationLog';
import { Pods } from './Pods';
import { Proofs } from './Proofs';
import { Drift } from './Drift';
import { Requests } from './Requests';
import { Result } from './Result';
import { Soak } from './Soak';
import { WaitingFor } from './WaitingFor';
import { useIsGone } from './useIsGone';

/** The workload runs on its role, so that both sides can be tried. */
const onRole: Migration['status'][] = ['soaking', 'keyInactive', 'retired'];

/** It goes no further by itself. */
const ended: Migration['status'][] = ['rolledBack', 'failed', 'closed'];

/** Pods are counted only while a step watches them: of those that were counted last, none may be there any more. */
const areCounted = ({ status, steps }: Migration) =>
  isActive(status) &&
  steps.some(
    ({ state, restartsPods }) =>
      restartsPods && (state === 'running' || state === 'undoing'),
  );

/** As the inventory names them. */
const secretIds = ({ workload, target }: Migration) =>
  (target.secretNames ?? []).map(name =>
    workloadId({ ...workload, kind: 'Secret', name }),
  );

/** Who else has the key does not matter to it any more. */
const isOver: Migration['status'][] = [...ended, 'retired'];

/** After so many milliseconds without news, the page says that a running migration is silent. */
const QUIET_AFTER = 15_000;

/** One migration, live: its steps, its log, what is proven, and what can be done. */
export function MigrationPage() {
  const { migrationId = '' } = useParams();
  const live = useMigration(migrationId);
  if (live.error) {
    return <ErrorPanel error={live.error} onRetry={live.refresh} />;
  }
  if (!live.migration) {
    return <PageSkeleton />;
  }
  return <MigrationView migration={live.migration} live={live} />;
}

/** None after a rollback: no single step tells how it ended. */
function currentStep(migration: Migration) {
  const { steps } = migration;
  const isTakenBack =
    steps.some(({ state }) => state === 'undone') &&
    steps.every(({ state }) => state === 'undone' || state === 'waiting');
  if (isTakenBack) {
    return undefined;
  }
  return (
    steps.find(step => ['running', 'undoing'].includes(step.state)) ??
    steps.find(step => step.state === 'failed') ??
    [...steps].reverse().find(step => step.state !== 'waiting') ??
    steps[0]
  );
}

function MigrationView(props: { migration: Migration; live: LiveMigration }) {
  const t = useT();
  const paths = useIrsaPaths();
  const { migration, live } = props;
  const url = useUrlState();
  useKeptFocus(
    `${migration.id} ${migration.status} ${migration.possible.join()}`,
  );
  const current = currentStep(migration);
  const chosen = url.params.get('log') ?? undefined;
  // The lines of an act of the retirement belong to no step.
  const isAboutAct = !chosen && migration.act !== undefined;
  const selected =
    chosen === 'all' || isAboutAct
      ? undefined
      : migration.steps.find(step => step.id === chosen) ?? current;
  const active = isActive(migration.status);
  const shared = useSharedKey(
    migration.target.keyFingerprint,
    migration.status,
  );
  const isGone = useIsGone(migration.workload);
  const now = useNow(1000, active);
  const silence = migration.heartbeatAt
    ? now - Date.parse(migration.heartbeatAt)
    : 0;
  const [spoken, setSpoken] = useState('');
  const news = current
    ? t('migration.announceStep', {
        step: stepName(t, current),
        state: t(`migration.stepState.${current.state}`),
      })
    : '';
  useEffect(() => setSpoken(news), [news]);

  const index = current ? migration.steps.indexOf(current) + 1 : 0;
  return (
    <>
      <Header
        title={t('migration.title', { name: migration.workload.name })}
        description={`${migration.workload.kind} ${migration.workload.namespace}/${migration.workload.name} · ${migration.workload.cluster}`}
        metadata={[
          {
            label: t('migration.status'),
            value: (
              <StatusPill tone={migrationTones[migration.status]}>
                {active && index > 0
                  ? `${t(`migration.statusOf.${migration.status}`)} · ${t(
                      'migration.stepOf',
                      {
                        step: String(index),
                        all: String(migration.steps.length),
                      },
                    )}`
                  : t(`migration.statusOf.${migration.status}`)}
              </StatusPill>
            ),
          },
          {
            label: t('migration.live'),
            value: (
              <HeaderMetadataStatus
                label={
                  live.isReconnecting
                    ? t('migration.reconnecting')
                    : t('migration.connected')
                }
                color={live.isReconnecting ? 'warning' : 'success'}
              />
            ),
          },
          {
            label: t('migrations.started'),
            value: <RelativeTime at={migration.startedAt} />,
          },
          {
            label: t('migrations.by'),
            value: <Who name={migration.startedBy} />,
          },
          ...(migration.target.identity === 'podIdentity'
            ? [
                {
                  label: t('plan.identity.title'),
                  value: t('plan.identity.name.podIdentity'),
                },
              ]
            : []),
          {
            label: t('migrations.workload'),
            value: (
              <Link href={paths.workload(migration.workload)}>
                {workloadName(migration.workload)}
              </Link>
            ),
          },
        ]}
        customActions={
          // What runs can be stopped; there is nothing left to roll back or to try again.
          isGone && !active ? undefined : (
            <Inline>
              {onRole.includes(migration.status) && (
                <ButtonLink
                  variant="secondary"
                  href={paths.preview(migration.workload)}
                >
                  {t('workload.previewAccess')}
                </ButtonLink>
              )}
              <MigrationActions migration={migration} onAnswer={live.accept} />
            </Inline>
          )
        }
      />
      <Announce>{spoken}</Announce>
      {isGone && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('workload.gone', {
            name: `${migration.workload.namespace}/${migration.workload.name}`,
          })}
          description={t('migration.goneText')}
        />
      )}
      {live.isReconnecting && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('migration.reconnectingTitle')}
          description={t('migration.reconnectingText')}
        />
      )}
      {active && silence > QUIET_AFTER && !live.isReconnecting && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('migration.noNews', { time: formatAge(t, silence) })}
        />
      )}
      {migration.waitingFor && (
        <WaitingFor
          waitingFor={migration.waitingFor}
          planId={migration.planId}
        />
      )}
      {migration.drift && <Drift drift={migration.drift} />}
      <Result migration={migration} />
      <Columns widths="narrowFirst">
        <Stack>
          <Panel title={t('migration.steps')}>
            <StepList
              steps={migration.steps}
              selectedId={selected?.id}
              onSelect={id => url.set({ log: id }, { replace: true })}
            />
          </Panel>
          {migration.requests && <Requests requests={migration.requests} />}
          {migration.pods && areCounted(migration) && (
            <Pods pods={migration.pods} />
          )}
        </Stack>
        <Stack>
          {migration.afterRollback && (
            <AfterRollback after={migration.afterRollback} />
          )}
          {migration.soak && (
            <Soak
              migration={migration}
              soak={migration.soak}
              onAnswer={live.accept}
            />
          )}
          {!isOver.includes(migration.status) && (
            <SharedKey
              shared={shared}
              exceptId={workloadId(migration.workload)}
              workload={migration.workload}
              keptIds={secretIds(migration)}
            />
          )}
          <MigrationLog
            migration={migration}
            step={selected}
            events={live.events}
            onShowAll={() => url.set({ log: 'all' }, { replace: true })}
          />
          <Proofs proofs={migration.proofs} />
        </Stack>
      </Columns>
    </>
  );
}
