import { Clock } from '../clock';
import { IssuerResolver } from '../issuers';
import { CallRecord, Faults } from './calls';
import { Account } from './model/Account';
import { Bucket, Session } from './model/entities';
import { PendingUses } from './model/PendingUses';

/** Everything the services share: accounts, sessions, time, and the record of calls. */
export class World {
  readonly accounts = new Map<string, Account>();
  readonly sessions = new Map<string, Session>();
  readonly calls: CallRecord[] = [];
  readonly faults = new Faults();
  readonly uses = new PendingUses();
  /** Milliseconds until CloudTrail lists a call. */
  trailDelay = 0;

  constructor(
    readonly clock: Clock,
    readonly region: string,
    readonly issuers: IssuerResolver,
  ) {}

  now(): number {
    return this.clock.now();
  }

  /** Bucket names are unique over all accounts. */
  bucket(name: string): Bucket | undefined {
    for (const account of this.accounts.values()) {
      const bucket = account.buckets.get(name);
      if (bucket) {
        return bucket;
      }
    }
    return undefined;
  }
}
