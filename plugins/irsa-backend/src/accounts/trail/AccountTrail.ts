import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { toAccountError } from '../AccountError';
import { lookUp, TrailLookup } from './lookUp';
import { TrailFact, trailFact } from './trailFact';
import { TrailPace } from './TrailPace';
import { isYounger } from '../../shared/isYounger';

/** CloudTrail keeps management events for 90 days. Source: CloudTrail User Guide, "Working with CloudTrail event history". */
export const HISTORY_MS = 90 * 86_400_000;
/** How old a reading may be that somebody looks at. */
const SEEN_MS = 10 * 60_000;
/** Readings have addresses in them, which are not kept for longer than they serve. */
const KEPT_MS = 60 * 60_000;

/** What was read of one region. */
export interface TrailRegion {
  region: string;
  state: 'read' | 'notKnown';
  /** Why it is not known. */
  reason?: string;
  /** There were too many events: those before this time (ISO 8601) were not read. */
  readFrom?: string;
  /** How many events did not say when and what. */
  notUnderstood: number;
}

export interface TrailReading {
  /** When CloudTrail was asked. ISO 8601. */
  asOf: string;
  /** Since when it was asked about. */
  since: string;
  /** Of all regions, the latest first. */
  facts: TrailFact[];
  regions: TrailRegion[];
}

export interface AccountTrailOptions {
  accountId: string;
  /** Those that are read. */
  regions: () => readonly string[];
  client: (region: string) => Pick<CloudTrailClient, 'send'>;
  logger: { warn(message: string): void; info(message: string): void };
  now?: () => number;
  wait?: (milliseconds: number) => Promise<void>;
}

/** The event history of one account. A region that does not answer is told with the reason, and left alone for longer each time. */
export class AccountTrail {
  private readonly now: () => number;
  private readonly pace: TrailPace;
  private readonly failures: RecurringFailures;
  private readonly clients = new Map<string, Pick<CloudTrailClient, 'send'>>();
  private readonly readings = new Map<
    string,
    { at: number; since: number; reading: Promise<TrailReading> }
  >();

  constructor(private readonly options: AccountTrailOptions) {
    this.now = options.now ?? Date.now;
    this.pace = new TrailPace(
      this.now,
      options.wait ??
        (milliseconds =>
          new Promise(resolve => {
            setTimeout(resolve, milliseconds);
          })),
    );
    this.failures = new RecurringFailures({
      logger: options.logger,
      now: this.now,
      firstMs: 30_000,
      longestMs: 15 * 60_000,
    });
  }

  /** Never throws for a region: what it does not tell is not known. Concurrent callers share one reading. */
  async read(
    lookup: TrailLookup,
    { since, maxAgeMs = SEEN_MS }: { since: number; maxAgeMs?: number },
  ): Promise<TrailReading> {
    const now = this.now();
    const from = Math.max(since, now - HISTORY_MS);
    for (const [name, { at }] of this.readings) {
      if (now - at > KEPT_MS) {
        this.readings.delete(name);
      }
    }
    const name = `${lookup.by} ${accessKeyFingerprint(lookup.value)}`;
    const known = this.readings.get(name);
    if (known && known.since <= from && isYounger(known.at, maxAgeMs, now)) {
      return narrowed(await known.reading, from);
    }
    const reading = this.readAll(lookup, from, now);
    this.readings.set(name, { at: now, since: from, reading });
    reading.catch(() => this.readings.delete(name));
    return reading;
  }

  private async readAll(
    lookup: TrailLookup,
    since: number,
    now: number,
  ): Promise<TrailReading> {
    const regions = await Promise.all(
      [...new Set(this.options.regions())].map(region =>
        this.readRegion(region, lookup, since),
      ),
    );
    return {
      asOf: new Date(now).toISOString(),
      since: new Date(since).toISOString(),
      facts: regions
        .flatMap(({ facts }) => facts)
        .sort((left, right) => right.at.localeCompare(left.at)),
      regions: regions.map(({ told }) => told),
    };
  }

  private async readRegion(
    region: string,
    lookup: TrailLookup,
    since: number,
  ): Promise<{ told: TrailRegion; facts: TrailFact[] }> {
    const notKnown = (reason: string) => ({
      told: { region, state: 'notKnown' as const, reason, notUnderstood: 0 },
      facts: [],
    });
    const lasting = this.failures.lasting(region);
    if (lasting && this.failures.pauseOf(region) > 0) {
      return notKnown(lasting.message);
    }
    const { accountId } = this.options;
    try {
      const { events, isCut } = await lookUp(
        this.clientOf(region),
        lookup,
        new Date(since),
        () => this.pace.turn(region),
      );
      this.failures.succeeded(
        region,
        `CloudTrail of account ${accountId} in ${region} is read again`,
      );
      const read = events.map(event => trailFact(event, region));
      const facts = read.filter(fact => fact !== undefined);
      return {
        facts,
        told: {
          region,
          state: 'read',
          notUnderstood: read.length - facts.length,
          // Of events that say nothing, it is not known how far they reach.
          ...(isCut && {
            readFrom: facts.at(-1)?.at ?? new Date(this.now()).toISOString(),
          }),
        },
      };
    } catch (error) {
      const { message } = toAccountError(
        accountId,
        'cloudtrail:LookupEvents',
        error,
      );
      const reason = `CloudTrail in ${region} was not read. ${message}`;
      this.failures.failed(region, reason);
      return notKnown(reason);
    }
  }

  private clientOf(region: string): Pick<CloudTrailClient, 'send'> {
    const client = this.clients.get(region) ?? this.options.client(region);
    this.clients.set(region, client);
    return client;
  }
}

/** A reading that goes back further than it is wanted. */
function narrowed(reading: TrailReading, since: number): TrailReading {
  const from = new Date(since).toISOString();
  return {
    ...reading,
    since: from,
    facts: reading.facts.filter(({ at }) => Date.parse(at) >= since),
    regions: reading.regions.map(({ readFrom, ...region }) => ({
      ...region,
      ...(readFrom && Date.parse(readFrom) > since && { readFrom }),
    })),
  };
}
