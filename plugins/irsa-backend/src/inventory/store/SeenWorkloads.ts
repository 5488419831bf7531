import { Knex } from 'knex';
import { hold } from './hold';
import { inTransaction } from './inTransaction';
import { isAmong } from './putRows';

/** What earlier scans have stored of workloads, for one that finds them as they were. */
export class SeenWorkloads {
  constructor(private readonly knex: Knex) {}

  /** What these workloads were found by, by their ids, where that is stored. */
  async bases(ids: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; basis: string }[] = await this.knex('workloads')
      .select('id', 'basis')
      .whereRaw(isAmong(this.knex, 'id', ids))
      .whereNotNull('basis');
    return new Map(rows.map(({ id, basis }) => [id, basis]));
  }

  /** Notes that they were looked at now, and are as they were. */
  async seen(ids: readonly string[]): Promise<void> {
    await inTransaction(this.knex, async trx => {
      const isOne = isAmong(trx, 'id', ids);
      await hold(trx, query => query.whereRaw(isOne));
      await trx('workloads').whereRaw(isOne).update({ seen_at: Date.now() });
    });
  }
}
