import {
  MigrationStatus,
  WorkloadRef,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { PlanExecution } from '../../plan/types';
import { LockedError } from '../model/errors';
import { FINAL_STATUSES } from '../model/records';

/** Statuses in which no act of a migration runs. To go on, it takes its locks again. */
export const RESTING: MigrationStatus[] = [
  'soaking',
  'keyInactive',
  'stopped',
  'needsHuman',
];

/**
 * What a migration locks while its steps run. The workload stays locked until the end; the rest does not.
 *
 * @param key - whether the key is to be locked too
 */
export function lockNames(
  execution: PlanExecution,
  { key: isKeyNeeded = true } = {},
): {
  workload: string;
  others: string[];
} {
  const { workload, serviceAccount, role, key } = execution;
  return {
    workload: workloadLock(workload),
    others: [
      `serviceAccount ${workload.cluster}/${workload.namespace}/${serviceAccount.name}`,
      `role ${role.arn}`,
      ...(key && isKeyNeeded ? [`key ${key.fingerprint}`] : []),
    ],
  };
}

function workloadLock(workload: WorkloadRef): string {
  return `workload ${workloadId(workload)}`;
}

/** Unique rows: the first insert gets the lock. */
export class Locks {
  constructor(private readonly knex: Knex) {}

  /** Takes all locks or none. Throws LockedError with the migration that holds one. */
  async take(
    migrationId: string,
    names: string[],
    transaction: Knex.Transaction,
  ): Promise<void> {
    for (const name of names) {
      // In one statement, because the holder could release the lock between two.
      const [{ migration_id: holder }] = await transaction('migration_locks')
        .insert({ name, migration_id: migrationId })
        .onConflict('name')
        .merge(['name'])
        .returning('migration_id');
      if (holder !== migrationId) {
        throw new LockedError(
          `Migration ${holder} works on the ${inWords(
            name,
          )}. Wait until it has finished, or stop and roll it back.`,
          holder,
        );
      }
    }
  }

  /**
   * Releases what a migration of this status does not need: everything at its end; all but its workload while nothing
   * of it runs.
   */
  async releaseFor(
    status: MigrationStatus,
    migrationId: string,
  ): Promise<void> {
    const isOver = FINAL_STATUSES.includes(status);
    if (!isOver && !RESTING.includes(status)) {
      return;
    }
    await this.knex('migration_locks')
      .where({ migration_id: migrationId })
      .modify(query => {
        if (!isOver) {
          query.whereNot('name', 'like', 'workload %');
        }
      })
      .delete();
  }

  /** Releases the locks that migrations at rest still hold, from before these were released with the status. */
  async sweep(): Promise<void> {
    const rows = await this.knex('migrations')
      .whereIn('id', this.knex('migration_locks').select('migration_id'))
      .select('id', 'status');
    for (const { id, status } of rows) {
      await this.releaseFor(status, id);
    }
  }

  async release(migrationId: string, names?: string[]): Promise<void> {
    await this.knex('migration_locks')
      .where({ migration_id: migrationId })
      .modify(query => {
        if (names) {
          query.whereIn('name', names);
        }
      })
      .delete();
  }
}

function inWords(name: string): string {
  const [what, ...rest] = name.split(' ');
  if (what === 'key') {
    return 'same access key';
  }
  if (what === 'serviceAccount') {
    return `ServiceAccount ${rest.join(' ')}`;
  }
  return `${what} ${rest.join(' ')}`;
}
