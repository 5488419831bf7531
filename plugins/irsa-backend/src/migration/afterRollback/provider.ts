import { readProvider } from '../../accounts/iam';
import { afterUndo, asBefore, differs, ReadAgain } from './ReadAgain';

export const provider: ReadAgain = {
  title: ({ execution }) => `OpenID Connect provider ${execution.provider.arn}`,
  async read(context) {
    const { creating, adding } = await context.memoryOf('ensure-provider');
    if (!creating && !adding) {
      return [];
    }
    const { arn, audience } = context.execution.provider;
    const object = provider.title(context);
    const found = await context.read(() =>
      readProvider(context.account.iam, arn),
    );
    return [
      afterUndo(
        object,
        found,
        creating,
        ({ clientIds }) =>
          clientIds.includes(audience)
            ? differs(object, `Audience ${audience} was added and stays.`)
            : asBefore(object, `Audience ${audience} is gone again.`),
        'It was added and stays. It lets no one in by itself: a role must trust it. The log says why it stays.',
      ),
    ];
  },
};
