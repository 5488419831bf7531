import { Link } from '@backstage/ui';
import { Workload } from 'backstage-plugin-irsa-common';
import { useIrsaPaths, useT } from '../../../hooks';
import { EntityLink, KeyFacts, Panel, NamedFew } from '../../../ui';
import { runsPods } from '../workloadWords';

/** What else is known of a workload: its ServiceAccount, its entity and why it is that one, its Pods. */
export function Facts(props: { workload: Workload }) {
  const t = useT();
  const paths = useIrsaPaths();
  const { workload } = props;
  return (
    <>
      {runsPods(workload) && <Account workload={workload} />}
      <Panel title={t('workload.link')}>
        {workload.entityRef ? (
          <KeyFacts
            facts={[
              {
                label: t('workload.entity'),
                value: <EntityLink entityRef={workload.entityRef} />,
              },
              { label: t('workload.why'), value: workload.linkedBy ?? '–' },
            ]}
          />
        ) : (
          t('workload.unlinked')
        )}
      </Panel>
      <Panel title={t('workload.ownership')}>
        <KeyFacts
          facts={[
            {
              label: t('workload.owner'),
              value: workload.ownerRef ? (
                <EntityLink entityRef={workload.ownerRef} />
              ) : (
                t('workload.ownerUnknown')
              ),
            },
            {
              label: t('workload.ownerWhy'),
              value:
                workload.ownerEvidence ??
                workload.ownerDoubt ??
                t('workload.ownerNobody'),
            },
          ]}
        />
      </Panel>
      <Panel title={t('workload.facts')}>
        <KeyFacts facts={facts(t, workload, paths)} />
      </Panel>
    </>
  );
}

function facts(
  t: ReturnType<typeof useT>,
  workload: Workload,
  paths: ReturnType<typeof useIrsaPaths>,
) {
  const { health, manager } = workload;
  const all = [
    health.state !== 'notApplicable' && {
      label: t('workload.health'),
      value: [
        t('workload.pods', {
          ready: String(health.ready),
          desired: String(health.desired),
        }),
        health.message,
      ]
        .filter(Boolean)
        .join(' · '),
    },
    workload.migrationId !== undefined &&
      workload.migrationStatus !== undefined && {
        label: t('services.table.migration'),
        value: (
          <Link href={paths.migration(workload.migrationId)}>
            {t(`migration.statusOf.${workload.migrationStatus}`)}
          </Link>
        ),
      },
    workload.migrationId !== undefined && {
      label: t('migrations.title'),
      value: (
        <Link href={paths.migrationsOf(workload)}>
          {t('migrations.ofService')}
        </Link>
      ),
    },
    {
      label: t('workload.manager'),
      value:
        manager.kind === 'none'
          ? t('workload.managerNone')
          : `${manager.kind} ${manager.name ?? ''} – ${manager.evidence}`,
    },
    runsPods(workload) && {
      label: t('workload.image'),
      value: workload.image ?? '–',
    },
  ];
  return all.filter(fact => fact !== false);
}

function Account(props: { workload: Workload }) {
  const t = useT();
  const account = props.workload.serviceAccount;
  return (
    <Panel title={t('workload.serviceAccount')}>
      <KeyFacts
        facts={[
          { label: t('workload.serviceAccount'), value: account.name },
          {
            label: t('workload.role'),
            value:
              account.roleArn ??
              t(
                account.isRoleUnknown
                  ? 'workload.roleUnknown'
                  : 'workload.noRole',
              ),
          },
          ...(account.podIdentity
            ? [
                {
                  label: t('workload.podIdentity'),
                  value: t('workload.hasPodIdentity'),
                },
              ]
            : []),
          {
            label: t('workload.sharedWith'),
            value: (
              <NamedFew
                names={account.sharedWith}
                hidden={account.sharedWithHidden}
              />
            ),
          },
        ]}
      />
      {account.isDefault && <p>{t('workload.isDefault')}</p>}
    </Panel>
  );
}
