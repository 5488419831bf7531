import { useCallback } from 'react';
import { Button, Header, Skeleton, TablePagination } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import {
  irsaScanCreatePermission,
  paths as apiPaths,
} from '@internal/plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import {
  useAction,
  useAllowed,
  useFreshness,
  useQuery,
  useT,
} from '../../hooks';
import {
  Announce,
  EmptyState,
  ErrorPanel,
  Inline,
  ReasonedButton,
  RelativeTime,
} from '../../ui';
import { readColumns } from './columnChoice';
import { ColumnMenu } from './ColumnMenu';
import { CoverageBanner, clustersRead } from './CoverageBanner';
import { ExportMenu } from './ExportMenu';
import { Figures } from './Figures';
import { Filters } from './Filters';
import { HeatMap } from './HeatMap';
import { HiddenSort } from './HiddenSort';
import { SavedViews } from './SavedViews';
import { Trend } from './Trend';
import { FilterValues, noFilter, useWorkloadFilter } from './useWorkloadFilter';
import { WorkloadTable } from './WorkloadTable';

type Sort = NonNullable<
  NonNullable<apiPaths['/workloads']['get']['parameters']['query']>['sort']
>;

const pageSizes = [20, 50, 100];
/** Those that the figures and the heat map count as having a static key. */
const withStaticKey = [
  'static',
  'shadowed',
  'running',
  'blocked',
  'failed',
  'rolledBack',
];

/** All services and what gives them AWS credentials; filter, sort and page live in the address. */
export function ServicesPage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { values, query, isFiltered, params, set } = useWorkloadFilter();
  const sort = params.get('sort') ?? '-keyAge';
  const columns = readColumns(params.get('cols'));
  // The same rows in other columns are no other question.
  const question = new URLSearchParams(params);
  question.delete('cols');
  const offset = Math.max(0, Number(params.get('offset')) || 0);
  const limit =
    pageSizes.find(size => size === Number(params.get('limit'))) ?? 20;

  const list = useQuery(
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
  const summary = useQuery(
    signal => unwrap(api.GET('/summary', { signal })),
    [api],
  );
  // Of one cluster, once the list is of that cluster only.
  const [heatCluster] =
    values.cluster.length === 1 ? values.cluster : [undefined];
  const heat = useQuery(
    signal =>
      unwrap(
        api.GET('/heat-map', {
          params: { query: { cluster: heatCluster } },
          signal,
        }),
      ),
    [api, heatCluster],
  );
  const trends = useQuery(
    signal =>
      unwrap(
        api.GET('/trends', {
          params: { query: { cluster: values.cluster, owner: values.owner } },
          signal,
        }),
      ),
    [api, values.cluster.join(), values.owner.join()],
  );
  useFreshness(() => {
    list.refresh();
    summary.refresh();
    heat.refresh();
  });
  const scan = useAction(async () => {
    await unwrap(api.POST('/scans', { body: {} }));
    list.reload();
    summary.reload();
    heat.reload();
  });
  const mayScan = useAllowed(irsaScanCreatePermission);

  const change = useCallback(
    (next: Partial<FilterValues>, options?: { replace?: boolean }) =>
      set({ ...next, offset: undefined }, options),
    [set],
  );
  const clear = () => change(noFilter);

  const coverage = summary.data?.coverage ?? list.data?.coverage;
  const scope = coverage && clustersRead(coverage);
  const page = list.data;

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
          ]
        }
        customActions={
          <Inline>
            <SavedViews />
            <ColumnMenu columns={columns} onChange={cols => set({ cols })} />
            <ExportMenu />
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
      {coverage && <CoverageBanner coverage={coverage} />}
      {summary.error && !list.error && (
        <ErrorPanel error={summary.error} onRetry={summary.reload} />
      )}
      {summary.data && (
        <Figures
          summary={summary.data}
          selected={values.status}
          onSelect={status => change({ status })}
        />
      )}
      {trends.data && <Trend data={trends.data} />}
      {heat.data && (
        <HeatMap
          data={heat.data}
          cluster={heatCluster}
          onPick={(row, band) =>
            change({
              ...(heatCluster ? { namespace: [row] } : { cluster: [row] }),
              keyAge: [band],
              status: withStaticKey,
            })
          }
          onOpen={cluster =>
            change({ cluster: cluster ? [cluster] : [], namespace: [] })
          }
        />
      )}
      {list.error ? (
        <ErrorPanel error={list.error} onRetry={list.reload} />
      ) : (
        <>
          <Filters
            values={values}
            facets={page?.facets}
            onChange={change}
            onClear={clear}
          />
          {list.isPending && (
            <div
              role="status"
              aria-busy
              aria-label={t('services.table.loading')}
            >
              <Skeleton width="100%" height={320} />
            </div>
          )}
          {page && page.items.length > 0 && (
            <>
              <HiddenSort
                sort={sort}
                columns={columns}
                onChange={cols => set({ cols })}
              />
              <WorkloadTable
                items={page.items}
                columns={columns}
                isStale={list.isStale}
                sort={sort}
                onSort={next => set({ sort: next, offset: undefined })}
              />
              <TablePagination
                pageSize={limit}
                pageSizeOptions={pageSizes.map(value => ({
                  value,
                  label: t('services.table.pageSize', { value: String(value) }),
                }))}
                offset={offset}
                totalCount={page.totalCount}
                hasPreviousPage={offset > 0}
                hasNextPage={offset + limit < page.totalCount}
                onPreviousPage={() =>
                  set({ offset: String(Math.max(0, offset - limit)) })
                }
                onNextPage={() => set({ offset: String(offset + limit) })}
                onPageSizeChange={size =>
                  set({ limit: String(size), offset: undefined })
                }
                getLabel={() =>
                  t('services.table.range', {
                    from: String(offset + 1),
                    to: String(Math.min(offset + limit, page.totalCount)),
                    total: String(page.totalCount),
                  })
                }
              />
            </>
          )}
          {page && page.items.length === 0 && isFiltered && (
            <EmptyState
              title={t('services.empty.filtered')}
              action={
                <Button variant="secondary" onPress={clear}>
                  {t('action.clearFilters')}
                </Button>
              }
            />
          )}
          {page && page.items.length === 0 && !isFiltered && scope && (
            <Nothing scope={scope} asOf={coverage?.asOf} />
          )}
        </>
      )}
      <Announce>
        {page && !list.isStale
          ? t('services.table.range', {
              from: String(page.items.length ? offset + 1 : 0),
              to: String(offset + page.items.length),
              total: String(page.totalCount),
            })
          : ''}
      </Announce>
    </>
  );
}

function Nothing(props: {
  scope: { read: number; all: number };
  asOf?: string;
}) {
  const t = useT();
  const { scope, asOf } = props;
  if (scope.read === 0 || !asOf) {
    return <EmptyState title={t('services.empty.nothingChecked')} />;
  }
  return (
    <EmptyState title={t('services.empty.good')}>
      {t('services.empty.goodScope', {
        read: String(scope.read),
        all: String(scope.all),
        when: new Date(asOf).toLocaleString(),
      })}
    </EmptyState>
  );
}
