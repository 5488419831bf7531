import { AccountCoverage, ClusterCoverage } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';

/** Results of the last reads of clusters and accounts. */
export class CoverageStore {
  constructor(private readonly knex: Knex) {}

  async save(
    entry:
      | { type: 'cluster'; document: ClusterCoverage }
      | { type: 'account'; document: AccountCoverage },
  ): Promise<void> {
    const name =
      entry.type === 'cluster' ? entry.document.name : entry.document.accountId;
    await this.knex('coverage')
      .insert({
        type: entry.type,
        name,
        document: JSON.stringify(entry.document),
      })
      .onConflict(['type', 'name'])
      .merge();
  }

  async all<T>(type: 'cluster' | 'account'): Promise<Map<string, T>> {
    const rows = await this.knex('coverage').where({ type });
    return new Map(rows.map(row => [row.name, JSON.parse(row.document) as T]));
  }
}
