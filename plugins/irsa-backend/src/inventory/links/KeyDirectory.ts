import {
  AccessKey,
  AccountCoverage,
  BlastRadius,
} from 'backstage-plugin-irsa-common';
import { AccountErrorKind, isAccountError } from '../../accounts/AccountError';
import {
  AccountRegistry,
  IamAccessKey,
  IamSnapshot,
  IamUser,
} from '../../accounts/types';
import { KeyIdentity } from 'backstage-plugin-irsa-node';
import { ageInDays } from '../../shared/ageInDays';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { blastRadiusOf } from './blastRadiusOf';

interface KnownKey {
  key: IamAccessKey;
  user: IamUser;
  snapshot: Pick<IamSnapshot, 'missing'>;
}

/** By the user object of a snapshot, because many scans use the same snapshot. */
const radii = new WeakMap<IamUser, BlastRadius>();

const STATES: Partial<Record<AccountErrorKind, AccountCoverage['state']>> = {
  noCredentials: 'noCredentials',
  denied: 'denied',
  unreachable: 'unreachable',
};

/** All access keys of all readable accounts at the time of a scan, and the coverage of the accounts. */
export class KeyDirectory {
  /** @param failures of accounts, by their ids: the log tells of each change, and not of each scan */
  static async read(
    accounts: AccountRegistry,
    failures: RecurringFailures,
    options: { maxAgeMs: number },
  ): Promise<KeyDirectory> {
    const keys = new Map<string, KnownKey>();
    const coverage = await Promise.all(
      accounts.all().map(async (account): Promise<AccountCoverage> => {
        const { accountId } = account;
        try {
          const snapshot = await account.snapshot(options);
          for (const user of snapshot.users) {
            for (const key of user.keys) {
              keys.set(key.fingerprint, { key, user, snapshot });
            }
          }
          failures.succeeded(
            accountId,
            `AWS account ${accountId} can be read again`,
          );
          return {
            accountId,
            alias: snapshot.alias,
            state: snapshot.missing.length > 0 ? 'partial' : 'ok',
            message:
              snapshot.missing.length > 0
                ? `The portal may not ${snapshot.missing.join(
                    ', ',
                  )} there. Add these actions to its policy.`
                : undefined,
            principal: await account.principal(),
            asOf: snapshot.asOf,
          };
        } catch (error) {
          failures.failed(accountId, (error as Error).message);
          return {
            accountId,
            state:
              (isAccountError(error) && STATES[error.details.kind]) ||
              'unreachable',
            message: (error as Error).message,
          };
        }
      }),
    );
    return new KeyDirectory(keys, coverage);
  }

  private constructor(
    private readonly keys: Map<string, KnownKey>,
    readonly coverage: AccountCoverage[],
  ) {}

  /** A key that is missing in an account that was read completely was deleted. */
  private stateOf(
    accountId: string | undefined,
    complete: boolean,
  ): AccessKey['state'] {
    const account = this.coverage.find(each => each.accountId === accountId);
    if (accountId && !account) {
      return 'unknownAccount';
    }
    if (account?.state === 'ok') {
      return 'notFound';
    }
    return complete ? 'unknownAccount' : 'unreadable';
  }

  describe({ fingerprint, last4, accountId }: KeyIdentity): AccessKey {
    const known = this.keys.get(fingerprint);
    if (!known) {
      // "In none of them" is only known if every account was read completely.
      const complete = this.coverage.every(({ state }) => state === 'ok');
      return {
        fingerprint,
        last4,
        state: this.stateOf(accountId, complete),
        accountId,
      };
    }
    const { key } = known;
    return {
      fingerprint,
      last4,
      state: key.status === 'Active' ? 'active' : 'inactive',
      accountId: key.accountId,
      userName: key.userName,
      userArn: key.userArn,
      createdAt: key.createdAt || undefined,
      ageDays: ageInDays(key.createdAt),
      lastUsedAt: key.lastUsedAt,
      lastUsedService: key.lastUsedService,
      lastUsedRegion: key.lastUsedRegion,
      asOf: key.asOf,
      blastRadius: radiusOf(known),
    };
  }
}

/** Only for found keys, because an account may have many more. */
function radiusOf({ user, snapshot }: KnownKey): BlastRadius {
  const radius = radii.get(user) ?? blastRadiusOf(user, snapshot);
  radii.set(user, radius);
  return radius;
}
