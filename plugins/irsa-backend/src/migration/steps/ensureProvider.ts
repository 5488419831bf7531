import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam';
import { isAwsError, isOurs, readProvider, tagList } from '../../accounts/iam';
import { StepFailedError } from '../model/errors';
import { Step, StepContext } from '../model/Step';
import { notShownInWords } from '../model/inWords';

/**
 * Ensures that the account knows the cluster's issuer and accepts the audience of its tokens. A thumbprint is not
 * needed, because IAM trusts public authorities.
 */
export const ensureProvider: Step = {
  id: 'ensure-provider',
  async ensure(context) {
    const { iam } = context.account;
    const { action, arn, url, audience } = context.execution.provider;
    const read = () => context.read(() => readProvider(iam, arn));
    let provider = await read();
    if (!provider) {
      if (action !== 'create') {
        throw new StepFailedError(
          `The OpenID Connect provider ${arn} was there when the plan was made and is gone. Make a new plan, which adds it.`,
        );
      }
      await context.remember({ creating: true });
      try {
        await context.call({ target: arn, intent: 'create provider' }, () =>
          iam.send(
            new CreateOpenIDConnectProviderCommand({
              Url: url,
              ClientIDList: [audience],
              Tags: tagList(context.execution.tags),
            }),
          ),
        );
      } catch (error) {
        if (!isAwsError(error, 'EntityAlreadyExists')) {
          throw error;
        }
        const found = await read();
        // An earlier call may have succeeded without an answer. The tags show that.
        if (!found || !isOurs(found.tags, context.execution.tags)) {
          await context.remember({ creating: false });
        }
      }
      provider = await read();
    }
    if (provider && !provider.clientIds.includes(audience)) {
      await context.remember({ adding: true });
      await context.call(
        { target: arn, intent: `add client id ${audience}` },
        () =>
          iam.send(
            new AddClientIDToOpenIDConnectProviderCommand({
              OpenIDConnectProviderArn: arn,
              ClientID: audience,
            }),
          ),
      );
      provider = await read();
    }
    if (!provider?.clientIds.includes(audience)) {
      throw new StepFailedError(
        notShownInWords(
          `AWS does not show the OpenID Connect provider ${arn} with audience ${audience} after it was written.`,
        ),
      );
    }
    if (context.memory.creating) {
      return { outcome: 'created', detail: `Added ${arn}.` };
    }
    if (context.memory.adding) {
      return { outcome: 'changed', detail: `Added audience ${audience}.` };
    }
    return {
      outcome: action === 'exists' ? 'unchanged' : 'adopted',
      detail: `${arn} accepts ${audience}.`,
    };
  },
  async undo(context) {
    const { iam } = context.account;
    const { arn, audience } = context.execution.provider;
    const { creating, adding } = context.memory;
    if (!creating && !adding) {
      return 'The provider was there before.';
    }
    const provider = await context.read(() => readProvider(iam, arn));
    if (!provider) {
      return 'The provider is gone.';
    }
    const foreign = provider.clientIds.filter(id => id !== audience);
    if (creating && foreign.length > 0) {
      return `The provider stays: someone else added ${foreign.join(
        ', ',
      )} to it since.`;
    }
    const user = await usedBy(context);
    if (user) {
      return `The provider stays: ${user}.`;
    }
    try {
      if (creating) {
        await context.call({ target: arn, intent: 'delete provider' }, () =>
          iam.send(
            new DeleteOpenIDConnectProviderCommand({
              OpenIDConnectProviderArn: arn,
            }),
          ),
        );
        return 'The provider was removed.';
      }
      if (provider.clientIds.includes(audience)) {
        await context.call(
          { target: arn, intent: `remove client id ${audience}` },
          () =>
            iam.send(
              new RemoveClientIDFromOpenIDConnectProviderCommand({
                OpenIDConnectProviderArn: arn,
                ClientID: audience,
              }),
            ),
        );
      }
      return `Audience ${audience} was removed.`;
    } catch (error) {
      // The recommended permissions forbid it, and a provider that no role trusts has no effect.
      if (!isAwsError(error, 'AccessDenied')) {
        throw error;
      }
      return 'The provider stays, as the portal may not change it back; no role trusts it.';
    }
  },
};

async function usedBy(context: StepContext): Promise<string | undefined> {
  const { arn } = context.execution.provider;
  const other = (await context.others()).find(
    ({ execution }) => execution.provider.arn === arn,
  );
  if (other) {
    return `migration ${other.id} rests on it`;
  }
  const { roles, missing } = await context.read(() =>
    context.account.snapshot({ maxAgeMs: 0, keysMaxAgeMs: Infinity }),
  );
  const role = roles.find(({ trustPolicy }) =>
    JSON.stringify(trustPolicy).includes(`"${arn}"`),
  );
  if (role) {
    return `role ${role.name} trusts it`;
  }
  if (areRolesUnread(missing)) {
    return 'not all roles could be read, so whether one trusts it is not known';
  }
  return undefined;
}

/** Of roles that could not be listed or read one by one, what they trust is not known. */
function areRolesUnread(missing: readonly string[]): boolean {
  return (
    missing.includes('iam:GetAccountAuthorizationDetails') &&
    (missing.includes('iam:ListRoles') || missing.includes('iam:GetRole'))
  );
}
