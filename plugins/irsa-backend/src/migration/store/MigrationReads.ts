import { NotFoundError } from '@backstage/errors';
import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { whereWithin } from '../../access/whereWithin';
import {
  FINAL_STATUSES,
  MigrationRecord,
  WORK_STATUSES,
} from '../model/records';
import { MigrationFilter } from '../types';
import { MigrationRow, toMigrationRecord } from './mapping';

/** Looks for migrations in the database. */
export class MigrationReads {
  constructor(protected readonly knex: Knex) {}

  async find(id: string): Promise<MigrationRecord | undefined> {
    const row = await this.knex<MigrationRow>('migrations')
      .where({ id })
      .first();
    return row && toMigrationRecord(row);
  }

  /** The same; throws NotFoundError. */
  async mustFind(id: string): Promise<MigrationRecord> {
    const record = await this.find(id);
    if (!record) {
      throw new NotFoundError(`There is no migration ${id}.`);
    }
    return record;
  }

  async findByIdempotencyKey(
    startedBy: string,
    key: string,
  ): Promise<MigrationRecord | undefined> {
    const row = await this.knex<MigrationRow>('migrations')
      .where({ started_by: startedBy, idempotency_key: key })
      .first();
    return row && toMigrationRecord(row);
  }

  /** The migration that was started from a plan. */
  async findByPlan(planId: string): Promise<MigrationRecord | undefined> {
    const row = await this.knex<MigrationRow>('migrations')
      .where({ plan_id: planId })
      .first();
    return row && toMigrationRecord(row);
  }

  async list(
    filter: MigrationFilter,
  ): Promise<{ items: MigrationRecord[]; totalCount: number }> {
    const base = this.knex<MigrationRow>('migrations').modify(query => {
      if (filter.active === true) {
        query.whereNotIn('status', FINAL_STATUSES);
      }
      if (filter.active === false) {
        query.whereIn('status', FINAL_STATUSES);
      }
      if (filter.workloadId) {
        query.where('workload_id', filter.workloadId);
      }
      if (filter.within) {
        query.whereExists(
          this.knex('workloads as w')
            .select(this.knex.raw('1'))
            .whereRaw('w.id = migrations.workload_id')
            .modify(whereWithin, filter.within),
        );
      }
    });
    const [{ count }] = await base.clone().count({ count: '*' });
    const rows = await base
      .orderBy('started_at', 'desc')
      .orderBy('id')
      .offset(filter.offset ?? 0)
      .limit(filter.limit ?? 20);
    return { items: rows.map(toMigrationRecord), totalCount: Number(count) };
  }

  async withStatus(statuses: MigrationStatus[]): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations').whereIn(
      'status',
      statuses,
    );
    return rows.map(toMigrationRecord);
  }

  /**
   * The newest migration of each workload, at rest, whose status the fleet's list does not show: the process was killed, or
   * the database failed, between the status and its mark.
   */
  async untold(): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations')
      .whereNull('claim')
      .whereNotIn('status', WORK_STATUSES)
      .whereNotExists(
        this.knex('workload_marks as k')
          .select(this.knex.raw('1'))
          .whereRaw('k.workload_id = migrations.workload_id')
          .whereRaw('k.migration_id = migrations.id')
          .whereRaw('k.migration_status = migrations.status'),
      )
      .whereNotExists(
        this.knex('migrations as later')
          .select(this.knex.raw('1'))
          .whereRaw('later.workload_id = migrations.workload_id')
          .whereRaw('later.started_at > migrations.started_at'),
      );
    return rows.map(toMigrationRecord);
  }

  /** The newest migration of each workload, of those that were to leave this key. */
  async ofKey(fingerprint: string): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations')
      .where('key_fingerprint', fingerprint)
      .orderBy('started_at', 'desc')
      .orderBy('id');
    const newest = new Map<string, MigrationRow>();
    for (const row of rows) {
      if (!newest.has(row.workload_id)) {
        newest.set(row.workload_id, row);
      }
    }
    return [...newest.values()].map(toMigrationRecord);
  }

  /** The newest migration of each workload and key, of those with these statuses, by the fingerprint of the key. */
  async byKey(
    statuses: readonly MigrationStatus[],
  ): Promise<Map<string, MigrationRecord[]>> {
    const rows = await this.knex<MigrationRow>('migrations as m')
      .whereNotNull('m.key_fingerprint')
      .whereIn('m.status', statuses)
      .whereNotExists(
        this.knex('migrations as n')
          .select(this.knex.raw('1'))
          .whereRaw(
            'n.workload_id = m.workload_id and n.key_fingerprint = m.key_fingerprint and (n.started_at > m.started_at or (n.started_at = m.started_at and n.id < m.id))',
          ),
      )
      .select('m.*');
    const found = new Map<string, MigrationRecord[]>();
    for (const row of rows as MigrationRow[]) {
      const record = toMigrationRecord(row);
      const { fingerprint } = record.execution.key!;
      found.set(fingerprint, [...(found.get(fingerprint) ?? []), record]);
    }
    return found;
  }

  /** Other migrations that are under way or still need what they made. */
  async others(exceptId: string): Promise<MigrationRecord[]> {
    const rows = await this.knex<MigrationRow>('migrations')
      .whereNot('id', exceptId)
      .whereNotIn('status', ['rolledBack', 'failed']);
    return rows.map(toMigrationRecord);
  }

  /** Those that wait for a second person. */
  async waiting(): Promise<MigrationRecord[]> {
    const rows = await this.knex('migrations').where({ act_waits: true });
    return rows.map(toMigrationRecord);
  }
}
