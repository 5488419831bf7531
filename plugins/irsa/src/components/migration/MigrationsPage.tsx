import { ButtonLink, Header, TablePagination } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../api';
import { useIrsaPaths, useQuery, useT, useUrlState } from '../../hooks';
import {
  EmptyState,
  ErrorPanel,
  PageSkeleton,
  PlainTable,
  RelativeTime,
  RowLink,
  StatusPill,
  Who,
  migrationTones,
} from '../../ui';

const LIMIT = 20;

/** All migrations, newest first. */
export function MigrationsPage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const paths = useIrsaPaths();
  const url = useUrlState();
  const offset = Math.max(0, Number(url.params.get('offset')) || 0);
  const workloadId = url.params.get('workload') ?? undefined;
  const name = workloadId?.split('/').slice(-1)[0] ?? '';
  const page = useQuery(
    signal =>
      unwrap(
        api.GET('/migrations', {
          params: { query: { workloadId, offset, limit: LIMIT } },
          signal,
        }),
      ),
    [api, workloadId, offset],
  );
  if (page.error) {
    return <ErrorPanel error={page.error} onRetry={page.reload} />;
  }
  if (!page.data) {
    return <PageSkeleton />;
  }
  const { items, totalCount } = page.data;
  return (
    <>
      <Header
        title={t('migrations.title')}
        description={workloadId && t('migrations.only', { name })}
        customActions={
          workloadId && (
            <ButtonLink variant="secondary" href={paths.migrations}>
              {t('migrations.showAll')}
            </ButtonLink>
          )
        }
      />
      {totalCount === 0 ? (
        <EmptyState
          title={
            workloadId
              ? t('migrations.emptyOf', { name })
              : t('migrations.empty')
          }
          action={
            <ButtonLink variant="secondary" href={paths.services}>
              {t('migrations.services')}
            </ButtonLink>
          }
        >
          {t('migrations.emptyHint')}
        </EmptyState>
      ) : (
        <>
          <PlainTable
            label={t('migrations.label')}
            isNamed
            columns={[
              t('migrations.workload'),
              t('migrations.status'),
              t('migrations.started'),
              t('migrations.by'),
            ]}
            rows={items.map(item => ({
              id: item.id,
              cells: [
                <RowLink key="name" look="strong" to={paths.migration(item.id)}>
                  {`${item.workload.namespace}/${item.workload.name} (${item.workload.cluster})`}
                </RowLink>,
                <StatusPill key="status" tone={migrationTones[item.status]}>
                  {t(`migration.statusOf.${item.status}`)}
                </StatusPill>,
                <RelativeTime key="started" at={item.startedAt} />,
                <Who key="by" name={item.startedBy} />,
              ],
            }))}
          />
          <TablePagination
            pageSize={LIMIT}
            pageSizeOptions={[]}
            offset={offset}
            totalCount={totalCount}
            hasPreviousPage={offset > 0}
            hasNextPage={offset + LIMIT < totalCount}
            onPreviousPage={() =>
              url.set({ offset: String(Math.max(0, offset - LIMIT)) })
            }
            onNextPage={() => url.set({ offset: String(offset + LIMIT) })}
          />
        </>
      )}
    </>
  );
}
