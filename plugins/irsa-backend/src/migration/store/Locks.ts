import { WorkloadRef, workloadId } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { PlanExecution } from '../../plan/types';
import { LockedError } from '../model/errors';

/** What a migration locks while its steps run. The workload stays locked during the soak; the rest does not. */
export function lockNames(execution: PlanExecution): {
  workload: string;
  others: string[];
} {
  const { workload, serviceAccount, role, key } = execution;
  return {
    workload: workloadLock(workload),
    others: [
      `serviceAccount ${workload.cluster}/${workload.namespace}/${serviceAccount.name}`,
      `role ${role.arn}`,
      ...(key ? [`key ${key.fingerprint}`] : []),
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
