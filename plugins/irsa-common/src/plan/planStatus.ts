import { Plan } from '../api';

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
