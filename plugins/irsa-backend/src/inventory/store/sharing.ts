import { Workload } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { PlaceCriteria } from '../../access/types';
import { whereWithin } from '../../access/whereWithin';

const BATCH = 200;

/**
 * Fills in which other workloads get the same key or run as the same ServiceAccount. Of those that the asker may not see
 * only the number is told: whoever retires a key must know that others use it.
 *
 * @param within - what the asker may see; everything when absent
 */
export async function addSharing(
  knex: Knex,
  workloads: Workload[],
  within?: PlaceCriteria,
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
  const all = [...users.values(), ...accounts.values()].flat();
  const visible = await visibleIds(knex, all, within);
  for (const workload of workloads) {
    const others = (ids: string[] = []) => {
      const rest = ids.filter(other => other !== workload.id).sort();
      const seen = rest.filter(id => visible?.has(id) ?? true);
      const hidden = rest.length - seen.length;
      return {
        sharedWith: seen,
        ...(hidden > 0 && { sharedWithHidden: hidden }),
      };
    };
    Object.assign(
      workload.serviceAccount,
      others(accounts.get(identityOf(workload))),
    );
    workload.keys = workload.keys.map(key => ({
      ...key,
      ...others(users.get(key.fingerprint)),
    }));
  }
}

/** Those of these ids that the asker may see; undefined = all. */
export async function visibleIds(
  knex: Knex,
  ids: string[],
  within: PlaceCriteria | undefined,
): Promise<Set<string> | undefined> {
  if (!within) {
    return undefined;
  }
  const visible = new Set<string>();
  for (const batch of batches([...new Set(ids)])) {
    const rows: { id: string }[] = await knex('workloads as w')
      .whereIn('w.id', batch)
      .modify(whereWithin, within)
      .select('w.id');
    rows.forEach(({ id }) => visible.add(id));
  }
  return visible;
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
