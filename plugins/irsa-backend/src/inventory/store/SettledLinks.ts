import { Knex } from 'knex';

const TYPE = 'settled';

/** Why workloads without an entity may get one, and with it an owner, without any change of theirs. */
export const FILLING =
  'The catalog had just started when it was read, and may not have had all of its entities yet. It is read again soon';

/** The clusters that a catalog was linked to which had had time to fill (see `links/CatalogFill`). */
export class SettledLinks {
  constructor(private readonly knex: Knex) {}

  /**
   * Notes that workloads of a cluster were linked. What was settled stays so while the catalog says the same.
   *
   * @param mark - `CatalogLinks.markOf`
   * @returns whether that has changed anything
   */
  async note(
    cluster: string,
    mark: string,
    isSettled: boolean,
  ): Promise<boolean> {
    const row = () =>
      this.knex('coverage').where({ type: TYPE, name: cluster });
    const known = await row().first();
    if (isSettled) {
      if (known?.document !== mark) {
        await this.knex('coverage')
          .insert({ type: TYPE, name: cluster, document: mark })
          .onConflict(['type', 'name'])
          .merge();
      }
      return !known;
    }
    if (!known || known.document === mark) {
      return false;
    }
    await row().delete();
    return true;
  }

  async names(): Promise<Set<string>> {
    return new Set(
      await this.knex('coverage').where({ type: TYPE }).pluck('name'),
    );
  }
}

/** The names of those clusters, for use with `in`. */
export function settledClusters(knex: Knex): Knex.QueryBuilder {
  return knex('coverage').select('name').where({ type: TYPE });
}
