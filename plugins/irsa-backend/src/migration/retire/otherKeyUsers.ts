import { NotFoundError } from '@backstage/errors';
import { workloadId, WorkloadRef } from 'backstage-plugin-irsa-common';
import { ClusterRegistry } from '../../clusters/types';
import { isStoredKind } from '../../inventory/kinds';
import { Inventory } from '../../inventory/types';
import { holdOf, isUnproven, KeyHold } from '../model/keyUsers';
import { MigrationRecord } from '../model/records';
import { ReadContext } from '../model/Step';

/** Who gets which key, by its fingerprint, as one reading of the fleet shows it. */
export interface FleetKeyUsers {
  byKey: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of Secrets and ConfigMaps without a known user that hold a key, by its fingerprint. */
  stored: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of workloads that get a static AWS key, and which one is not known. */
  unproven: ReadonlySet<string>;
  unreadClusters: string[];
  /** What is missing of each of them, and what to do about it, as its coverage says. */
  unreadReasons: string[];
}

/**
 * Reads all workloads of the fleet that still need a key, each page after the last row of the one before: by numbers, one that goes
 * meanwhile would hide another. A Secret or ConfigMap without a known user, such as that of a
 * migration, needs no key; an unknown reader would show in the last use of the key.
 */
export async function readKeyUsers(
  inventory: Pick<Inventory, 'each' | 'coverage'>,
): Promise<FleetKeyUsers> {
  const byKey = new Map<string, Set<string>>();
  const stored = new Map<string, Set<string>>();
  const unproven = new Set<string>();
  for await (const page of inventory.each({})) {
    for (const workload of page) {
      const id = workloadId(workload);
      const isStored = isStoredKind(workload.kind);
      if (!isStored && isUnproven(workload)) {
        unproven.add(id);
      }
      for (const { fingerprint } of workload.keys) {
        if (isStored || holdOf(workload, fingerprint) === 'needed') {
          const kept = isStored ? stored : byKey;
          const ids = kept.get(fingerprint) ?? new Set();
          kept.set(fingerprint, ids.add(id));
        }
      }
    }
  }
  // After the workloads: what could not be read by then counts.
  const { clusters } = await inventory.coverage();
  const unread = clusters.filter(({ state }) => state !== 'ok');
  return {
    byKey,
    stored,
    unproven,
    unreadClusters: unread.map(({ name }) => name),
    unreadReasons: unread.flatMap(({ name, message }) =>
      message ? `${name}: ${message}` : [],
    ),
  };
}

/** The holds of one key in the fleet, apart from one workload. */
export function holdsOf(
  { byKey, unproven }: FleetKeyUsers,
  fingerprint: string,
  exceptId: string,
): Map<string, KeyHold> {
  const holds = new Map<string, KeyHold>();
  for (const id of unproven) {
    holds.set(id, 'unproven');
  }
  for (const id of byKey.get(fingerprint) ?? []) {
    holds.set(id, 'needed');
  }
  holds.delete(exceptId);
  return holds;
}

/**
 * Looks afresh at workloads that were to leave a key and that the last look saw without it: one that has it back counts. What
 * is in a cluster that is no longer configured is not known.
 */
export async function lookAgain(
  holds: Map<string, KeyHold>,
  migrations: readonly MigrationRecord[],
  fingerprint: string,
  sight: {
    clusters: Pick<ClusterRegistry, 'all'>;
    /** Somebody has to decide about these anyway. */
    unreadClusters: readonly string[];
    inventory: Pick<Inventory, 'refresh'>;
    read: ReadContext['read'];
  },
): Promise<void> {
  const known = new Set(sight.clusters.all().map(({ name }) => name));
  for (const { workloadId: id, execution } of migrations) {
    const { cluster } = execution.workload;
    if (holds.get(id) === 'needed' || sight.unreadClusters.includes(cluster)) {
      continue;
    }
    if (!known.has(cluster)) {
      holds.set(id, 'unproven');
      continue;
    }
    const now = await sight.read(() =>
      find(sight.inventory, execution.workload),
    );
    holds.set(id, now ? holdOf(now, fingerprint) : 'none');
  }
}

async function find(inventory: Pick<Inventory, 'refresh'>, ref: WorkloadRef) {
  try {
    return await inventory.refresh(ref);
  } catch (error) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}
