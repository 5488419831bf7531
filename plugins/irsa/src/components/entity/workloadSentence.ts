import { Workload } from 'backstage-plugin-irsa-common';
import { T } from '../../hooks';
import { formatAge, formatDuration } from '../../ui';
import { oldestKey, wasKeyRead, workloadName } from '../services/workloadWords';

/** What is to be known of a workload, in one sentence. @param now - milliseconds @param time - a time for people, of one in ISO 8601 */
export function workloadSentence(
  t: T,
  workload: Workload,
  now: number,
  time: (iso: string) => string,
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
    const ago = t('time.ago', {
      age: formatAge(t, now - Date.parse(key.lastUsedAt)),
    });
    // Keys are read less often than clusters, and may have been used since.
    return key.asOf
      ? `${ago} (${t('time.asOf', { time: time(key.asOf) })})`
      : ago;
  };
  return t('entity.static', {
    ...words,
    age: t('time.days', { count: key.ageDays }),
    used: used(),
  });
}
