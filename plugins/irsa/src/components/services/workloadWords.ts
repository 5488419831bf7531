import { Workload } from '@internal/plugin-irsa-common';
import { T } from '../../hooks';

const plannable: Workload['status'][] = [
  'static',
  'shadowed',
  'blocked',
  'failed',
  'rolledBack',
];

/** Why no plan can be made for it now; undefined when one can. */
export function whyNotPlannable(t: T, workload: Workload): string | undefined {
  if (plannable.includes(workload.status)) {
    return undefined;
  }
  return t(`services.notPlannable.${workload.status}`, {
    reason: workload.statusReason ?? t('services.unknownReason'),
  });
}

/** The key that is oldest, which is the one to worry about. */
export function oldestKey(workload: Workload) {
  return workload.keys.reduce<Workload['keys'][number] | undefined>(
    (worst, key) =>
      (key.ageDays ?? -1) > (worst?.ageDays ?? -1) || !worst ? key : worst,
    undefined,
  );
}
