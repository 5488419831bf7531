import { MIGRATION_TAG } from '../../accounts/iam';
import {
  associationTitle,
  givenRole,
  readAssociation,
} from '../kubernetes/association';
import { asBefore, differs, GONE, ReadAgain, USED } from './ReadAgain';

export const association: ReadAgain = {
  title: ({ execution }) => associationTitle(execution),
  async read(context) {
    const { associating, used } = await context.memoryOf('ensure-association');
    const object = association.title(context);
    if (!associating && !used) {
      return [];
    }
    const found = await readAssociation(context);
    const isOwn = found?.tags[MIGRATION_TAG] === context.migrationId;
    if (!associating) {
      return isOwn ? [asBefore(object, USED)] : [];
    }
    if (!found) {
      return [asBefore(object, GONE)];
    }
    return [
      differs(
        object,
        isOwn
          ? 'It was created and stays. The log says why it stays.'
          : `There is one that is not of this migration; it gives ${givenRole(
              found,
            )}.`,
      ),
    ];
  },
};
