import { matchesSelector } from '../world/labelSelector';
import { Json, podTemplate } from '../world/podTemplate';
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
