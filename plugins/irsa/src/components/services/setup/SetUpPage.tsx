import { Header } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../../api';
import { useAction, useIrsaPaths, useLiveQuery, useT } from '../../../hooks';
import { ErrorPanel, PageSkeleton } from '../../../ui';
import { CoverageBanner } from '../overview/CoverageBanner';
import { SetUp } from '../overview/SetUp';
import { RightsPanel } from './RightsPanel';
import { SetUpAdditions } from './SetUpAdditions';
import { SetUpProblems } from './SetUpProblems';
import { useSetUp } from './useSetUp';

/** What is set up and what is not: settings, clusters, accounts, and the portal's rights in IAM. */
export function SetUpPage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const paths = useIrsaPaths();
  const setUp = useSetUp();
  const coverage = useLiveQuery(
    signal => unwrap(api.GET('/coverage', { signal })),
    [api],
  );
  const scan = useAction(async () => {
    await unwrap(api.POST('/scans', { body: {} }));
    coverage.reload();
    setUp.reload();
  });
  const hasStopped = setUp.data?.state === 'stopped';
  return (
    <>
      <Header
        title={t('setUp.title')}
        breadcrumbs={[{ label: t('setUp.back'), href: paths.services }]}
      />
      {setUp.isPending && <PageSkeleton heights={[96]} />}
      {setUp.error && <ErrorPanel error={setUp.error} onRetry={setUp.reload} />}
      {setUp.data && !setUp.error && <SetUpProblems setUp={setUp.data} />}
      {scan.error && <ErrorPanel error={scan.error} isAct />}
      {coverage.error && !hasStopped && (
        <ErrorPanel error={coverage.error} onRetry={coverage.reload} />
      )}
      {coverage.data && !coverage.error && (
        <>
          <CoverageBanner coverage={coverage.data} />
          <SetUp
            coverage={coverage.data}
            isPending={scan.isPending}
            onTest={() => scan.run()}
          />
        </>
      )}
      {setUp.data && !setUp.error && <SetUpAdditions setUp={setUp.data} />}
      {!hasStopped && <RightsPanel />}
    </>
  );
}
