import {
  AccessKey,
  AccountCoverage,
  BlastRadius,
} from 'backstage-plugin-irsa-common';
import { AccountErrorKind, isAccountError } from '../../accounts/AccountError';
import {
  AccountHandle,
  AccountRegistry,
  IamAccessKey,
  IamSnapshot,
  IamUser,
  SnapshotAge,
} from '../../accounts/types';
import { KeyIdentity } from 'backstage-plugin-irsa-node';
import { ageInDays } from '../../shared/ageInDays';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { blastRadiusOf } from './blastRadiusOf';
import { MissedKeys } from './MissedKeys';

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
  /**
   * @param failures - of accounts, by their ids: the log tells of each change, and not of each scan
   * @param missed - of earlier readings; where one is younger than what is known of an account, its keys are read
   */
  static async read(
    accounts: AccountRegistry,
    failures: RecurringFailures,
    age: SnapshotAge,
    missed = new MissedKeys(),
  ): Promise<KeyDirectory> {
    const keysAsOf = new Map<string, { together: boolean; at: number }>();
    const keys = new Map<string, KnownKey>();
    const coverage = await Promise.all(
      accounts.all().map(async (account): Promise<AccountCoverage> => {
        const { accountId } = account;
        try {
          const snapshot = await readWith(account, age, missed);
          keysAsOf.set(accountId, {
            together: snapshot.keysAsOf >= snapshot.asOf,
            at: Date.parse(snapshot.keysAsOf),
          });
          for (const user of snapshot.users) {
            for (const key of user.keys) {
              keys.set(key.fingerprint, { key, user, snapshot });
              missed.found(key.fingerprint);
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
    return new KeyDirectory(keys, coverage, keysAsOf, missed);
  }

  private constructor(
    private readonly keys: Map<string, KnownKey>,
    readonly coverage: AccountCoverage[],
    /** Of each account that was read: when its keys were, milliseconds since the epoch, and whether with all the rest. */
    private readonly keysAsOf: ReadonlyMap<
      string,
      { together: boolean; at: number }
    >,
    private readonly missed: MissedKeys,
  ) {}

  /** Whether the key may be younger than what is known of the keys of its account. */
  private mayBeNew(fingerprint: string, accountId?: string): boolean {
    const since = this.missed.note(fingerprint, accountId);
    return [...this.keysAsOf].some(
      ([id, { together, at }]) =>
        (accountId ?? id) === id && !together && at <= since,
    );
  }

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
        state: this.mayBeNew(fingerprint, accountId)
          ? 'unreadable'
          : this.stateOf(accountId, complete),
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

async function readWith(
  account: AccountHandle,
  age: SnapshotAge,
  missed: MissedKeys,
): Promise<IamSnapshot> {
  const snapshot = await account.snapshot(age);
  const since = missed.latest(account.accountId);
  return Date.parse(snapshot.keysAsOf) > since
    ? snapshot
    : account.snapshot({ maxAgeMs: 0 });
}

/** Only for found keys, because an account may have many more. */
function radiusOf({ user, snapshot }: KnownKey): BlastRadius {
  const radius = radii.get(user) ?? blastRadiusOf(user, snapshot);
  radii.set(user, radius);
  return radius;
}
