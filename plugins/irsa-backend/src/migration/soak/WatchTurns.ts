import { Knex } from 'knex';

/**
 * Of all replicas, one gets each turn: the one that had the last, as it remembers what it read, or the first that finds that
 * one late. A replica that ends leaves nothing behind.
 */
export class WatchTurns {
  /** What this replica wrote when it had the turn. */
  private own?: number;

  constructor(private readonly knex: Knex, private readonly name: string) {}

  /** Whether this replica has the turn. The next is due after `pauseMs`; others wait twice as long for the one that had it. */
  async take(now: number, pauseMs: number): Promise<boolean> {
    await this.knex('migration_watch_turns')
      .insert({ name: this.name, due_at: 0 })
      .onConflict('name')
      .ignore();
    const { own } = this;
    if (own !== undefined && own > now) {
      // Nobody else takes it before.
      return false;
    }
    const next = now + pauseMs;
    const count = await this.knex('migration_watch_turns')
      .where({ name: this.name })
      .where(due =>
        own !== undefined
          ? due.where('due_at', own).orWhere('due_at', '<=', now - pauseMs)
          : due.where('due_at', '<=', now - pauseMs),
      )
      .update({ due_at: next });
    this.own = count === 1 ? next : undefined;
    return count === 1;
  }

  /** Leaves the next turn for later than it was due, after a long one. Nothing when another replica has taken it meanwhile. */
  async putOff(until: number): Promise<void> {
    const { own } = this;
    if (own === undefined || until <= own) {
      return;
    }
    const count = await this.knex('migration_watch_turns')
      .where({ name: this.name, due_at: own })
      .update({ due_at: until });
    this.own = count === 1 ? until : undefined;
  }
}
