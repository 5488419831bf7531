import { KeyUse, readKeyUse } from '../../accounts/readKeyUse';
import { AccountHandle } from '../../accounts/types';
import { PlanExecution } from '../../plan/types';
import { AccountPage } from './AccountPage';

type Key = NonNullable<PlanExecution['key']>;

/** What was seen of a key. */
export interface KeyLook {
  use: KeyUse;
  /** When AWS was asked, milliseconds since the epoch. */
  at: number;
}

/** A failure is not tried again for as long. */
const RETRY_MS = 300_000;

/**
 * The latest looks of this process at the keys of soaking migrations: a key is read again when what is known of it is older
 * than who asks may take. What a reading of the whole account has seen of it counts, too.
 */
export class KeyLooks {
  private readonly known = new Map<string, KeyLook>();
  private readonly failed = new Map<string, { at: number; error: unknown }>();

  constructor(private readonly now: () => number) {}

  /**
   * Throws when the key may not be read.
   *
   * @param after - what was seen before, in milliseconds since the epoch, is too old
   * @param page - undefined when the account could not be read
   */
  async look(
    account: AccountHandle,
    page: AccountPage | undefined,
    key: Key,
    after: number,
  ): Promise<KeyLook> {
    const { fingerprint } = key;
    const listed = page?.keyLook(key);
    const seen = listed && {
      use: listed.use,
      at: Date.parse(listed.asOf),
    };
    const known = this.known.get(fingerprint);
    const newest = known && seen && seen.at <= known.at ? known : seen ?? known;
    // One of the future is of before the clock was set back.
    if (newest && newest.at >= after && newest.at <= this.now()) {
      this.known.set(fingerprint, newest);
      return newest;
    }
    return this.read(account, key, after);
  }

  /** Forgets what is not watched any more. */
  keep(fingerprints: ReadonlySet<string>): void {
    for (const each of [this.known, this.failed]) {
      for (const fingerprint of [...each.keys()]) {
        if (!fingerprints.has(fingerprint)) {
          each.delete(fingerprint);
        }
      }
    }
  }

  private async read(
    account: AccountHandle,
    key: Key,
    after: number,
  ): Promise<KeyLook> {
    const { fingerprint } = key;
    const at = this.now();
    const failure = this.failed.get(fingerprint);
    if (failure && failure.at > at - RETRY_MS && failure.at >= after) {
      throw failure.error;
    }
    try {
      const look = { use: await readKeyUse(account, key), at };
      this.known.set(fingerprint, look);
      this.failed.delete(fingerprint);
      return look;
    } catch (error) {
      this.failed.set(fingerprint, { at, error });
      throw error;
    }
  }
}
