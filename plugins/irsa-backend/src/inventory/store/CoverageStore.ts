import { AccountCoverage, ClusterCoverage } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';

/** What the catalog said of the workloads of a cluster. */
export interface ClusterLinks {
  name: string;
  /** `CatalogLinks.markOf` when the cluster was listed; empty where the catalog could not be read. */
  mark: string;
  /** ISO time of the latest reading of the catalog that said the same; absent where none did. */
  linkedAt?: string;
}

/** Results of the last reads of clusters, of accounts, and of what the catalog links to clusters. */
export class CoverageStore {
  constructor(private readonly knex: Knex) {}

  async save(
    entry:
      | { type: 'cluster'; document: ClusterCoverage }
      | { type: 'account'; document: AccountCoverage }
      | { type: 'links'; document: ClusterLinks },
  ): Promise<void> {
    const name =
      entry.type === 'account' ? entry.document.accountId : entry.document.name;
    await this.knex('coverage')
      .insert({
        type: entry.type,
        name,
        document: JSON.stringify(entry.document),
      })
      .onConflict(['type', 'name'])
      .merge();
  }

  async all<T>(type: 'cluster' | 'account' | 'links'): Promise<Map<string, T>> {
    const rows = await this.knex('coverage').where({ type });
    return new Map(rows.map(row => [row.name, JSON.parse(row.document) as T]));
  }
}
