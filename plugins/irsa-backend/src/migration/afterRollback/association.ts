import { MIGRATION_TAG } from '../../accounts/iam';
import { associationTitle, readAssociation } from '../kubernetes/association';
import { asBefore, differs, ReadAgain } from './ReadAgain';

export const association: ReadAgain = {
  title: ({ execution }) => associationTitle(execution),
  async read(context) {
    const { associating } = await context.memoryOf('ensure-association');
    if (!associating) {
      return [];
    }
    const object = association.title(context);
    const found = await readAssociation(context);
    if (!found) {
      return [asBefore(object, 'It is gone again.')];
    }
    return [
      differs(
        object,
        found.tags[MIGRATION_TAG] === context.migrationId
          ? 'It was created and stays. The log says why it stays.'
          : `There is one that is not of this migration; it gives ${found.roleArn}.`,
      ),
    ];
  },
};
