import {
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam';
import { forEachLimited } from '../shared/forEachLimited';
import { IAM_CONCURRENCY, IdentityReader } from './IdentityReader';
import { readAuthorizationDetails } from './readAuthorizationDetails';
import { readIdentitiesOneByOne } from './readIdentitiesOneByOne';
import { AccountKeys, readKeys } from './readKeys';
import { IamProvider, IamSnapshot } from './types';

/**
 * Reads an account's IAM inventory. The snapshot names missing rights. Throws AccountError when nothing can be read.
 *
 * @param known - keys that are new enough, see `readKeys`
 * @param changes - see `readKeys`
 */
export async function readSnapshot(
  accountId: string,
  iam: IAMClient,
  known?: AccountKeys,
  changes?: ReadonlyMap<string, number>,
): Promise<{ snapshot: IamSnapshot; keys: AccountKeys }> {
  const reader = new IdentityReader(accountId, iam);
  const asOf = new Date().toISOString();
  const identities =
    (await readAuthorizationDetails(reader)) ??
    (await readIdentitiesOneByOne(reader));
  const { users } = identities;
  const keys = await readKeys(accountId, iam, users, known, changes);
  const providers = await readProviders(reader);
  const snapshot = {
    accountId,
    alias: keys.alias,
    asOf,
    keysAsOf: new Date(keys.at).toISOString(),
    users: users.map(user => ({
      ...user,
      keys: keys.ofUsers.get(user.userId)?.keys ?? [],
    })),
    roles: identities.roles,
    providers,
    trustPolicyQuota: keys.trustPolicyQuota,
    missing: [...new Set([...reader.missing, ...keys.missing])].sort(),
  };
  return { snapshot, keys };
}

async function readProviders(reader: IdentityReader): Promise<IamProvider[]> {
  const { iam } = reader;
  const list = await reader.allowed('iam:ListOpenIDConnectProviders', () =>
    iam.send(new ListOpenIDConnectProvidersCommand({})),
  );
  const providers = await forEachLimited(
    list?.OpenIDConnectProviderList ?? [],
    IAM_CONCURRENCY,
    ({ Arn = '' }) => readProvider(reader, Arn),
  );
  return providers.filter(provider => provider !== undefined);
}

/** `undefined` when there is none, or when it may not be read, which `reader` records. */
export async function readProvider(
  reader: IdentityReader,
  arn: string,
): Promise<IamProvider | undefined> {
  const provider = await reader.allowed('iam:GetOpenIDConnectProvider', () =>
    reader.iam.send(
      new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }),
    ),
  );
  return (
    provider && {
      arn,
      url: `https://${(provider.Url ?? '').replace(/^https:\/\//, '')}`,
      clientIds: provider.ClientIDList ?? [],
    }
  );
}
