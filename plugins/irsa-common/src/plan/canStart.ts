import { Check, Manager, Plan } from '../api';
import { blockedChecks, planStatus } from './planStatus';

/**
 * Why a plan cannot be started now. `checks` are those that stand in the way: the blocked ones, or the warnings that
 * nobody has acknowledged.
 *
 * @public
 */
export type StartRefusal =
  | { because: 'used' | 'discarded' | 'expired' | 'nothingToDo' }
  | { because: 'blocked' | 'unacknowledged'; checks: Check[] }
  /** Git, Helm or an operator owns the workload, so nothing is patched on the cluster. */
  | { because: 'ownedBySource' };

/**
 * The answer to "can this plan be started?".
 *
 * @public
 */
export type StartVerdict =
  | { canStart: true }
  | { canStart: false; refusal: StartRefusal };

/**
 * Whether a plan can be started, as far as the plan itself tells. The API asks it before it starts a plan, and the page
 * before it offers the button, so that both give the same answer. Pure.
 *
 * @param options - `now`: milliseconds since the epoch. `acknowledgements`: ids of the warnings that somebody has
 *   accepted. `manager`: who manages the workload now, where that is known.
 *
 * @public
 */
export function canStart(
  plan: Pick<Plan, 'status' | 'checks' | 'expiresAt' | 'delivery'>,
  options: {
    now: number;
    acknowledgements: readonly string[];
    manager?: Pick<Manager, 'livePatchAllowed'>;
  },
): StartVerdict {
  const refusal = refusalOf(plan, options);
  return refusal ? { canStart: false, refusal } : { canStart: true };
}

function refusalOf(
  plan: Parameters<typeof canStart>[0],
  { now, acknowledgements, manager }: Parameters<typeof canStart>[1],
): StartRefusal | undefined {
  const { checks } = plan;
  if (plan.status === 'used' || plan.status === 'discarded') {
    return { because: plan.status };
  }
  const blocked = blockedChecks(checks);
  if (plan.status === 'blocked' || blocked.length > 0) {
    return { because: 'blocked', checks: blocked };
  }
  const isProposed =
    plan.delivery?.way === 'changeRequest' && plan.delivery.state === 'ready';
  if (manager && !manager.livePatchAllowed && !isProposed) {
    return { because: 'ownedBySource' };
  }
  const status = planStatus(plan, now);
  if (status === 'nothingToDo' || status === 'expired') {
    return { because: status };
  }
  const unseen = checks.filter(
    ({ id, state }) => state === 'warning' && !acknowledgements.includes(id),
  );
  return unseen.length > 0
    ? { because: 'unacknowledged', checks: unseen }
    : undefined;
}
