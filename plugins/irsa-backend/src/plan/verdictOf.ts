import {
  canStart,
  Manager,
  Plan,
  PlanVerdict,
} from 'backstage-plugin-irsa-common';

/**
 * What the list says of a plan. Warnings that a person may accept stand in nobody's way. Undefined where there is nothing
 * to plan.
 */
export function verdictOf(
  plan: Plan,
  manager: Pick<Manager, 'livePatchAllowed'>,
): PlanVerdict | undefined {
  const madeAt = plan.createdAt;
  const verdict = canStart(plan, {
    now: Date.parse(madeAt),
    acknowledgements: plan.checks.map(({ id }) => id),
    manager,
  });
  if (verdict.canStart) {
    return { status: 'ready', blockedBy: [], madeAt };
  }
  switch (verdict.refusal.because) {
    case 'blocked':
      return {
        status: 'blocked',
        blockedBy: verdict.refusal.checks.map(({ id }) => id),
        madeAt,
      };
    case 'ownedBySource':
      return { status: 'blocked', blockedBy: ['manager'], madeAt };
    default:
      return undefined;
  }
}
