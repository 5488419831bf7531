import { Knex } from 'knex';

/** Of all replicas, one gets each turn: the first that finds it due. A replica that ends leaves nothing behind. */
export class WatchTurns {
  constructor(private readonly knex: Knex, private readonly name: string) {}

  /** Whether this replica has the turn. The next is due after `pauseMs`. */
  async take(now: number, pauseMs: number): Promise<boolean> {
    await this.knex('migration_watch_turns')
      .insert({ name: this.name, due_at: 0 })
      .onConflict('name')
      .ignore();
    const count = await this.knex('migration_watch_turns')
      .where({ name: this.name })
      .where('due_at', '<=', now)
      .update({ due_at: now + pauseMs });
    return count === 1;
  }
}
