import {
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { forEachLimited } from '../shared/forEachLimited';
import { allPages, IAM_CONCURRENCY, IdentityReader } from './IdentityReader';
import { readAuthorizationDetails } from './readAuthorizationDetails';
import { readIdentitiesOneByOne } from './readIdentitiesOneByOne';
import { IamAccessKey, IamProvider, IamSnapshot, IamUser } from './types';

/** IAM's default, in characters without white space, when the account's own limit may not be read. */
const DEFAULT_TRUST_POLICY_QUOTA = 2048;

/**
 * Reads an account's IAM inventory. The snapshot names missing rights. Throws AccountError when nothing can be read.
 */
export async function readSnapshot(
  accountId: string,
  iam: IAMClient,
): Promise<IamSnapshot> {
  const reader = new IdentityReader(accountId, iam);
  const asOf = new Date().toISOString();
  const identities =
    (await readAuthorizationDetails(reader)) ??
    (await readIdentitiesOneByOne(reader));
  const users = await forEachLimited(
    identities.users,
    IAM_CONCURRENCY,
    async user => ({ ...user, keys: await readKeys(reader, user, asOf) }),
  );
  const providers = await readProviders(reader);
  const summary = await reader.allowed('iam:GetAccountSummary', () =>
    iam.send(new GetAccountSummaryCommand({})),
  );
  const aliases = await reader.allowed('iam:ListAccountAliases', () =>
    iam.send(new ListAccountAliasesCommand({})),
  );
  const quota = (summary?.SummaryMap as Record<string, number> | undefined)
    ?.AssumeRolePolicySizeQuota;
  return {
    accountId,
    alias: aliases?.AccountAliases?.[0],
    asOf,
    users,
    roles: identities.roles,
    providers,
    trustPolicyQuota: quota ?? DEFAULT_TRUST_POLICY_QUOTA,
    missing: [...reader.missing].sort(),
  };
}

async function readKeys(
  reader: IdentityReader,
  user: IamUser,
  asOf: string,
): Promise<IamAccessKey[]> {
  const { iam, accountId } = reader;
  const found = await reader.allowed('iam:ListAccessKeys', () =>
    allPages(
      Marker =>
        iam.send(new ListAccessKeysCommand({ UserName: user.name, Marker })),
      page => page.AccessKeyMetadata,
    ),
  );
  const keys: IamAccessKey[] = [];
  for (const { AccessKeyId = '', Status, CreateDate } of found ?? []) {
    const used = await reader.allowed('iam:GetAccessKeyLastUsed', () =>
      iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })),
    );
    const lastUsed = used?.AccessKeyLastUsed;
    // A key that was never used has no date, and N/A for the other fields.
    const known = lastUsed?.LastUsedDate !== undefined;
    keys.push({
      fingerprint: accessKeyFingerprint(AccessKeyId),
      last4: AccessKeyId.slice(-4),
      accountId,
      userName: user.name,
      userArn: user.arn,
      status: Status === 'Inactive' ? 'Inactive' : 'Active',
      createdAt: CreateDate?.toISOString() ?? '',
      lastUsedAt: lastUsed?.LastUsedDate?.toISOString(),
      lastUsedService: known ? lastUsed?.ServiceName : undefined,
      lastUsedRegion: known ? lastUsed?.Region : undefined,
      asOf,
    });
  }
  return keys;
}

async function readProviders(reader: IdentityReader): Promise<IamProvider[]> {
  const { iam } = reader;
  const list = await reader.allowed('iam:ListOpenIDConnectProviders', () =>
    iam.send(new ListOpenIDConnectProvidersCommand({})),
  );
  const providers = await forEachLimited(
    list?.OpenIDConnectProviderList ?? [],
    IAM_CONCURRENCY,
    async ({ Arn = '' }) => {
      const provider = await reader.allowed(
        'iam:GetOpenIDConnectProvider',
        () =>
          iam.send(
            new GetOpenIDConnectProviderCommand({
              OpenIDConnectProviderArn: Arn,
            }),
          ),
      );
      return (
        provider && {
          arn: Arn,
          url: `https://${(provider.Url ?? '').replace(/^https:\/\//, '')}`,
          clientIds: provider.ClientIDList ?? [],
        }
      );
    },
  );
  return providers.filter(provider => provider !== undefined);
}
