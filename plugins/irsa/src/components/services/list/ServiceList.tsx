import { useCallback } from 'react';
import { WorkloadPage as Page } from 'backstage-plugin-irsa-common';
import { Query, useFormats, useT, useUrlState } from '../../../hooks';
import { Announce, ErrorPanel, PageSkeleton } from '../../../ui';
import { ColumnName } from './columnChoice';
import { Empty } from './Empty';
import { HiddenSort } from './HiddenSort';
import { Pages } from './Pages';
import { WorkloadTable } from './WorkloadTable';

/** The rows that the filter matches, a page of them, or why there are none. */
export function ServiceList(props: {
  list: Query<Page>;
  sort: string;
  columns: ColumnName[];
  offset: number;
  limit: number;
  isFiltered: boolean;
  /** The number of workloads without the filter. */
  all?: number;
  onClear: () => void;
  isTesting: boolean;
  onTest: () => void;
}) {
  const t = useT();
  const { number } = useFormats();
  const { set } = useUrlState();
  const { list, sort, columns, offset, limit } = props;
  const page = list.data;
  const toOffset = useCallback(
    (next: number, options?: { replace?: boolean }) =>
      set({ offset: next ? String(next) : undefined }, options),
    [set],
  );
  const toSort = useCallback(
    (next: string) => set({ sort: next, offset: undefined }),
    [set],
  );
  const toLimit = useCallback(
    (size: number) => set({ limit: String(size), offset: undefined }),
    [set],
  );
  if (list.error) {
    return <ErrorPanel error={list.error} onRetry={list.reload} />;
  }
  if (!page) {
    return (
      <PageSkeleton
        label={t('services.table.loading')}
        heights={[40, 56, 56, 56, 56, 56]}
      />
    );
  }
  return (
    <>
      {page.items.length > 0 && (
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
            onSort={toSort}
          />
        </>
      )}
      <Pages
        offset={offset}
        limit={limit}
        total={page.totalCount}
        onOffset={toOffset}
        onLimit={toLimit}
      />
      {page.totalCount === 0 && (
        <Empty
          coverage={page.coverage}
          isFiltered={props.isFiltered}
          all={props.all}
          onClear={props.onClear}
          isTesting={props.isTesting}
          onTest={props.onTest}
        />
      )}
      <Announce>
        {list.isStale
          ? ''
          : t('services.table.range', {
              from: number(page.items.length ? offset + 1 : 0),
              to: number(offset + page.items.length),
              total: number(page.totalCount),
            })}
      </Announce>
    </>
  );
}
