import { answer, PlanCheck, short } from './PlanCheck';

export const sharedKey: PlanCheck = ({ world }) => {
  const key = world.workload.keys.find(({ sharedWith }) => sharedWith?.length);
  const others = [
    ...new Set(
      world.workload.keys.flatMap(({ sharedWith }) => sharedWith ?? []),
    ),
  ];
  if (!key) {
    return undefined;
  }
  return answer('shared-key', 'F30', {
    state: 'warning',
    params: { workloads: others, keyLast4: key.last4 },
    message: `Key …${key.last4} is also given to ${short(
      others,
    )}. They go on using it; it can be switched off only when all have left it.`,
    evidence:
      'Workloads whose Secrets hold the same key. Uses outside the clusters are not known.',
    fix: 'Plan the migration of the others too.',
  });
};
