import {
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
} from '@aws-sdk/client-iam';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { forEachLimited } from '../shared/forEachLimited';
import { allPages, IAM_CONCURRENCY, IdentityReader } from './IdentityReader';
import { IamAccessKey, IamUser } from './types';

/** IAM's default, in characters without white space, when the account's own limit may not be read. */
const DEFAULT_TRUST_POLICY_QUOTA = 2048;

/** Keys that nobody is about to act on may be as old as this. AWS shows a use late itself. */
export const KEYS_MAX_AGE_MS = 3_600_000;

/** What takes calls for each user, or hardly ever changes: read less often than the rest of an account. */
export interface AccountKeys {
  /** When the reading of all of them began, milliseconds since the epoch. */
  at: number;
  /** By the id of the user; `at` as above. A user whose keys could not be read has none. */
  ofUsers: Map<string, { at: number; keys: IamAccessKey[] }>;
  alias?: string;
  /** From GetAccountSummary, characters without white space. */
  trustPolicyQuota: number;
  missing: Set<string>;
}

/**
 * The keys of these users. Throws AccountError when the account cannot be read.
 *
 * @param known - new enough; only keys of users that it does not know, or that have changed since, are read
 * @param changes - when this process last changed a key of a user, by the user's name
 */
export async function readKeys(
  accountId: string,
  iam: IAMClient,
  users: readonly IamUser[],
  known?: AccountKeys,
  changes?: ReadonlyMap<string, number>,
): Promise<AccountKeys> {
  const reader = new IdentityReader(accountId, iam);
  const at = Date.now();
  const ofUsers = new Map(
    await forEachLimited(users, IAM_CONCURRENCY, async user => {
      const before = known?.ofUsers.get(user.userId);
      if (before && before.at > (changes?.get(user.name) ?? 0)) {
        return [user.userId, before] as const;
      }
      const began = Date.now();
      const keys = await readKeysOf(reader, user);
      return [user.userId, { at: began, keys }] as const;
    }),
  );
  if (known) {
    const missing = new Set([...known.missing, ...reader.missing]);
    return { ...known, ofUsers, missing };
  }
  const summary = await reader.allowed('iam:GetAccountSummary', () =>
    iam.send(new GetAccountSummaryCommand({})),
  );
  const aliases = await reader.allowed('iam:ListAccountAliases', () =>
    iam.send(new ListAccountAliasesCommand({})),
  );
  const quota = (summary?.SummaryMap as Record<string, number> | undefined)
    ?.AssumeRolePolicySizeQuota;
  return {
    at,
    ofUsers,
    alias: aliases?.AccountAliases?.[0],
    trustPolicyQuota: quota ?? DEFAULT_TRUST_POLICY_QUOTA,
    missing: reader.missing,
  };
}

/** Those of one user; none when they may not be read, which `reader` records. */
export async function readKeysOf(
  reader: IdentityReader,
  user: IamUser,
): Promise<IamAccessKey[]> {
  const { iam, accountId } = reader;
  const asOf = new Date().toISOString();
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
