import { Knex } from 'knex';

/**
 * Special entries, not paths of lists: when the cluster was last followed, and when it was last listed, in milliseconds
 * since 1970.
 */
const ALIVE = '@alive';
const LISTED = '@listed';
/** Time of the last page of a list that is under way. */
const LISTING = '@listing';

/** The positions from which the watches of a cluster continue, for the next replica that holds them. */
export class WatchPositions {
  constructor(private readonly knex: Knex) {}

  /** By path of the list; empty when the cluster must be listed first. */
  async load(cluster: string): Promise<Map<string, string>> {
    const rows = await this.rows(cluster);
    return new Map([...rows].filter(([resource]) => !resource.startsWith('@')));
  }

  /** Saves the positions and their origin: a list, watches that are all connected, or watches of which some are not. */
  async save(
    cluster: string,
    positions: Map<string, string>,
    from: 'list' | 'watch' | 'broken watch',
  ): Promise<void> {
    const mark = { list: LISTED, watch: ALIVE, 'broken watch': undefined }[
      from
    ];
    const entries = [
      ...positions,
      ...(mark ? [[mark, String(Date.now())]] : []),
    ];
    await this.knex('watch_positions')
      .insert(
        entries.map(([resource, version]) => ({
          cluster,
          resource,
          resource_version: version,
        })),
      )
      .onConflict(['cluster', 'resource'])
      .merge();
  }

  /** When each cluster was last known to be followed, in milliseconds since 1970. */
  async followedAt(): Promise<Map<string, number>> {
    const rows = await this.knex('watch_positions').where({ resource: ALIVE });
    return new Map(
      rows.map(row => [row.cluster, Number(row.resource_version)]),
    );
  }

  /** Records a page of a list, so that other replicas see that it is under way. */
  async listing(cluster: string): Promise<void> {
    await this.knex('watch_positions')
      .insert({
        cluster,
        resource: LISTING,
        resource_version: String(Date.now()),
      })
      .onConflict(['cluster', 'resource'])
      .merge();
  }

  /** Records the end of a list, successful or not. */
  async listingEnded(cluster: string): Promise<void> {
    await this.knex('watch_positions')
      .where({ cluster, resource: LISTING })
      .delete();
  }

  async forget(cluster: string): Promise<void> {
    await this.knex('watch_positions').where({ cluster }).delete();
  }

  /**
   * Milliseconds since the cluster was followed, since it was listed, and since the last page of a list under way;
   * Infinity for never.
   */
  async ages(
    cluster: string,
  ): Promise<{ alive: number; listed: number; listing: number }> {
    const rows = await this.rows(cluster);
    const age = (key: string) =>
      rows.has(key) ? Date.now() - Number(rows.get(key)) : Infinity;
    return { alive: age(ALIVE), listed: age(LISTED), listing: age(LISTING) };
  }

  private async rows(cluster: string): Promise<Map<string, string>> {
    const rows = await this.knex('watch_positions').where({ cluster });
    return new Map(rows.map(row => [row.resource, row.resource_version]));
  }
}
