import { Card, CardBody, CardHeader, Link, Skeleton } from '@backstage/ui';
import { Workload } from '@internal/plugin-irsa-common';
import { T, useIrsaPaths, useNow, useT } from '../../hooks';
import {
  ErrorPanel,
  IrsaRoot,
  Inline,
  formatAge,
  formatDuration,
} from '../../ui';
import { WorkloadAction } from '../services/WorkloadAction';
import { clustersRead } from '../services/CoverageBanner';
import { oldestKey, whyNotPlannable } from '../services/workloadWords';
import { useEntityWorkloads } from './useEntityWorkloads';

/** One sentence and one button. */
export function EntityCard() {
  const t = useT();
  const paths = useIrsaPaths();
  const now = useNow(30_000);
  const page = useEntityWorkloads();
  const worst = page.data?.items[0];
  const more = (page.data?.items.length ?? 0) - 1;
  const scope = page.data && clustersRead(page.data.coverage);
  return (
    <Card>
      <CardHeader>
        <h2 style={{ margin: 0, fontSize: 'var(--bui-font-size-4)' }}>
          {t('entity.title')}
        </h2>
      </CardHeader>
      <CardBody>
        <IrsaRoot place="card">
          {page.error && (
            <ErrorPanel error={page.error} onRetry={page.reload} />
          )}
          {page.isPending && <Skeleton width="100%" height={48} />}
          {scope && !worst && (
            <p>
              {t('entity.none')}{' '}
              {t('entity.noneScope', {
                read: String(scope.read),
                all: String(scope.all),
              })}
            </p>
          )}
          {worst && (
            <>
              <p>{workloadSentence(t, worst, now)}</p>
              <Inline>
                {(!whyNotPlannable(t, worst) || worst.migrationId) && (
                  <WorkloadAction workload={worst} variant="primary" />
                )}
                {worst.status === 'unknown' && (
                  <Link href={paths.workload(worst)}>
                    {t('action.showWhy')}
                  </Link>
                )}
                {more > 0 && (
                  <Link href="aws-credentials">
                    {t('entity.more', { count: more })}
                  </Link>
                )}
              </Inline>
            </>
          )}
        </IrsaRoot>
      </CardBody>
    </Card>
  );
}

/** What is to be known of a workload, in one sentence. @param now - milliseconds */
export function workloadSentence(
  t: T,
  workload: Workload,
  now: number,
): string {
  const words = {
    name: `${workload.namespace}/${workload.name}`,
    cluster: workload.cluster,
    reason: workload.statusReason ?? t('services.unknownReason'),
  };
  if (workload.status === 'soaking') {
    return t('entity.soaking', {
      ...words,
      left: workload.soakEndsAt
        ? t('time.left', {
            time: formatDuration(t, Date.parse(workload.soakEndsAt) - now),
          })
        : '–',
    });
  }
  if (workload.status !== 'static') {
    return t(`entity.${workload.status}`, words);
  }
  const key = oldestKey(workload);
  if (key?.ageDays === undefined) {
    return t('entity.staticPlain', words);
  }
  return t('entity.static', {
    ...words,
    age: t('time.days', { count: key.ageDays }),
    used: key.lastUsedAt
      ? t('time.ago', { age: formatAge(t, now - Date.parse(key.lastUsedAt)) })
      : t('time.never'),
  });
}
