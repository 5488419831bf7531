import { MIGRATION_TAG } from '../../accounts/iam';
import { wasLeft } from '../afterRollback/ReadAgain';
import { associationTitle, readAssociation } from '../kubernetes/association';
import { broken, FootingFact, holds } from '../model/Footing';
import { MigrationRecord } from '../model/records';
import { ClusterContext } from '../model/Step';

/** An association that still, or again, carries the id of a migration that was undone. What the rollback named as left is known. */
export async function associationLeft(
  { id, status, state }: Pick<MigrationRecord, 'id' | 'status' | 'state'>,
  context: ClusterContext,
): Promise<FootingFact[]> {
  const object = associationTitle(context.execution);
  const isNamed = wasLeft(state.afterRollback?.objects, object);
  const found = await readAssociation(context);
  return [
    found?.tags[MIGRATION_TAG] === id && !isNamed
      ? broken(
          object,
          `It carries the id of this migration, which is ${status}. A write arrived late, or somebody made it anew. Look which Pods use it, then delete it by hand.`,
        )
      : holds(object, 'None is left, beside one that was named as left.'),
  ];
}
