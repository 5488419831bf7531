import { useCallback, useMemo } from 'react';
import { ButtonLink, Header } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import {
  irsaScanCreatePermission,
  paths as apiPaths,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import {
  useAction,
  useAllowed,
  useIrsaPaths,
  useLiveQuery,
  useT,
} from '../../hooks';
import {
  ErrorPanel,
  Inline,
  ReasonedButton,
  RelativeTime,
  useLiveStatus,
} from '../../ui';
import { useFirstRun } from './firstRun/useFirstRun';
import { readColumns } from './list/columnChoice';
import { ColumnMenu } from './list/ColumnMenu';
import { SetUpProblems } from './setup/SetUpProblems';
import { useSetUp } from './setup/useSetUp';
import {
  CoverageBanner,
  clustersRead,
  isAnythingRead,
} from './overview/CoverageBanner';
import { ExportMenu } from './list/ExportMenu';
import { Filters } from './list/Filters';
import { NotRead } from './overview/NotRead';
import { Overview } from './overview/Overview';
import { pageSizes } from './list/Pages';
import { SavedViews } from './list/SavedViews';
import { ServiceList } from './list/ServiceList';
import {
  FilterValues,
  noFilter,
  useWorkloadFilter,
} from './list/useWorkloadFilter';

type Sort = NonNullable<
  NonNullable<apiPaths['/workloads']['get']['parameters']['query']>['sort']
>;

/** All services and what gives them AWS credentials; filter, sort, page and columns live in the address. */
export function ServicesPage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { values, query, isFiltered, params, set } = useWorkloadFilter();
  const sort = params.get('sort') ?? '-keyAge';
  const cols = params.get('cols');
  const columns = useMemo(() => readColumns(cols), [cols]);
  // Other columns show the same rows, so nothing is read again.
  const question = new URLSearchParams(params);
  question.delete('cols');
  const offset = Math.max(0, Math.floor(Number(params.get('offset'))) || 0);
  const limit =
    pageSizes.find(size => size === Number(params.get('limit'))) ??
    pageSizes[0];

  const list = useLiveQuery(
    signal =>
      unwrap(
        api.GET('/workloads', {
          params: {
            query: { ...query, sort: sort as Sort, offset, limit },
          },
          signal,
        }),
      ),
    [api, question.toString()],
  );
  const summary = useLiveQuery(
    signal => unwrap(api.GET('/summary', { signal })),
    [api],
  );
  const setUp = useSetUp();
  const firstRun = useFirstRun();
  const paths = useIrsaPaths();
  const scan = useAction(async () => {
    await unwrap(api.POST('/scans', { body: {} }));
    list.reload();
    summary.reload();
    setUp.reload();
  });
  const mayScan = useAllowed(irsaScanCreatePermission);

  const change = useCallback(
    (
      next: Partial<FilterValues> & { sort?: string },
      options?: { replace?: boolean },
    ) => set({ ...next, offset: undefined }, options),
    [set],
  );
  const clear = useCallback(() => change(noFilter), [change]);
  const toColumns = useCallback(
    (next: string | undefined) => set({ cols: next }),
    [set],
  );

  const coverage = summary.data?.coverage ?? list.data?.coverage;
  const isUnread = coverage !== undefined && !isAnythingRead(coverage);
  const scope = coverage && clustersRead(coverage);
  const live = useLiveStatus(list.isBehind || summary.isBehind);

  return (
    <>
      <Header
        title={t('services.title')}
        metadata={
          scope && [
            {
              label: t('services.lastScan'),
              value: <RelativeTime at={coverage?.asOf} />,
            },
            {
              label: t('services.clusters'),
              value: t('services.clustersRead', {
                read: String(scope.read),
                all: String(scope.all),
              }),
            },
            live,
          ]
        }
        customActions={
          <Inline>
            <SavedViews />
            <ColumnMenu columns={columns} onChange={toColumns} />
            <ExportMenu />
            {!firstRun.isHidden && (
              <ButtonLink variant="tertiary" href={paths.firstSteps}>
                {t('firstRun.title')}
              </ButtonLink>
            )}
            <ButtonLink variant="tertiary" href={paths.setUp}>
              {t('setUp.open')}
            </ButtonLink>
            <ReasonedButton
              variant="secondary"
              isPending={scan.isPending}
              isDisabled={!mayScan.isAllowed}
              reason={mayScan.reason}
              onPress={() => scan.run()}
            >
              {scan.isPending ? t('services.scanning') : t('services.scanNow')}
            </ReasonedButton>
          </Inline>
        }
      />
      {scan.error && <ErrorPanel error={scan.error} isAct />}
      {setUp.data && <SetUpProblems setUp={setUp.data} />}
      {coverage && <CoverageBanner coverage={coverage} />}
      {coverage && <NotRead coverage={coverage} />}
      {/* Where no cluster was read there is no zero to show. */}
      {/* Whoever may not see the list may not see its figures: one panel says it. */}
      {list.error?.status !== 403 && !isUnread && (
        <>
          <Overview
            summary={summary}
            values={values}
            isFiltered={isFiltered}
            onChange={change}
          />
          <Filters
            values={values}
            facets={list.data?.facets}
            onChange={change}
            onClear={clear}
          />
        </>
      )}
      <ServiceList
        list={list}
        sort={sort}
        columns={columns}
        offset={offset}
        limit={limit}
        isFiltered={isFiltered}
        all={summary.data?.listed}
        onClear={clear}
        isTesting={scan.isPending}
        onTest={() => scan.run()}
      />
    </>
  );
}
