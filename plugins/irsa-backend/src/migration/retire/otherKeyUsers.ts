import { workloadId, WorkloadStatus } from 'backstage-plugin-irsa-common';
import { isStoredKind } from '../../inventory/kinds';
import { Inventory } from '../../inventory/types';

/** Workloads in these states do not need the key any more. */
const DONE: WorkloadStatus[] = ['soaking', 'keyOff', 'keyless'];

export interface KeyUsers {
  users: string[];
  unreadClusters: string[];
}

/**
 * Which other workloads of the fleet are given the same key and still need it, and where nobody could look. A Secret or
 * ConfigMap that nothing uses, as that of the migration is now, needs no key: what reads it all the same shows in the
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
