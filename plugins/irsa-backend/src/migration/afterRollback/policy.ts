import { readPolicy } from '../../accounts/iam';
import { asBefore, differs, ReadAgain } from './ReadAgain';

export const policy: ReadAgain = {
  title: ({ execution }) => `IAM policy ${execution.policy.name}`,
  async read(context) {
    const { creating, previousVersion } = await context.memoryOf(
      'ensure-policy',
    );
    if (!creating && !previousVersion) {
      return [];
    }
    const { arn } = context.execution.policy;
    const object = policy.title(context);
    const found = await context.read(() =>
      readPolicy(context.account.iam, arn),
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
    return [
      found.versionId === previousVersion
        ? asBefore(object, `Version ${previousVersion} is in force again.`)
        : differs(
            object,
            `Version ${found.versionId} is in force; it was ${previousVersion}.`,
          ),
    ];
  },
};
