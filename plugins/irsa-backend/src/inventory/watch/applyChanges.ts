import { NotFoundError } from '@backstage/errors';
import { workloadId, WorkloadRef } from 'backstage-plugin-irsa-common';
import { isNotThere } from 'backstage-plugin-irsa-node';
import { forEachLimited } from '../../shared/forEachLimited';
import { StoredWorkload } from '../store/workloadRow';
import { WorkloadStore } from '../store/WorkloadStore';
import { Change } from './ClusterWatcher';

/** Number of workloads that are read concurrently. */
const READS = 8;

/** What is judged by a resource: workloads, and Secrets as `namespace/kind/name`. */
export interface Judged {
  refs: WorkloadRef[];
  objects: string[];
}

/** The workloads that changes affect, and those of them that were deleted. */
export async function concernedBy(
  store: WorkloadStore,
  cluster: string,
  changes: readonly Change[],
  /** Of a custom resource that has changed. Throws NotFoundError, ClusterError. */
  judgedBy: (ref: WorkloadRef) => Promise<Judged>,
): Promise<{
  refs: WorkloadRef[];
  gone: string[];
  /** Changed Secrets and ConfigMaps that a workload refers to, or whose names suggest keys. */
  telling: string[];
}> {
  const ids = new Set<string>();
  const gone: string[] = [];
  const objects: string[] = [];
  const telling: string[] = [];
  const named: string[] = [];
  const resources: WorkloadRef[] = [];
  for (const change of changes) {
    if (change.kind === 'workload') {
      const { of, namespace, name } = change;
      const id = workloadId({ cluster, namespace, kind: of, name });
      if (change.gone) {
        gone.push(id);
      } else {
        ids.add(id);
      }
      if (of.includes('.')) {
        // What was judged by it, and what is now.
        objects.push(`${namespace}/${of}/${name}`);
        if (!change.gone) {
          resources.push({ cluster, namespace, kind: of, name });
        }
      }
    } else if (change.kind === 'object') {
      objects.push(change.object);
      if (change.isTelling) {
        telling.push(change.object);
      }
    } else if (change.kind === 'serviceAccount') {
      const { namespace, name } = change;
      const users = await store.usersOf(cluster, namespace, name);
      users.forEach(id => ids.add(id));
    }
  }
  for (const found of await forEachLimited(resources, READS, ref =>
    judgedBy(ref).catch(error => {
      if (isNotThere(error) || error instanceof NotFoundError) {
        return { refs: [], objects: [] };
      }
      throw error;
    }),
  )) {
    found.refs.forEach(ref => ids.add(workloadId(ref)));
    objects.push(...found.objects);
    telling.push(...found.objects);
  }
  for (let start = 0; start < objects.length; start += 500) {
    const batch = objects.slice(start, start + 500);
    const readers = await store.readersOf(cluster, batch);
    readers.forEach(id => ids.add(id));
    if (readers.length > 0) {
      named.push(...(await store.objectsRead(cluster, batch)));
    }
  }
  gone.forEach(id => ids.delete(id));
  return {
    gone,
    telling: [...telling, ...named],
    refs: [...ids].map(id => refOf(cluster, id)),
  };
}

/** The name of a cluster may contain slashes. */
function refOf(cluster: string, id: string): WorkloadRef {
  const [namespace, kind, name] = id.slice(cluster.length + 1).split('/');
  return { cluster, namespace, kind, name };
}

/** Reads workloads. Those that no longer exist or no longer hold a key are in `gone`. Throws ClusterError. */
export async function readAll(
  refs: readonly WorkloadRef[],
  read: (ref: WorkloadRef) => Promise<StoredWorkload | undefined>,
): Promise<{ found: StoredWorkload[]; gone: string[] }> {
  const gone: string[] = [];
  const found = await forEachLimited(refs, READS, async ref => {
    try {
      const stored = await read(ref);
      if (stored) {
        return [stored];
      }
      gone.push(workloadId(ref));
      return [];
    } catch (error) {
      if (isNotThere(error) || error instanceof NotFoundError) {
        gone.push(workloadId(ref));
        return [];
      }
      throw error;
    }
  });
  return { found: found.flat(), gone };
}
