import { MIGRATION_TAG } from '../../accounts/iam';
import { NeedsHumanError } from '../model/errors';
import { StepContext } from '../model/Step';

/**
 * Before an object that was there before is written for the first time: it must still be as the plan has seen it. The comparison at the
 * start may be days old, when somebody stopped the migration or it waited for a person. Throws NeedsHumanError.
 *
 * @param tags - of the object; one with the id of this migration was compared, or made, before
 * @param objects - its names among the objects of the plan
 */
export async function assertAsPlanned(
  context: StepContext,
  tags: Readonly<Record<string, string>>,
  objects: readonly string[],
): Promise<void> {
  if (tags[MIGRATION_TAG] === context.migrationId) {
    return;
  }
  const moved = (await context.read(() => context.drift())).find(({ object }) =>
    objects.includes(object),
  );
  if (moved) {
    throw new NeedsHumanError(
      `${moved.object} was changed by someone else since the plan was made, and is left alone: it is neither as it was then nor as planned. Put it back and continue, or roll back and make a new plan.`,
    );
  }
}
