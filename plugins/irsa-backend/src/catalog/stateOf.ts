import { Coverage, Workload } from 'backstage-plugin-irsa-common';
import { STATIC_STATUSES } from '../inventory/statuses';

/**
 * So long after it was first processed an entity is in the catalog for those who read it, in milliseconds: the catalog
 * stitches it together in between.
 */
const COMES_AFTER_MS = 60_000;

/** The worst of what is known of the workloads of one entity, as the annotation says it. */
export type EntityState = 'static key' | 'not known' | 'soaking' | 'keyless';

/** The workloads of one entity: what they are, where they run, and which roles their ServiceAccounts name. */
export interface LinkedWorkloads {
  statuses: Set<Workload['status']>;
  clusters: Set<string>;
  roleArns: Set<string>;
}

/** By entity ref. Pure. */
export class WorkloadsByEntity {
  private readonly byRef = new Map<string, LinkedWorkloads>();

  /** Workloads without an entity are left out. */
  add(workload: Workload): void {
    const { entityRef, status, cluster, serviceAccount } = workload;
    if (!entityRef) {
      return;
    }
    const known = this.byRef.get(entityRef) ?? {
      statuses: new Set(),
      clusters: new Set(),
      roleArns: new Set(),
    };
    this.byRef.set(entityRef, known);
    known.statuses.add(status);
    known.clusters.add(cluster);
    if (serviceAccount.roleArn) {
      known.roleArns.add(serviceAccount.roleArn);
    }
  }

  get(entityRef: string): LinkedWorkloads | undefined {
    return this.byRef.get(entityRef);
  }
}

/**
 * A static key is said wherever one was found. Anything better is said only where every cluster was read in which the entity
 * may have workloads, and they were linked to a catalog that had the entity. Pure.
 *
 * @param entity - `cluster`: the one that it names; without it, its workloads may be in any. `since`: milliseconds since 1970
 * at which the catalog first had it with its present Kubernetes annotations
 * @returns undefined where all was read and the entity has no workload with a key or a role
 */
export function stateOf(
  linked: LinkedWorkloads | undefined,
  coverage: Pick<Coverage, 'clusters'>,
  { cluster, since }: { cluster?: string; since: number },
): EntityState | undefined {
  const statuses = [...(linked?.statuses ?? [])];
  const has = (...some: readonly Workload['status'][]) =>
    statuses.some(status => some.includes(status));
  if (has(...STATIC_STATUSES)) {
    return 'static key';
  }
  const own = coverage.clusters.filter(
    ({ name }) => !cluster || name === cluster,
  );
  const isRead =
    own.length > 0 &&
    own.every(
      ({ state, linkDoubt, linkedAt }) =>
        state === 'ok' &&
        !linkDoubt &&
        Date.parse(linkedAt ?? '') > since + COMES_AFTER_MS,
    );
  if (!isRead || has('unknown')) {
    return 'not known';
  }
  if (has('soaking', 'keyOff')) {
    return 'soaking';
  }
  return linked && 'keyless';
}
