import { useParams } from 'react-router-dom';
import { ButtonLink, Header } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { Workload } from '@internal/plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useIrsaPaths, useQuery, useT } from '../../hooks';
import {
  Columns,
  EntityLink,
  ErrorPanel,
  Inline,
  KeyFacts,
  PageSkeleton,
  Panel,
  RelativeTime,
  Stack,
  StatusPill,
  workloadTones,
} from '../../ui';
import { BlastRadii } from './BlastRadii';
import { Keys, References } from './CredentialTables';
import { ReadinessPanel } from './ReadinessPanel';
import { RiskPanel } from './RiskPanel';
import { SeverityPanel } from './SeverityPanel';
import { WorkloadAction } from './WorkloadAction';

/** One workload: what gives it credentials, its keys, its ServiceAccount, and why it is linked. */
export function WorkloadPage() {
  const api = useApi(irsaApiRef);
  const { cluster = '', namespace = '', kind = '', name = '' } = useParams();
  const workload = useQuery(
    signal =>
      unwrap(
        api.GET('/workloads/{cluster}/{namespace}/{kind}/{name}', {
          params: { path: { cluster, namespace, kind, name } },
          signal,
        }),
      ),
    [api, cluster, namespace, kind, name],
  );
  if (workload.error) {
    return <ErrorPanel error={workload.error} onRetry={workload.reload} />;
  }
  if (!workload.data) {
    return <PageSkeleton />;
  }
  return <WorkloadView workload={workload.data} onChange={workload.reload} />;
}

function WorkloadView(props: { workload: Workload; onChange: () => void }) {
  const t = useT();
  const paths = useIrsaPaths();
  const { workload } = props;
  return (
    <>
      <Header
        title={`${workload.namespace}/${workload.name}`}
        description={workload.statusReason}
        metadata={[
          {
            label: t('services.table.status'),
            value: (
              <StatusPill tone={workloadTones[workload.status]}>
                {t(`workloadStatus.${workload.status}`)}
              </StatusPill>
            ),
          },
          {
            label: t('services.filter.cluster'),
            value: `${workload.cluster} · ${workload.kind}`,
          },
          {
            label: t('workload.owner'),
            value: workload.ownerRef ? (
              <EntityLink entityRef={workload.ownerRef} />
            ) : (
              t('workload.noOwner')
            ),
          },
          {
            label: t('workload.lastScan'),
            value: <RelativeTime at={workload.asOf} />,
          },
        ]}
        customActions={
          <Inline>
            <ButtonLink
              size="small"
              variant="secondary"
              href={paths.preview(workload)}
            >
              {t('workload.previewAccess')}
            </ButtonLink>
            <WorkloadAction workload={workload} variant="primary" />
          </Inline>
        }
      />
      <Columns>
        <Stack>
          <References workload={workload} />
          <Keys workload={workload} />
          <BlastRadii workload={workload} />
          <ReadinessPanel workload={workload} />
        </Stack>
        <Stack>
          <SeverityPanel workload={workload} />
          <RiskPanel workload={workload} onChange={props.onChange} />
          <Facts workload={workload} />
        </Stack>
      </Columns>
    </>
  );
}

function Facts(props: { workload: Workload }) {
  const t = useT();
  const { workload } = props;
  const account = workload.serviceAccount;
  return (
    <>
      <Panel title={t('workload.serviceAccount')}>
        <KeyFacts
          facts={[
            { label: t('workload.serviceAccount'), value: account.name },
            {
              label: t('workload.role'),
              value: account.roleArn ?? t('workload.noRole'),
            },
            {
              label: t('workload.sharedWith'),
              value: account.sharedWith.join(', ') || '–',
            },
          ]}
        />
        {account.isDefault && <p>{t('workload.isDefault')}</p>}
      </Panel>
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
      <Panel title={t('workload.facts')}>
        <KeyFacts
          facts={[
            {
              label: t('workload.health'),
              value: [
                t('workload.pods', {
                  ready: String(workload.health.ready),
                  desired: String(workload.health.desired),
                }),
                workload.health.message,
              ]
                .filter(Boolean)
                .join(' · '),
            },
            {
              label: t('workload.manager'),
              value:
                workload.manager.kind === 'none'
                  ? t('workload.managerNone')
                  : `${workload.manager.kind} ${
                      workload.manager.name ?? ''
                    } – ${workload.manager.evidence}`,
            },
            { label: t('workload.image'), value: workload.image ?? '–' },
          ]}
        />
      </Panel>
    </>
  );
}
