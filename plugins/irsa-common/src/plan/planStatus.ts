import { Check, Plan } from '../api';

/**
 * The status of a plan at a time: a plan that was good when it was made expires. What was used or discarded stays so.
 *
 * @param now - milliseconds since the epoch
 *
 * @public
 */
export function planStatus(
  plan: Pick<Plan, 'status' | 'expiresAt'>,
  now: number,
): Plan['status'] {
  const isOver = plan.status === 'used' || plan.status === 'discarded';
  return !isOver && Date.parse(plan.expiresAt) <= now ? 'expired' : plan.status;
}

/**
 * The status of a plan when it is made. Whether it can be started is for `canStart`, which reads the same checks.
 *
 * @param made - `isDone`: the workload is given no static key. `canRun`: the plan has steps to carry out.
 *
 * @public
 */
export function statusWhenMade(made: {
  isDone: boolean;
  canRun: boolean;
  checks: readonly Check[];
}): Plan['status'] {
  if (made.isDone) {
    return 'nothingToDo';
  }
  return made.canRun && blockedChecks(made.checks).length === 0
    ? 'ready'
    : 'blocked';
}

/** The checks that stand in the way. */
export function blockedChecks(checks: readonly Check[]): Check[] {
  return checks.filter(({ state }) => state === 'blocked');
}
