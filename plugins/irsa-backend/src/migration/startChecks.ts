import { ConflictError, InputError } from '@backstage/errors';
import {
  canStart,
  Check,
  Manager,
  MigrationRequest,
  StartRefusal,
} from 'backstage-plugin-irsa-common';
import { PlanExecution, StoredPlan } from '../plan/types';
import { StalePlanError } from './model/errors';

/**
 * Checks whether this request may start this plan, by the plan and by who manages the workload now. Returns what to
 * carry out. Throws otherwise.
 *
 * @param manager - as last read; `undefined` when the workload is not known
 */
export function assertStartable(
  { plan, execution }: StoredPlan,
  request: MigrationRequest,
  now: number,
  manager: Manager | undefined,
): PlanExecution {
  if (plan.hash !== request.planHash) {
    throw new StalePlanError(
      'The hash is not that of the plan. Read the plan again before you start it.',
      [],
    );
  }
  const verdict = canStart(plan, {
    now,
    acknowledgements: request.acknowledgements ?? [],
    manager,
  });
  if (!verdict.canStart) {
    throw toError(verdict.refusal);
  }
  if (!execution) {
    throw toError({ because: 'nothingToDo' });
  }
  return execution;
}

function toError(refusal: StartRefusal): Error {
  switch (refusal.because) {
    case 'used':
    case 'discarded':
      return new ConflictError(
        `The plan was ${refusal.because} already. Make a new plan.`,
      );
    case 'expired':
      return new StalePlanError('The plan has expired.', []);
    case 'nothingToDo':
      return new InputError(
        'There is nothing to do: the workload is given no static key.',
      );
    case 'unacknowledged':
      return new InputError(
        `These warnings must be acknowledged first: ${refusal.checks
          .map(({ id }) => id)
          .join(', ')}`,
      );
    case 'blocked':
      return new InputError(
        `The plan is blocked: ${refusal.checks.map(inWords).join('; ')}`,
      );
    default:
      return new InputError(
        'Something else owns the workload (GitOps, Helm or an operator), so the change belongs into its source and not on the cluster. The plan shows it as files and commands.',
      );
  }
}

function inWords(check: Check): string {
  return [check.message ?? check.id, check.fix].filter(Boolean).join(' ');
}
