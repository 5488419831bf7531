import { Workload } from 'backstage-plugin-irsa-common';
import { T } from '../../hooks';
import { formatAge, formatDuration } from '../../ui';
import { oldestKey, wasKeyRead, workloadName } from '../services/workloadWords';

/** What is to be known of a workload, in one sentence. @param now - milliseconds */
export function workloadSentence(
  t: T,
  workload: Workload,
  now: number,
): string {
  const words = {
    name: workloadName(workload),
    cluster: workload.cluster,
    reason: workload.statusReason ?? t('services.unknownReason'),
  };
  if (workload.status === 'soaking') {
    return workload.soakEndsAt
      ? t('entity.soaking', {
          ...words,
          left: t('time.left', {
            time: formatDuration(t, Date.parse(workload.soakEndsAt) - now),
          }),
        })
      : t('entity.soakingPlain', words);
  }
  if (workload.status !== 'static') {
    return t(`entity.${workload.status}`, words);
  }
  const key = oldestKey(workload);
  if (key?.ageDays === undefined) {
    return t('entity.staticPlain', words);
  }
  const used = () => {
    if (!key.lastUsedAt) {
      return wasKeyRead(key) ? t('time.never') : t('time.notKnown');
    }
    return t('time.ago', {
      age: formatAge(t, now - Date.parse(key.lastUsedAt)),
    });
  };
  return t('entity.static', {
    ...words,
    age: t('time.days', { count: key.ageDays }),
    used: used(),
  });
}
