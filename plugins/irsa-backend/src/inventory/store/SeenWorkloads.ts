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

  /**
   * Looks at the next workloads that have a key, in the order of their ids.
   *
   * @returns ids of those that are of this cluster, and `last` to go on after; absent when there are no more
   */
  async withKeys(
    cluster: string,
    after: string,
    limit: number,
  ): Promise<{ ids: string[]; last?: string }> {
    // First those with a key, then whose they are: as one question, PostgreSQL sorts all of them for each page while it has
    // not counted the rows, as after a first scan.
    const page = this.knex('workload_keys')
      .distinct('workload_id')
      .where('workload_id', '>', after)
      .orderBy('workload_id')
      .limit(limit);
    const rows: { id: string; cluster: string | null }[] = await this.knex
      .select({
        id: 'k.workload_id',
        cluster: this.knex('workloads as w')
          .select('w.cluster')
          .whereRaw('w.id = k.workload_id'),
      })
      .from(page.as('k'))
      .orderBy('k.workload_id');
    return {
      ids: rows.filter(row => row.cluster === cluster).map(({ id }) => id),
      last: rows.at(-1)?.id,
    };
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
