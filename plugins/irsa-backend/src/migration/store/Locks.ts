import { WorkloadRef, workloadId } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { PlanExecution } from '../../plan/types';
import { LockedError } from '../model/errors';

/** What a migration must have for itself while its steps run. The workload stays locked through the soak, the rest does not. */
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

/** Unique rows: whoever inserts first has it. */
export class Locks {
  constructor(private readonly knex: Knex) {}

  /** All or none. Throws LockedError that names the migration in the way. */
  async take(
    migrationId: string,
    names: string[],
    transaction: Knex.Transaction,
  ): Promise<void> {
    for (const name of names) {
      // In one statement: between two, who has it could let go of it.
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
