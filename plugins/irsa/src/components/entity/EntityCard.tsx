import { Card, CardBody, CardHeader, Link } from '@backstage/ui';
import { Workload } from 'backstage-plugin-irsa-common';
import { useFormats, useNow, useT } from '../../hooks';
import {
  ErrorPanel,
  formatAge,
  Inline,
  IrsaRoot,
  PageSkeleton,
} from '../../ui';
import { clustersRead, staleAge } from '../services/overview/CoverageBanner';
import { WorkloadAction } from '../services/WorkloadAction';
import { runsPods, whyNotPlannable } from '../services/workloadWords';
import { NoWorkload } from './NoWorkload';
import { useEntityTab } from './useEntityTab';
import { useEntityWorkloads } from './useEntityWorkloads';
import { workloadSentence } from './workloadSentence';

/** One sentence and one button. */
export function EntityCard() {
  const t = useT();
  const page = useEntityWorkloads();
  const { data, error } = page;
  const [worst] = data?.items ?? [];
  return (
    <Card>
      <CardHeader>
        <h2 style={{ margin: 0, fontSize: 'var(--bui-font-size-4)' }}>
          {t('entity.title')}
        </h2>
      </CardHeader>
      <CardBody>
        <IrsaRoot place="card">
          {error && <ErrorPanel error={error} onRetry={page.reload} />}
          {page.isPending && <PageSkeleton heights={[48]} />}
          {data && !error && (
            <>
              {worst ? (
                <Worst workload={worst} more={data.totalCount - 1} />
              ) : (
                <NoWorkload coverage={data.coverage} />
              )}
              <Doubts page={data} isBehind={page.isBehind} />
            </>
          )}
        </IrsaRoot>
      </CardBody>
    </Card>
  );
}

function Worst(props: { workload: Workload; more: number }) {
  const t = useT();
  const tab = useEntityTab();
  const now = useNow(30_000);
  const { time } = useFormats();
  const { workload, more } = props;
  const canAct =
    !runsPods(workload) ||
    workload.migrationId ||
    workload.status === 'unknown' ||
    !whyNotPlannable(t, workload);
  return (
    <>
      <p>
        {workloadSentence(t, workload, now, time)}{' '}
        {more > 0 && (
          <Link href={tab}>{t('entity.more', { count: more })}</Link>
        )}
      </p>
      {canAct && (
        <Inline>
          <WorkloadAction workload={workload} variant="primary" />
        </Inline>
      )}
    </>
  );
}

/** What the reader must know besides the sentence, such as clusters that were not read. */
function Doubts(props: {
  page: NonNullable<ReturnType<typeof useEntityWorkloads>['data']>;
  isBehind: boolean;
}) {
  const t = useT();
  const now = useNow(60_000);
  const { read, all } = clustersRead(props.page.coverage);
  const old = staleAge(props.page.coverage, now);
  return (
    <>
      {props.page.items.length > 0 && read < all && (
        <p role="status">
          {t('entity.partial', { read: String(read), all: String(all) })}
        </p>
      )}
      {old !== undefined && (
        <p role="status">
          {t('services.coverage.stale', { age: formatAge(t, old) })}
        </p>
      )}
      {props.isBehind && <p role="status">{t('entity.reconnecting')}</p>}
    </>
  );
}
