import {
  Summary,
  Workload,
  WorkloadStatus,
} from '@internal/plugin-irsa-common';

const UNUSED_DAYS = 90;
const DAY_MS = 86_400_000;
/** Statuses in which the workload still gets its static AWS key. */
export const STATIC_STATUSES: readonly WorkloadStatus[] = [
  'static',
  'shadowed',
  'running',
  'blocked',
  'failed',
  'rolledBack',
];

/** Figures of the fleet. `workloads` are all listed ones; unknown ones count nowhere but as unknown. */
export function summarise(
  workloads: readonly Workload[],
  now = Date.now(),
): Omit<Summary, 'workloads' | 'coverage'> {
  const count = (...statuses: readonly WorkloadStatus[]) =>
    workloads.filter(({ status }) => statuses.includes(status)).length;
  const keys = new Map(
    workloads
      .filter(({ status }) => status !== 'unknown')
      .flatMap(workload => workload.keys)
      .filter(({ state }) => state === 'active')
      .map(key => [key.fingerprint, key]),
  );
  const unused = [...keys.values()].filter(key => {
    const since = key.lastUsedAt ?? key.createdAt;
    return (
      since !== undefined && now - Date.parse(since) >= UNUSED_DAYS * DAY_MS
    );
  });
  const ages = [...keys.values()].flatMap(({ createdAt }) =>
    createdAt ? Math.floor((now - Date.parse(createdAt)) / DAY_MS) : [],
  );
  return {
    withStaticKey: count(...STATIC_STATUSES),
    acceptedRisks: workloads.filter(
      ({ acceptedRisk, status }) =>
        acceptedRisk && STATIC_STATUSES.includes(status),
    ).length,
    soaking: count('soaking'),
    keyOff: count('keyOff'),
    keyless: count('keyless'),
    blocked: count('blocked'),
    unknown: count('unknown'),
    unusedKeys90d: unused.length,
    oldestKeyDays: ages.length > 0 ? Math.max(...ages) : undefined,
  };
}
