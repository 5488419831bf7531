import { readProvider } from '../../accounts/iam';
import { asBefore, differs, ReadAgain } from './ReadAgain';

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
    if (!found) {
      return [
        creating
          ? asBefore(object, 'It is gone again.')
          : differs(object, 'It was there before and is gone.'),
      ];
    }
    if (creating) {
      return [
        differs(
          object,
          'It was added and stays. It lets no one in by itself: a role must trust it. The log says why it stays.',
        ),
      ];
    }
    return [
      found.clientIds.includes(audience)
        ? differs(object, `Audience ${audience} was added and stays.`)
        : asBefore(object, `Audience ${audience} is gone again.`),
    ];
  },
};
