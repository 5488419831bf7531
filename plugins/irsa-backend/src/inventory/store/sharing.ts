import { Workload } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';

const BATCH = 200;

/** Fills in which other workloads get the same key or run as the same ServiceAccount. */
export async function addSharing(
  knex: Knex,
  workloads: Workload[],
): Promise<void> {
  const prints = new Set(
    workloads.flatMap(({ keys }) => keys.map(key => key.fingerprint)),
  );
  const users = new Map<string, string[]>();
  for (const batch of batches([...prints])) {
    for (const row of await knex('workload_keys')
      .select('fingerprint', 'workload_id')
      .whereIn('fingerprint', batch)) {
      add(users, row.fingerprint, row.workload_id);
    }
  }
  const identities = new Map(
    workloads.map(workload => [identityOf(workload), workload]),
  );
  const accounts = new Map<string, string[]>();
  for (const batch of batches([...identities.values()])) {
    for (const row of await knex('workloads')
      .select('id', 'cluster', 'namespace', 'service_account')
      .whereIn(
        ['cluster', 'namespace', 'service_account'],
        batch.map(({ cluster, namespace, serviceAccount }) => [
          cluster,
          namespace,
          serviceAccount.name,
        ]),
      )) {
      add(
        accounts,
        `${row.cluster}/${row.namespace}/${row.service_account}`,
        row.id,
      );
    }
  }
  for (const workload of workloads) {
    const others = (ids: string[] = []) =>
      ids.filter(other => other !== workload.id).sort();
    workload.serviceAccount.sharedWith = others(
      accounts.get(identityOf(workload)),
    );
    workload.keys = workload.keys.map(key => ({
      ...key,
      sharedWith: others(users.get(key.fingerprint)),
    }));
  }
}

function identityOf({ cluster, namespace, serviceAccount }: Workload): string {
  return `${cluster}/${namespace}/${serviceAccount.name}`;
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) {
    known.push(value);
  } else {
    map.set(key, [value]);
  }
}

function batches<T>(values: T[]): T[][] {
  const all: T[][] = [];
  for (let start = 0; start < values.length; start += BATCH) {
    all.push(values.slice(start, start + BATCH));
  }
  return all;
}
