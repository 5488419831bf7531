import { findAccessKey } from '../../accounts/findAccessKey';
import { AccountRegistry } from '../../accounts/types';
import { TrailCaller } from 'backstage-plugin-irsa-common';
import { callersOf } from '../../accounts/trail/callersOf';
import { TrailRegion } from '../../accounts/trail/AccountTrail';
import { toAccountError } from '../../accounts/AccountError';
import { isOwnCall } from './ownUse';
import { OwnUses } from './OwnUses';
import { isYounger } from '../../shared/isYounger';

/** Who called with a key, as CloudTrail shows it. Addresses are not stored: only counts and times are. */
export interface CallersSeen {
  /** When CloudTrail was asked, and since when about. ISO 8601. */
  asOf: string;
  since: string;
  regions: TrailRegion[];
  /** Why nothing was read at all. */
  reason?: string;
  /** The latest first. */
  others: TrailCaller[];
  /** The portal's own calls, for previews and harmless calls. */
  own: TrailCaller[];
}

/** They have addresses in them, which are not kept for longer than they serve. */
const KEPT_MS = 2 * 60 * 60_000;

interface Key {
  fingerprint: string;
  userName: string;
}

interface Look {
  at: number;
  seen: CallersSeen;
}

/** Reads who called with a key, where CloudTrail is connected, and tells the portal's own calls apart. */
export class KeyCallers {
  /** By fingerprint and begin. */
  private readonly looks = new Map<string, Look>();

  constructor(
    private readonly accounts: Pick<AccountRegistry, 'get' | 'has'>,
    private readonly ownUses: OwnUses,
    private readonly now: () => number,
  ) {}

  /**
   * Undefined where CloudTrail is not connected. What AWS refuses is not known, with the reason; throws only for the database.
   *
   * @param since - milliseconds since the epoch
   * @param maxAgeMs - how old a look may be
   */
  async look(
    key: Key,
    accountId: string,
    since: number,
    maxAgeMs: number,
  ): Promise<CallersSeen | undefined> {
    const { accounts, looks } = this;
    const account = accounts.has(accountId)
      ? accounts.get(accountId)
      : undefined;
    if (!account?.trail) {
      return undefined;
    }
    const now = this.now();
    for (const [name, { at }] of looks) {
      if (now - at > KEPT_MS) {
        looks.delete(name);
      }
    }
    const name = `${key.fingerprint} ${since}`;
    const known = looks.get(name);
    if (known && isYounger(known.at, maxAgeMs, now)) {
      return known.seen;
    }
    const seen = await this.read(key, account, since, maxAgeMs);
    looks.set(name, { at: now, seen });
    return seen;
  }

  private async read(
    key: Key,
    account: ReturnType<AccountRegistry['get']>,
    since: number,
    maxAgeMs: number,
  ): Promise<CallersSeen> {
    const { accountId, trail } = account;
    const nothing = (reason: string): CallersSeen => ({
      asOf: new Date(this.now()).toISOString(),
      since: new Date(since).toISOString(),
      regions: [],
      reason,
      others: [],
      own: [],
    });
    let id: string | undefined;
    try {
      id = (await findAccessKey(account, key))?.id;
    } catch (error) {
      return nothing(
        toAccountError(accountId, 'iam:ListAccessKeys', error).message,
      );
    }
    if (!id || !trail) {
      return nothing(
        `The user ${key.userName} has no such key any more, and CloudTrail finds calls by the id of a key only.`,
      );
    }
    const [{ facts, ...reading }, ownUses] = await Promise.all([
      trail.read({ by: 'AccessKeyId', value: id }, { since, maxAgeMs }),
      this.ownUses.of(key.fingerprint),
    ]);
    const own = facts.filter(fact => isOwnCall(fact, ownUses));
    return {
      ...reading,
      own: callersOf(own),
      others: callersOf(facts.filter(fact => !own.includes(fact))),
    };
  }
}
