import { workloadId, WorkloadStatus } from 'backstage-plugin-irsa-common';
import { isStoredKind } from '../../inventory/kinds';
import { Inventory } from '../../inventory/types';

/** Workloads with these statuses no longer need the key. */
const DONE: WorkloadStatus[] = ['soaking', 'keyOff', 'keyless'];

export interface KeyUsers {
  users: string[];
  unreadClusters: string[];
}

/**
 * Other workloads of the fleet that get the same key and still need it, and clusters that could not be read. A Secret
 * or ConfigMap without a known user, such as that of the migration, needs no key; an unknown reader would show in the
 * last use of the key.
 */
export async function otherKeyUsers(
  inventory: Inventory,
  fingerprint: string,
  exceptId: string,
): Promise<KeyUsers> {
  const users = new Set<string>();
  const limit = 100;
  for (let offset = 0; ; offset += limit) {
    const page = await inventory.list({ offset, limit });
    for (const workload of page.items) {
      const id = workloadId(workload);
      if (
        id !== exceptId &&
        !isStoredKind(workload.kind) &&
        !DONE.includes(workload.status) &&
        workload.keys.some(key => key.fingerprint === fingerprint)
      ) {
        users.add(id);
      }
    }
    if (page.items.length < limit || offset + limit >= page.totalCount) {
      const { clusters } = page.coverage;
      return {
        users: [...users].sort(),
        unreadClusters: clusters
          .filter(({ state }) => state !== 'ok')
          .map(({ name }) => name),
      };
    }
  }
}
