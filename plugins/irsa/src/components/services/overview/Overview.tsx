import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { AgeBand, Summary } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../../api';
import { Query, useLiveQuery, useQuery, useT } from '../../../hooks';
import { Columns, ErrorPanel, PageSkeleton } from '../../../ui';
import { Figures } from './Figures';
import { HeatMap } from './HeatMap';
import { Trend } from './Trend';
import { FilterValues } from '../list/useWorkloadFilter';
import { withStaticKey } from '../list/withStaticKey';
import styles from './Figures.module.css';

/** The fleet in figures, by day and by age; each figure leads to the workloads that it counts. */
export function Overview(props: {
  summary: Query<Summary>;
  values: FilterValues;
  isFiltered: boolean;
  onChange: (next: Partial<FilterValues> & { sort?: string }) => void;
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { summary, values, isFiltered, onChange } = props;
  // Of one cluster, once the list is of that cluster only.
  const [heatCluster] =
    values.cluster.length === 1 ? values.cluster : [undefined];
  const heat = useLiveQuery(
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
  const pick = useCallback(
    (row: string, band: AgeBand) =>
      onChange({
        ...(heatCluster ? { namespace: [row] } : { cluster: [row] }),
        keyAge: [band],
        status: withStaticKey,
      }),
    [onChange, heatCluster],
  );
  const open = useCallback(
    (cluster: string | undefined) =>
      onChange({ cluster: cluster ? [cluster] : [], namespace: [] }),
    [onChange],
  );
  const isOfAll = values.cluster.length + values.owner.length === 0;
  // One day is no history: it takes a line, not half of the page.
  const hasTrend = trends.error || (trends.data?.days.length ?? 0) > 1;
  const trend = (
    <>
      {trends.error && (
        <ErrorPanel
          what={t('services.trend.title')}
          error={trends.error}
          onRetry={trends.reload}
        />
      )}
      {trends.data && !trends.error && <Trend data={trends.data} />}
    </>
  );
  const heatMap = (
    <>
      {heat.isPending && <PageSkeleton heights={[160]} />}
      {heat.error && (
        <ErrorPanel
          what={t('services.heatMap.title')}
          error={heat.error}
          onRetry={heat.reload}
        />
      )}
      {heat.data && !heat.error && (
        <HeatMap
          data={heat.data}
          cluster={heatCluster}
          onPick={pick}
          onOpen={open}
        />
      )}
    </>
  );
  return (
    <>
      {summary.isPending && <PageSkeleton heights={[76]} />}
      {summary.error && (
        <ErrorPanel
          what={t('services.kpi.label')}
          error={summary.error}
          onRetry={summary.reload}
        />
      )}
      {summary.data && !summary.error && (
        <Figures
          summary={summary.data}
          days={isOfAll ? trends.data?.days : undefined}
          selected={values}
          onSelect={onChange}
        />
      )}
      {isFiltered && summary.data && (
        <p className={styles.note}>{t('services.kpi.all')}</p>
      )}
      {hasTrend ? (
        <Columns widths="halves">
          <div>{trend}</div>
          <div>{heatMap}</div>
        </Columns>
      ) : (
        <>
          {trend}
          {heatMap}
        </>
      )}
    </>
  );
}
