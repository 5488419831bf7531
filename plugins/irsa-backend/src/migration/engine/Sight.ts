import { backoffMs } from '../../shared/backoff';
import { cannotSee, Unreachable } from './cannotSee';
import { MigrationRecord, MigrationState } from '../model/records';

const FIRST_PAUSE_MS = 2_000;

export interface SightOptions {
  record: MigrationRecord;
  /** The longest pause between two tries, in milliseconds. */
  longestPauseMs: number;
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  say(message: string, level: 'info' | 'warning'): Promise<void>;
  setState(changes: Partial<MigrationState>): Promise<void>;
  /** Called before each further try. Throws when there shall be none. */
  mayGoOn(): Promise<void>;
}

/**
 * Outlasts outages. While a cluster or AWS cannot be reached, a call is repeated with growing pauses for as long as it
 * takes, and the migration says since when and why.
 */
export class Sight {
  /** How long nothing could be seen, in milliseconds. Such time counts against no deadline. */
  blindMs = 0;

  constructor(private readonly options: SightOptions) {}

  /** @param quickly - makes the first try, with some quick repeats */
  async outlast<T>(
    act: () => Promise<T>,
    quickly: (act: () => Promise<T>) => Promise<T>,
  ): Promise<T> {
    const { now, sleep, record, longestPauseMs, mayGoOn } = this.options;
    let since: number | undefined;
    for (let failures = 1; ; failures += 1) {
      const begun = now();
      try {
        const value = await (failures === 1 ? quickly(act) : act());
        await this.seen(since);
        return value;
      } catch (error) {
        const unreachable = cannotSee(error, record.execution.accountId);
        if (!unreachable) {
          if (since !== undefined) {
            await this.seen(since);
          }
          throw error;
        }
        since ??= begun;
        await this.notSeen(unreachable, since);
        await sleep(
          backoffMs(failures, {
            firstMs: Math.min(FIRST_PAUSE_MS, longestPauseMs),
            longestMs: longestPauseMs,
          }),
        );
        await mayGoOn();
      }
    }
  }

  private async notSeen(
    { what, words }: Unreachable,
    begun: number,
  ): Promise<void> {
    const { record, setState, say } = this.options;
    const before = record.state.outage;
    const since =
      before?.what === what ? before.since : new Date(begun).toISOString();
    if (before?.what === what && before.words === words) {
      return;
    }
    const outage = { what, since, words };
    await setState({ outage });
    await say(outageInWords(outage), 'warning');
  }

  private async seen(since: number | undefined): Promise<void> {
    const { record, setState, say, now } = this.options;
    const { outage } = record.state;
    this.blindMs += since === undefined ? 0 : now() - since;
    if (!outage) {
      return;
    }
    await setState({ outage: undefined });
    const seconds = Math.round((now() - Date.parse(outage.since)) / 1000);
    await say(
      `${outage.what} is reached again after ${inMinutes(seconds)}.`,
      'info',
    );
  }
}

/** For people: what cannot be reached, since when (UTC), and why. */
export function outageInWords(
  outage: NonNullable<MigrationState['outage']>,
): string {
  return `Cannot reach ${outage.what} since ${outage.since}: ${outage.words}`;
}

function inMinutes(seconds: number): string {
  return seconds < 120
    ? `${seconds} seconds`
    : `${Math.round(seconds / 60)} minutes`;
}
