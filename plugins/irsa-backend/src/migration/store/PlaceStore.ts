import { Knex } from 'knex';
import { Placed } from '../model/places';
import { databaseAgo } from './databaseClock';
import { MigrationRow } from './mapping';

type Columns = Pick<
  MigrationRow,
  'id' | 'workload_id' | 'role_arn' | 'facts' | 'state' | 'started_at'
>;

const COLUMNS = [
  'id',
  'workload_id',
  'role_arn',
  'facts',
  'state',
  'started_at',
] as const;

/** Reads who has a place and who waits for one, without the large columns. */
export class PlaceStore {
  constructor(
    private readonly knex: Knex,
    private readonly staleAfterMs: number,
  ) {}

  /** One process at a time decides about places, until its transaction ends. */
  async lock(transaction: Knex.Transaction): Promise<void> {
    await transaction('migration_watch_turns')
      .insert({ name: 'places', due_at: 0 })
      .onConflict('name')
      .merge(['name']);
  }

  /**
   * Migrations on their way forward. One that waits for an outage to end, or for somebody else, has no place, so that a dead
   * cluster does not stop the others of an account.
   */
  async running(): Promise<Placed[]> {
    const stale = databaseAgo(this.knex, this.staleAfterMs);
    const rows: Columns[] = await this.knex<MigrationRow>('migrations')
      .where({ direction: 'forward' })
      .where(query =>
        query
          .whereIn('status', ['running', 'stopping'])
          .orWhere(queued =>
            queued
              .where({ status: 'queued' })
              .whereNotNull('claim')
              .where('heartbeat', '>=', stale),
          ),
      )
      .select(...COLUMNS);
    return rows
      .filter(({ state }) => {
        const { outage, waitingFor } = JSON.parse(state);
        return !outage && !waitingFor;
      })
      .map(row => toPlaced(row));
  }

  /** Migrations that no worker has begun, oldest first. */
  async waiting(
    except: readonly string[],
  ): Promise<(Placed & { id: string; since: number })[]> {
    const stale = databaseAgo(this.knex, this.staleAfterMs);
    const rows: Columns[] = await this.knex<MigrationRow>('migrations')
      .where({ status: 'queued' })
      .whereNotIn('id', except)
      .whereNull('act')
      .where(query => query.whereNull('claim').orWhere('heartbeat', '<', stale))
      .orderBy('started_at')
      .orderBy('id')
      .select(...COLUMNS);
    return rows.map(row => ({
      ...toPlaced(row),
      id: row.id,
      since: Date.parse(row.started_at),
    }));
  }
}

/** @param row - `workload_id` ends with namespace, kind and name; the name of a cluster may contain slashes */
function toPlaced(row: Columns): Placed {
  return {
    cluster: row.workload_id.split('/').slice(0, -3).join('/'),
    accountId: row.role_arn.split(':')[4],
    owner: JSON.parse(row.facts).ownerRef,
  };
}
