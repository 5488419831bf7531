import { Migration, ObjectAfterRollback } from 'backstage-plugin-irsa-common';
import { scrub } from '../../shared/scrub';
import { ClaimLostError, LeaveError } from '../model/errors';
import { StepContext } from '../model/Step';
import { association } from './association';
import { byCode } from './byCode';
import { canary } from './canary';
import { key } from './key';
import { firstPolicy, firstRole } from './ofFirst';
import { policy } from './policy';
import { provider } from './provider';
import { notKnown, ReadAgain } from './ReadAgain';
import { role } from './role';
import { secrets } from './secrets';
import { serviceAccount } from './serviceAccount';
import { workload } from './workload';

/** What people look for first stands first. */
const ALL: ReadAgain[] = [
  workload,
  canary,
  key,
  secrets,
  serviceAccount,
  association,
  firstRole,
  firstPolicy,
  role,
  policy,
  provider,
  byCode,
];

export type AfterRollback = NonNullable<Migration['afterRollback']>;

/**
 * Reads everything that the migration has touched once more, after the last step of a rollback. What cannot be read is
 * `notKnown`; it does not keep the rollback from ending.
 */
export async function readAfterRollback(
  context: StepContext,
): Promise<AfterRollback> {
  const objects: ObjectAfterRollback[] = [];
  for (const one of ALL) {
    try {
      objects.push(...(await one.read(context)));
    } catch (error) {
      if (error instanceof LeaveError || error instanceof ClaimLostError) {
        throw error;
      }
      const { message = String(error) } = error as Error;
      objects.push(
        notKnown(one.title(context), `It could not be read: ${scrub(message)}`),
      );
    }
  }
  return { readAt: new Date(context.now()).toISOString(), objects };
}
