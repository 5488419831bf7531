import { isAwsError, MIGRATION_TAG } from '../../accounts/iam';
import {
  associationTitle,
  eksOf,
  givenRole,
  isAsPlanned,
  namedRoles,
  readAssociation,
} from '../kubernetes/association';
import { StepContext } from '../model/Step';
import { TakenBack } from './takeAnnotationsBack';

/**
 * Deletes the association that this migration made, when it still carries its id and gives what it gave. Any other stays and is named.
 */
export async function takeAssociationBack(
  context: StepContext,
): Promise<TakenBack> {
  const { execution, migrationId } = context;
  const { associating, isTargetDropped } = await context.memoryOf(
    'ensure-association',
  );
  if (!associating) {
    return { off: false, said: 'No association was made.' };
  }
  const found = await readAssociation(context);
  if (!found) {
    return { off: true, said: 'The association is gone.' };
  }
  const stays = (why: string): TakenBack => ({
    off: false,
    said: `The ${associationTitle(execution)} stays: ${why}.`,
  });
  const owner = found.tags[MIGRATION_TAG];
  if (owner !== migrationId) {
    return stays(
      owner
        ? `migration ${owner} has taken it over`
        : 'it does not carry the id of this migration',
    );
  }
  const other = (await context.others()).find(
    each =>
      each.execution.podIdentity &&
      each.execution.workload.cluster === execution.workload.cluster &&
      each.execution.workload.namespace === execution.workload.namespace &&
      each.execution.serviceAccount.name === execution.serviceAccount.name,
  );
  if (other) {
    return stays(`migration ${other.id} rests on it`);
  }
  const isAsMade =
    isAsPlanned(found, execution) ||
    // EKS itself left the target role out, and nobody has put one in since.
    (isTargetDropped &&
      found.roleArn === namedRoles(execution).roleArn &&
      !found.targetRoleArn &&
      !found.isSpecial);
  if (!isAsMade) {
    return stays(
      `someone else changed it since, it gives ${givenRole(found)} now`,
    );
  }
  try {
    await context.call(
      { target: associationTitle(execution), intent: 'delete association' },
      () => eksOf(context).delete(found.id),
    );
  } catch (error) {
    if (!isAwsError(error, 'ResourceNotFound')) {
      throw error;
    }
  }
  const after = await readAssociation(context);
  if (after?.id === found.id) {
    throw new Error(
      `EKS still shows the ${associationTitle(
        execution,
      )} after it was deleted. Look at it, then roll back once more.`,
    );
  }
  return after
    ? stays('someone else has made another one meanwhile')
    : { off: true, said: 'The association was removed.' };
}
