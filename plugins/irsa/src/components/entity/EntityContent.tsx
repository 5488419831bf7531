import { Header } from '@backstage/ui';
import { useT } from '../../hooks';
import { EmptyState, ErrorPanel, IrsaRoot, PageSkeleton } from '../../ui';
import { CoverageBanner, clustersRead } from '../services/CoverageBanner';
import { WorkloadTable } from '../services/WorkloadTable';
import { useEntityWorkloads } from './useEntityWorkloads';

/** The tab on an entity: its workloads and what gives them credentials. */
export function EntityContent() {
  const t = useT();
  const page = useEntityWorkloads();
  if (page.error) {
    return <ErrorPanel error={page.error} onRetry={page.reload} />;
  }
  if (!page.data) {
    return <PageSkeleton />;
  }
  const scope = clustersRead(page.data.coverage);
  return (
    <IrsaRoot place="tab">
      <Header title={t('entity.title')} />
      <CoverageBanner coverage={page.data.coverage} />
      {page.data.items.length === 0 ? (
        <EmptyState title={t('entity.none')}>
          {t('entity.noneScope', {
            read: String(scope.read),
            all: String(scope.all),
          })}
        </EmptyState>
      ) : (
        <WorkloadTable items={page.data.items} isStale={page.isStale} />
      )}
    </IrsaRoot>
  );
}
