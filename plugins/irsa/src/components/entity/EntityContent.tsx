import { Header } from '@backstage/ui';
import { useT } from '../../hooks';
import {
  ErrorPanel,
  IrsaRoot,
  PageSkeleton,
  RelativeTime,
  useLiveStatus,
} from '../../ui';
import { CoverageBanner } from '../services/overview/CoverageBanner';
import { WorkloadTable } from '../services/list/WorkloadTable';
import { NoWorkload } from './NoWorkload';
import { useEntityWorkloads } from './useEntityWorkloads';

/** The tab on an entity: its workloads and what gives them credentials. */
export function EntityContent() {
  const t = useT();
  const page = useEntityWorkloads();
  const live = useLiveStatus(page.isBehind);
  const { data, error } = page;
  return (
    <IrsaRoot place="tab">
      {error && <ErrorPanel error={error} onRetry={page.reload} />}
      {page.isPending && <PageSkeleton />}
      {data && !error && (
        <>
          <Header
            title={t('entity.title')}
            metadata={[
              {
                label: t('services.lastScan'),
                value: <RelativeTime at={data.coverage.asOf} />,
              },
              live,
            ]}
          />
          <CoverageBanner coverage={data.coverage} />
          {data.items.length === 0 ? (
            <NoWorkload coverage={data.coverage} />
          ) : (
            <WorkloadTable items={data.items} isStale={page.isStale} />
          )}
          {data.totalCount > data.items.length && (
            <p>
              {t('entity.firstOf', {
                shown: String(data.items.length),
                all: String(data.totalCount),
              })}
            </p>
          )}
        </>
      )}
    </IrsaRoot>
  );
}
