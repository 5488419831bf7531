import { workloadId, WorkloadStatus } from 'backstage-plugin-irsa-common';
import { isStoredKind } from '../../inventory/kinds';
import { Inventory } from '../../inventory/types';

/** Workloads with these statuses no longer need the key. */
const DONE: WorkloadStatus[] = ['soaking', 'keyOff', 'keyless'];

export interface KeyUsers {
  users: string[];
  unreadClusters: string[];
}

/** Who needs which key, by its fingerprint, as one reading of the fleet shows it. */
export interface FleetKeyUsers {
  byKey: ReadonlyMap<string, ReadonlySet<string>>;
  unreadClusters: string[];
}

/** Other workloads that get the same key and still need it, and clusters that could not be read. */
export function otherKeyUsers(
  { byKey, unreadClusters }: FleetKeyUsers,
  fingerprint: string,
  exceptId: string,
): KeyUsers {
  const users = [...(byKey.get(fingerprint) ?? [])];
  return { users: users.filter(id => id !== exceptId).sort(), unreadClusters };
}

/**
 * Reads all workloads of the fleet that still need a key. A Secret or ConfigMap without a known user, such as that of a
 * migration, needs no key; an unknown reader would show in the last use of the key.
 */
export async function readKeyUsers(
  inventory: Pick<Inventory, 'list'>,
): Promise<FleetKeyUsers> {
  const byKey = new Map<string, Set<string>>();
  const limit = 100;
  for (let offset = 0; ; offset += limit) {
    const page = await inventory.list({ offset, limit });
    for (const workload of page.items) {
      if (isStoredKind(workload.kind) || DONE.includes(workload.status)) {
        continue;
      }
      for (const { fingerprint } of workload.keys) {
        if (fingerprint) {
          const users = byKey.get(fingerprint) ?? new Set();
          byKey.set(fingerprint, users.add(workloadId(workload)));
        }
      }
    }
    if (page.items.length < limit || offset + limit >= page.totalCount) {
      const { clusters } = page.coverage;
      return {
        byKey,
        unreadClusters: clusters
          .filter(({ state }) => state !== 'ok')
          .map(({ name }) => name),
      };
    }
  }
}
