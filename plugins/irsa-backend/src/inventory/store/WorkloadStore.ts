import {
  PlanVerdict,
  Workload,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { Breather } from '../../shared/Breather';
import { MigrationMark } from '../types';
import { describeTables } from './describeTables';
import { findUnchanged } from './findUnchanged';
import { hold } from './hold';
import { inTransaction } from './inTransaction';
import { shownStatusSql } from './shownStatus';
import { isAmong, putRows, removeRows, setColumn } from './putRows';
import {
  DecidedWorkload,
  DOCUMENTS,
  keyRows,
  KEYS,
  objectRows,
  OBJECTS,
  StoredWorkload,
  workloadRow,
  WORKLOADS,
} from './workloadRow';

/**
 * Rows per statement: other work gets its turn between two. PostgreSQL works elsewhere, and each of its answers waits for a turn
 * too; SQLite works in this process.
 */
const BATCH = 1_000;
const SQLITE_BATCH = 100;

/** Writes the results of scans, watches and migrations. SQL for SQLite and PostgreSQL. */
export class WorkloadStore {
  private readonly breather = new Breather();

  constructor(private readonly knex: Knex) {}

  /**
   * Replaces stored workloads, in one transaction. For unchanged ones only the time is updated. `seenAt`: milliseconds
   * since 1970.
   */
  async put(workloads: StoredWorkload[], seenAt = Date.now()): Promise<void> {
    if (workloads.length === 0) {
      return;
    }
    // The same row twice in a statement is an error in PostgreSQL, so the later one is kept. They are sorted, so that
    // two replicas that write the same rows seldom wait for each other.
    const all = [
      ...new Map(workloads.map(stored => [stored.workload.id, stored])),
    ]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, stored]) => stored);
    await inTransaction(this.knex, async trx => {
      const size = trx.client.config.client === 'pg' ? BATCH : SQLITE_BATCH;
      for (let start = 0; start < all.length; start += size) {
        await this.breather.breathe();
        await this.putBatch(trx, all.slice(start, start + size), seenAt);
      }
    });
  }

  /**
   * After a scan that began at `since`: deletes what it has not met. Answers how many there were. What could not be looked at
   * stays, as unknown.
   */
  async sweep(
    cluster: string,
    since: number,
    unread: { kinds: readonly string[]; reason: string } = {
      kinds: [],
      reason: '',
    },
  ): Promise<number> {
    if (unread.kinds.length > 0) {
      await this.setUnknown(unread.reason, query =>
        query
          .where({ cluster })
          .where('seen_at', '<', since)
          .where(ofKinds(unread.kinds)),
      );
    }
    const deleted = await this.deleteUnseen(cluster, since, unread.kinds);
    await describeTables(this.knex);
    return deleted;
  }

  private async deleteUnseen(
    cluster: string,
    since: number,
    exceptKinds: readonly string[] = [],
  ): Promise<number> {
    let deleted = 0;
    for (;;) {
      const rows = await this.knex('workloads')
        .select('id')
        .where({ cluster })
        .where('seen_at', '<', since)
        .whereNot(ofKinds(exceptKinds))
        .limit(BATCH);
      if (rows.length === 0) {
        return deleted;
      }
      await this.delete(rows.map(({ id }) => id));
      deleted += rows.length;
    }
  }

  async delete(ids: string[]): Promise<void> {
    await inTransaction(this.knex, async trx => {
      // The holder of a lock on these rows may write the rows that belong to them.
      await hold(trx, query => query.whereIn('id', ids));
      await trx('workloads').whereIn('id', ids).delete();
      await trx('workload_keys').whereIn('workload_id', ids).delete();
      await trx('workload_objects').whereIn('workload_id', ids).delete();
      await trx('workload_documents').whereIn('workload_id', ids).delete();
      await trx('workload_plans').whereIn('workload_id', ids).delete();
    });
  }

  /** Marks the workloads of a cluster that cannot be read as unknown. They are kept. */
  async setClusterUnknown(cluster: string, reason: string): Promise<void> {
    await this.setUnknown(reason, query => query.where({ cluster }));
  }

  private async setUnknown(
    reason: string,
    which: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<void> {
    await inTransaction(this.knex, async trx => {
      await hold(trx, which);
      await which(trx('workloads')).update({
        status: 'unknown',
        status_reason: reason,
        shown_status: trx.raw(shownStatusSql("'unknown'")),
        basis: null,
      });
    });
  }

  async mark(ref: WorkloadRef, mark: MigrationMark): Promise<void> {
    const id = workloadId(ref);
    await inTransaction(this.knex, async trx => {
      await trx('workload_marks')
        .insert({
          workload_id: id,
          migration_id: mark.migrationId,
          status: mark.status ?? null,
          status_reason: mark.statusReason ?? null,
          migration_status: mark.migrationStatus ?? null,
          soak_ends_at: mark.soakEndsAt ?? null,
          kept_key: mark.keptKey ?? null,
        })
        .onConflict('workload_id')
        .merge();
      await trx('workloads')
        .where({ id })
        .update({
          shown: mark.status ? true : trx.ref('listed'),
          shown_status: trx.raw(shownStatusSql('workloads.status')),
        });
    });
  }

  /** What a plan said of the workload as it is stored now. */
  async notePlan(
    ref: WorkloadRef,
    verdict: PlanVerdict | undefined,
  ): Promise<void> {
    const id = workloadId(ref);
    const [row] = await this.knex('workloads')
      .select('content_hash')
      .where({ id });
    if (!row || !verdict) {
      await this.knex('workload_plans').where({ workload_id: id }).delete();
      return;
    }
    await this.knex('workload_plans')
      .insert({
        workload_id: id,
        content_hash: row.content_hash,
        status: verdict.status,
        blocked_by: JSON.stringify(verdict.blockedBy),
        made_at: verdict.madeAt,
      })
      .onConflict('workload_id')
      .merge();
  }

  /** Ids of the workloads that read one of these objects (`namespace/kind/name`). */
  async readersOf(cluster: string, objects: string[]): Promise<string[]> {
    const rows = await this.knex('workload_objects')
      .distinct('workload_id')
      .where({ cluster })
      .whereIn('object', objects);
    return rows.map(row => row.workload_id);
  }

  /** Those of these objects (`namespace/kind/name`) that some workload reads. */
  async objectsRead(cluster: string, objects: string[]): Promise<string[]> {
    const rows = await this.knex('workload_objects')
      .distinct('object')
      .where({ cluster })
      .whereIn('object', objects);
    return rows.map(row => row.object);
  }

  /** Those of these objects whose key some workload takes: a reference of it names them. */
  async objectsTaken(cluster: string, objects: string[]): Promise<string[]> {
    const rows = await this.knex('workload_objects as o')
      .join('workload_documents as d', 'd.workload_id', 'o.workload_id')
      .select('o.object', 'd.document')
      .where('o.cluster', cluster)
      .whereIn('o.object', objects);
    const taken = rows.filter(({ object, document }) => {
      const { namespace, references }: Workload = JSON.parse(document);
      return references.some(
        ({ objectKind, objectName, objectNamespace = namespace }) =>
          object === `${objectNamespace}/${objectKind}/${objectName}`,
      );
    });
    return [...new Set(taken.map(({ object }) => object))];
  }

  /** The objects that these workloads read, as `namespace/kind/name`. */
  async objectsOf(ids: string[]): Promise<string[]> {
    const rows = await this.knex('workload_objects')
      .distinct('object')
      .whereIn('workload_id', ids);
    return rows.map(row => row.object);
  }

  /** Those of these ids that exist. */
  async existing(ids: string[]): Promise<string[]> {
    const rows = await this.knex('workloads').select('id').whereIn('id', ids);
    return rows.map(row => row.id);
  }

  /** Ids of the workloads whose Pods run as this ServiceAccount. */
  async usersOf(
    cluster: string,
    namespace: string,
    serviceAccount: string,
  ): Promise<string[]> {
    const rows = await this.knex('workloads')
      .select('id')
      .where({ cluster, namespace, service_account: serviceAccount });
    return rows.map(row => row.id);
  }

  /** Deletes clusters that are no longer configured. */
  async keepClusters(names: string[]): Promise<void> {
    const gone = await this.knex('workloads')
      .distinct('cluster')
      .whereNotIn('cluster', names);
    for (const { cluster } of gone) {
      await this.deleteUnseen(cluster, Number.MAX_SAFE_INTEGER);
    }
    await this.knex('watch_positions').whereNotIn('cluster', names).delete();
    await this.knex('coverage')
      .whereIn('type', ['cluster', 'links', 'settled'])
      .whereNotIn('name', names)
      .delete();
  }

  /** A row that is not there was not listed. */
  private async decided(
    trx: Knex.Transaction,
    given: StoredWorkload[],
  ): Promise<DecidedWorkload[]> {
    const open = given.filter(({ listed }) => listed === 'asBefore');
    const rows =
      open.length === 0
        ? []
        : await trx('workloads')
            .select('id')
            .where({ listed: true })
            .whereIn(
              'id',
              open.map(({ workload }) => workload.id),
            );
    const before = new Set(rows.map(({ id }) => id));
    return given.map(stored => ({
      ...stored,
      listed:
        stored.listed === 'asBefore'
          ? before.has(stored.workload.id)
          : stored.listed,
    }));
  }

  private async putBatch(
    trx: Knex.Transaction,
    given: StoredWorkload[],
    seenAt: number,
  ): Promise<void> {
    const scanned = await this.decided(trx, given);
    const { same, known, sameKeys, sameObjects } = await findUnchanged(
      trx,
      scanned,
    );
    if (same.size > 0) {
      await trx('workloads')
        .whereRaw(isAmong(trx, 'id', [...same.keys()]))
        .update({ seen_at: seenAt });
      await setColumn(
        trx,
        { table: 'workloads', key: 'id', column: 'basis' },
        scanned.flatMap(({ workload: { id }, basis }) =>
          basis && same.has(id) && same.get(id) !== basis
            ? [[id, basis] as const]
            : [],
        ),
      );
    }
    const batch = scanned.filter(({ workload }) => !same.has(workload.id));
    if (batch.length === 0) {
      return;
    }
    const ids = batch.map(({ workload }) => workload.id);
    await this.breather.breathe();
    const added = await putRows(
      trx,
      WORKLOADS,
      batch.map(stored => workloadRow(stored, seenAt)),
    );
    await this.breather.breathe();
    await putRows(
      trx,
      DOCUMENTS,
      batch.map(({ workload }) => ({
        workload_id: workload.id,
        document: JSON.stringify(workload),
      })),
    );
    // Another replica may have written one that was not there, which SQLite does not allow.
    const isNew = (id: string) => added?.has(id) ?? !known.has(id);
    const keyed = batch.filter(({ workload: { id } }) => !sameKeys.has(id));
    const looked = batch.filter(
      ({ workload: { id }, objects }) => objects && !sameObjects.has(id),
    );
    const replaced = (some: typeof batch) =>
      some.map(({ workload }) => workload.id).filter(id => !isNew(id));
    await removeRows(trx, 'workload_keys', replaced(keyed));
    await removeRows(trx, 'workload_objects', replaced(looked));
    await this.breather.breathe();
    await putRows(trx, KEYS, keyed.flatMap(keyRows));
    await putRows(trx, OBJECTS, looked.flatMap(objectRows));
    // Done after the insert, so that a concurrent mark is either seen here or waits for the row.
    const marked = () =>
      trx('workload_marks as m')
        .whereNotNull('m.status')
        .whereRaw('m.workload_id = workloads.id');
    await trx('workloads')
      .whereRaw(isAmong(trx, 'id', ids))
      .whereExists(marked().select(trx.raw('1')))
      .update({
        shown: true,
        shown_status: trx.raw(shownStatusSql('workloads.status')),
      });
  }
}

/** `*.group` stands for every custom resource of a group, `*.*` for those of all groups. */
function ofKinds(kinds: readonly string[]) {
  return (query: Knex.QueryBuilder) => {
    query.whereRaw('1 = 0');
    for (const kind of kinds) {
      query.orWhereLike('kind', kind.replaceAll('*', '%'));
    }
  };
}
