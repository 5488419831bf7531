import { useParams } from 'react-router-dom';
import { ButtonLink, Header } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { Coverage, Workload } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../../api';
import { useIrsaPaths, useLiveQuery, useT } from '../../../hooks';
import {
  Columns,
  EntityLink,
  ErrorPanel,
  Inline,
  PageSkeleton,
  RelativeTime,
  Stack,
  StatusPill,
  useLiveStatus,
  workloadTones,
} from '../../../ui';
import { BlastRadii } from './BlastRadii';
import { CoverageBanner } from '../overview/CoverageBanner';
import { NotRead } from '../overview/NotRead';
import { Facts } from './Facts';
import { Gone } from './Gone';
import { Keys } from './Keys';
import { ReadinessPanel } from './ReadinessPanel';
import { References } from './References';
import { RemedyPanel } from './RemedyPanel';
import { RiskPanel } from './RiskPanel';
import { ServiceRoles } from './ServiceRoles';
import { SeverityPanel } from './SeverityPanel';
import { WorkloadAction } from '../WorkloadAction';
import {
  missingOwner,
  runsPods,
  splitKind,
  workloadName,
} from '../workloadWords';

/** One workload: what gives it credentials, its keys, its ServiceAccount, and why it is linked. */
export function WorkloadPage() {
  const api = useApi(irsaApiRef);
  const { cluster = '', namespace = '', kind = '', name = '' } = useParams();
  const query = useLiveQuery(
    signal =>
      unwrap(
        api.GET('/workloads/{cluster}/{namespace}/{kind}/{name}', {
          params: { path: { cluster, namespace, kind, name } },
          signal,
        }),
      ),
    [api, cluster, namespace, kind, name],
  );
  const coverage = useLiveQuery(
    signal => unwrap(api.GET('/coverage', { signal })),
    [api],
  );
  const { data, error } = query;
  const isGone = error?.status === 404;
  // An answer to another address may still be there.
  const workload =
    data?.cluster === cluster && data.kind === kind && data.name === name
      ? data
      : undefined;
  return (
    <>
      {isGone && (
        <Gone
          workload={{ namespace: namespace === '-' ? '' : namespace, name }}
          error={error}
          wasSeen={Boolean(workload)}
        />
      )}
      {error && !isGone && <ErrorPanel error={error} onRetry={query.reload} />}
      {!workload && !error && <PageSkeleton />}
      {coverage.data && workload && !error && (
        <>
          <CoverageBanner coverage={coverageOf(coverage.data, workload)} />
          <NotRead coverage={coverageOf(coverage.data, workload)} />
        </>
      )}
      {workload && (!error || isGone) && (
        <WorkloadView
          workload={workload}
          isGone={isGone}
          seenAt={seenAt(workload, coverage.data)}
          isBehind={query.isBehind}
          onChange={query.reload}
        />
      )}
    </>
  );
}

/** Warns of parts that could not be read and that this workload depends on. */
function coverageOf(coverage: Coverage, workload: Workload): Coverage {
  const cluster = coverage.clusters.find(
    ({ name }) => name === workload.cluster,
  );
  const accountIds = [
    cluster?.accountId,
    ...workload.keys.map(({ accountId }) => accountId),
  ];
  return {
    ...coverage,
    asOf: cluster?.asOf ?? coverage.asOf,
    clusters: cluster ? [cluster] : [],
    accounts: coverage.accounts.filter(({ accountId }) =>
      accountIds.includes(accountId),
    ),
  };
}

/** A workload of a cluster that is followed has not changed since it was read, and is as it is now. */
function seenAt({ cluster, asOf }: Workload, coverage?: Coverage): string {
  const followed = coverage?.clusters.find(
    ({ name, state }) => name === cluster && state === 'ok',
  )?.asOf;
  return followed && Date.parse(followed) > Date.parse(asOf) ? followed : asOf;
}

function WorkloadView(props: {
  workload: Workload;
  seenAt: string;
  /** True when nothing can be done with it, only read. */
  isGone: boolean;
  isBehind: boolean;
  onChange: () => void;
}) {
  const t = useT();
  const paths = useIrsaPaths();
  const { workload, isGone } = props;
  const kind = splitKind(workload.kind);
  const live = useLiveStatus(props.isBehind);
  return (
    <>
      <Header
        title={workloadName(workload)}
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
            value: [workload.cluster, kind.name, kind.group]
              .filter(Boolean)
              .join(' · '),
          },
          {
            label: t('workload.owner'),
            value: workload.ownerRef ? (
              <EntityLink entityRef={workload.ownerRef} />
            ) : (
              missingOwner(t, workload)
            ),
          },
          {
            label: t('workload.lastScan'),
            value: <RelativeTime at={isGone ? workload.asOf : props.seenAt} />,
          },
          ...(isGone ? [] : [live]),
        ]}
        customActions={
          isGone || !runsPods(workload) ? undefined : (
            <Inline>
              <ButtonLink
                size="small"
                variant="secondary"
                href={paths.preview(workload)}
              >
                {t('workload.previewAccess')}
              </ButtonLink>
              <WorkloadAction workload={workload} variant="primary" isOnPage />
            </Inline>
          )
        }
      />
      <Columns>
        <Stack>
          <References workload={workload} />
          <RemedyPanel workload={workload} />
          <Keys workload={workload} />
          <BlastRadii workload={workload} />
          {runsPods(workload) && !isGone && (
            <ServiceRoles workload={workload} />
          )}
          {runsPods(workload) && !isGone && (
            <ReadinessPanel workload={workload} />
          )}
        </Stack>
        <Stack>
          <SeverityPanel workload={workload} />
          {!isGone && (
            <RiskPanel workload={workload} onChange={props.onChange} />
          )}
          <Facts workload={workload} />
        </Stack>
      </Columns>
    </>
  );
}
