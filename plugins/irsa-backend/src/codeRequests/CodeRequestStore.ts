import { Knex } from 'knex';
import { TooManyRequestsError } from '../shared/TooManyRequestsError';

const TABLE = 'code_requests';
/** One act is over by then, or its process has ended. */
const TURN_MS = 5 * 60_000;
/** From the end of one act to the next on the same source. */
const PAUSE_MS = 5_000;

interface Row {
  source_id: string;
  attempt: number;
  /** PostgreSQL returns it as text. */
  busy_until: number | string;
}

/** Under which number the request of a source is looked for, and whose turn it is to write one. */
export class CodeRequestStore {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number = Date.now,
  ) {}

  /** The latest number that was asked for; nothing when none ever was. */
  async attempt(sourceId: string): Promise<number | undefined> {
    const row = await this.row(sourceId);
    return row && row.attempt > 0 ? row.attempt : undefined;
  }

  /** One act at a time on a source, in all processes. Throws TooManyRequestsError. @returns ends the turn */
  async take(sourceId: string): Promise<() => Promise<void>> {
    const now = this.now();
    const until = now + TURN_MS;
    await this.knex<Row>(TABLE)
      .insert({ source_id: sourceId, attempt: 0, busy_until: 0 })
      .onConflict('source_id')
      .ignore();
    const taken = await this.knex<Row>(TABLE)
      .where({ source_id: sourceId })
      .where('busy_until', '<=', now)
      .update({ busy_until: until });
    if (taken === 0) {
      const busyUntil = Number((await this.row(sourceId))?.busy_until ?? now);
      const seconds = Math.max(1, Math.ceil((busyUntil - now) / 1000));
      throw new TooManyRequestsError(
        `The change request of this source was asked for a moment ago. Look at it on this page, or try again in ${seconds} s.`,
        seconds,
      );
    }
    return async () => {
      await this.knex<Row>(TABLE)
        .where({ source_id: sourceId, busy_until: until })
        .update({ busy_until: this.now() + PAUSE_MS });
    };
  }

  /** Written before the host is asked, so that a request is found again whatever happens then. */
  async begin(sourceId: string, attempt: number): Promise<void> {
    await this.knex<Row>(TABLE)
      .where({ source_id: sourceId })
      .update({ attempt });
  }

  private row(sourceId: string): Promise<Row | undefined> {
    return this.knex<Row>(TABLE).where({ source_id: sourceId }).first();
  }
}
