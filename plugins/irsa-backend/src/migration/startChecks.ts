import { ConflictError, InputError } from '@backstage/errors';
import { MigrationRequest } from 'backstage-plugin-irsa-common';
import { PlanExecution, StoredPlan } from '../plan/types';
import { StalePlanError } from './model/errors';

/** Whether this plan may be started by this request, as far as the plan itself tells. Throws; answers what to carry out. */
export function assertStartable(
  { plan, execution }: StoredPlan,
  request: MigrationRequest,
  now: number,
): PlanExecution {
  if (plan.hash !== request.planHash) {
    throw new StalePlanError(
      'The hash is not that of the plan. Read the plan again before you start it.',
      [],
    );
  }
  if (plan.status === 'used' || plan.status === 'discarded') {
    throw new ConflictError(
      `The plan was ${plan.status} already. Make a new plan.`,
    );
  }
  if (plan.status === 'nothingToDo' || !execution) {
    const blocked = plan.checks.filter(({ state }) => state === 'blocked');
    throw new InputError(
      blocked.length > 0
        ? `The plan is blocked: ${blocked.map(inWords).join('; ')}`
        : 'There is nothing to do: the workload is given no static key.',
    );
  }
  const blocked = plan.checks.filter(({ state }) => state === 'blocked');
  if (plan.status === 'blocked' || blocked.length > 0) {
    throw new InputError(
      `The plan is blocked: ${blocked.map(inWords).join('; ')}`,
    );
  }
  const seen = new Set(request.acknowledgements ?? []);
  const unseen = plan.checks.filter(
    ({ id, state }) => state === 'warning' && !seen.has(id),
  );
  if (unseen.length > 0) {
    throw new InputError(
      `These warnings must be acknowledged first: ${unseen
        .map(({ id }) => id)
        .join(', ')}`,
    );
  }
  if (plan.status === 'expired' || Date.parse(plan.expiresAt) <= now) {
    throw new StalePlanError('The plan has expired.', []);
  }
  return execution;
}

function inWords(check: StoredPlan['plan']['checks'][number]): string {
  return [check.message ?? check.id, check.fix].filter(Boolean).join(' ');
}
