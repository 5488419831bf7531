import { MIGRATION_TAG, readRole, samePolicy } from '../../accounts/iam';
import { asBefore, differs, ReadAgain, USED, afterUndo } from './ReadAgain';

export const role: ReadAgain = {
  title: ({ execution }) => `IAM role ${execution.role.name}`,
  async read(context) {
    const { creating, attaching, previousTrust, previousDuration, used } =
      await context.memoryOf('ensure-role');
    const isOnlyUsed =
      !creating && !attaching && !previousTrust && !previousDuration;
    if (isOnlyUsed && !used) {
      return [];
    }
    const object = role.title(context);
    const found = await context.read(() =>
      readRole(context.account.iam, context.execution.role.name),
    );
    if (isOnlyUsed) {
      return found?.tags[MIGRATION_TAG] === context.migrationId
        ? [asBefore(object, USED)]
        : [];
    }
    return [
      afterUndo(object, found, creating, now => {
        const other = [
          typeof previousTrust === 'string' &&
            !samePolicy(now.trust, previousTrust) &&
            'trust policy',
          typeof previousDuration === 'number' &&
            now.maxSessionDuration !== previousDuration &&
            'longest session',
          attaching &&
            now.attached.includes(context.execution.policy.arn) &&
            'attached policies',
        ].filter(Boolean);
        return other.length > 0
          ? differs(object, `Not as before: ${other.join(', ')}.`)
          : asBefore(
              object,
              'Trust, session length and policies are as before.',
            );
      }),
    ];
  },
};
