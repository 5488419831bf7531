import { matchesSelector } from '../world/labelSelector';
import { Json, podTemplate } from '../world/podTemplate';
import { around } from '../world/surroundings';
import { answer, PlanCheck, short } from './PlanCheck';

/** A budget limits evictions. A roll out evicts nothing, and the migration deletes no Pod by eviction. */
export const disruptionBudget: PlanCheck = ({ world }) => {
  const metadata = podTemplate(world.object).metadata as Json | undefined;
  const labels = (metadata?.labels ?? {}) as Record<string, string>;
  const budgets = (
    world.surroundings.items['PodDisruptionBudget.policy'] ?? []
  ).filter(({ spec }) => {
    const selector = (spec as Json | undefined)?.selector as Json | undefined;
    return selector !== undefined && matchesSelector(selector, labels);
  });
  const { unknown } = around(world.surroundings, [
    'PodDisruptionBudget.policy',
  ]);
  if (unknown.length > 0) {
    return answer('disruption-budget', 'F41', {
      state: 'notChecked',
      params: { notRead: unknown },
      message:
        'Whether a budget for disruptions holds for the Pods is not known. It does not stop a roll out, but a drain of their node.',
      evidence: `${short(unknown)} could not be listed.`,
      fix: 'Give the portal the auditor role of the documentation.',
    });
  }
  const names = budgets.map(each => String((each.metadata as Json).name));
  return names.length > 0
    ? answer('disruption-budget', 'F41', {
        state: 'passed',
        params: { budgets: names },
        message: `PodDisruptionBudget ${short(
          names,
        )} does not stop a roll out, which keeps to the strategy of the workload instead.`,
        evidence: 'Selectors of the budgets.',
      })
    : undefined;
};
