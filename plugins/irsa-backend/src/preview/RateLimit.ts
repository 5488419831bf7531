import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { TooManyRequestsError } from '../shared/TooManyRequestsError';

const WINDOW_MS = 60_000;
const TABLE = 'preview_uses';

interface Use {
  id: string;
  user_ref: string;
  /** PostgreSQL returns it as text. */
  at: number | string;
}

/**
 * Number of previews per minute for each user, because each preview signs and sends several requests. It is counted in the
 * database, so that it is the same with any number of replicas.
 */
export class RateLimit {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
    private readonly perMinute: number,
  ) {}

  /** Throws TooManyRequestsError with the time of the next try. */
  async take(user: string): Promise<void> {
    const now = this.now();
    const since = now - WINDOW_MS;
    const mine: Use = { id: randomUUID(), user_ref: user, at: now };
    await this.knex<Use>(TABLE).where('at', '<=', since).delete();
    // Written before it is counted: of two at the same moment, at least one sees the other.
    await this.knex<Use>(TABLE).insert(mine);
    const uses = await this.knex<Use>(TABLE)
      .where({ user_ref: user })
      .where('at', '>', since)
      .orderBy('at');
    if (uses.length > this.perMinute) {
      await this.knex<Use>(TABLE).where({ id: mine.id }).delete();
      // The oldest makes room when its minute is over.
      const freeAt = Number(uses[0].at) + WINDOW_MS;
      const seconds = Math.max(1, Math.ceil((freeAt - now) / 1000));
      throw new TooManyRequestsError(
        `${this.perMinute} previews a minute are the limit. Try again in ${seconds} s.`,
        seconds,
      );
    }
  }
}
