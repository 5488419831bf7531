import { readRole, samePolicy } from '../../accounts/iam';
import { asBefore, differs, ReadAgain } from './ReadAgain';

export const role: ReadAgain = {
  title: ({ execution }) => `IAM role ${execution.role.name}`,
  async read(context) {
    const { creating, attaching, previousTrust, previousDuration } =
      await context.memoryOf('ensure-role');
    if (!creating && !attaching && !previousTrust && !previousDuration) {
      return [];
    }
    const object = role.title(context);
    const found = await context.read(() =>
      readRole(context.account.iam, context.execution.role.name),
    );
    if (!found) {
      return [
        creating
          ? asBefore(object, 'It is gone again.')
          : differs(object, 'It was there before and is gone.'),
      ];
    }
    if (creating) {
      return [
        differs(object, 'It was created and stays. The log says why it stays.'),
      ];
    }
    const other = [
      typeof previousTrust === 'string' &&
        !samePolicy(found.trust, previousTrust) &&
        'trust policy',
      typeof previousDuration === 'number' &&
        found.maxSessionDuration !== previousDuration &&
        'longest session',
      attaching &&
        found.attached.includes(context.execution.policy.arn) &&
        'attached policies',
    ].filter(Boolean);
    return [
      other.length > 0
        ? differs(object, `Not as before: ${other.join(', ')}.`)
        : asBefore(object, 'Trust, session length and policies are as before.'),
    ];
  },
};
