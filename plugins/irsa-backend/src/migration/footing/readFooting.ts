import { readRole } from '../../accounts/iam';
import { Inventory } from '../../inventory/types';
import { scrub } from '../../shared/scrub';
import { ClaimLostError, LeaveError } from '../model/errors';
import { ReadContext } from '../model/Step';
import { FootingFact, notKnown } from '../model/Footing';
import { referencesFooting } from './references';
import { roleFooting, roleTitle } from './role';
import { serviceAccountFooting } from './serviceAccount';
import { workloadFooting } from './workload';

/**
 * Reads afresh everything that a migrated workload rests on: role, trust policy, attached policy, ServiceAccount,
 * template, Pods, and where the old key is referred to. What cannot be read is `notKnown`; it does not throw.
 */
export async function readFooting(
  context: ReadContext,
  inventory: Pick<Inventory, 'refresh'>,
): Promise<FootingFact[]> {
  const { execution, account } = context;
  const { workload, serviceAccount } = execution;
  const parts = await Promise.all([
    orNotKnown(roleTitle(execution), async () =>
      roleFooting(
        await context.read(() => readRole(account.iam, execution.role.name)),
        execution,
      ),
    ),
    orNotKnown(
      `ServiceAccount ${workload.namespace}/${serviceAccount.name}`,
      () => serviceAccountFooting(context),
    ),
    orNotKnown(`${workload.kind} ${workload.namespace}/${workload.name}`, () =>
      workloadFooting(context),
    ),
    orNotKnown(
      `References of ${workload.kind} ${workload.namespace}/${workload.name}`,
      () => referencesFooting(inventory, execution),
    ),
  ]);
  return parts.flat();
}

async function orNotKnown(
  object: string,
  read: () => Promise<FootingFact[]>,
): Promise<FootingFact[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LeaveError || error instanceof ClaimLostError) {
      throw error;
    }
    const { message = String(error) } = error as Error;
    return [notKnown(object, `It could not be read: ${scrub(message)}`)];
  }
}
