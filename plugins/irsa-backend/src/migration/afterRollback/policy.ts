import { readPolicy } from '../../accounts/iam';
import { afterUndo, asBefore, differs, ReadAgain } from './ReadAgain';

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
    return [
      afterUndo(object, found, creating, ({ versionId }) =>
        versionId === previousVersion
          ? asBefore(object, `Version ${previousVersion} is in force again.`)
          : differs(
              object,
              `Version ${versionId} is in force; it was ${previousVersion}.`,
            ),
      ),
    ];
  },
};
