import { workloadId, WorkloadRef } from 'backstage-plugin-irsa-common';
import { isStoredKind } from '../kinds';
import { parseObjectKey } from '../scan/KnownObjects';
import { StoredWorkload } from '../store/workloadRow';
import { WorkloadStore } from '../store/WorkloadStore';
import { concernedBy, Judged, readAll } from './applyChanges';
import { Change } from './ClusterWatcher';

export interface ChangeApplierOptions {
  cluster: string;
  store: WorkloadStore;
  /** Reads one object; `undefined` when it holds no key. Throws NotFoundError, ClusterError. */
  read: (ref: WorkloadRef) => Promise<StoredWorkload | undefined>;
  keep: (found: StoredWorkload[]) => Promise<void>;
  /** What is judged by a resource as it is now. Throws NotFoundError, ClusterError. */
  judgedBy: (ref: WorkloadRef) => Promise<Judged>;
}

/** Updates the inventory of one cluster after changes. */
export class ChangeApplier {
  constructor(private readonly options: ChangeApplierOptions) {}

  /** Returns what was read and stored. Throws ClusterError and errors of the database. */
  async apply(changes: readonly Change[]): Promise<StoredWorkload[]> {
    const { cluster, store, judgedBy } = this.options;
    const { refs, gone, telling } = await concernedBy(
      store,
      cluster,
      changes,
      judgedBy,
    );
    return this.look(refs, gone, telling);
  }

  /** Reads these workloads, and the objects that they now use or no longer use. Returns and throws like `apply`. */
  async look(
    refs: readonly WorkloadRef[],
    gone: readonly string[] = [],
    telling: readonly string[] = [],
  ): Promise<StoredWorkload[]> {
    const { store } = this.options;
    const before = await inBatches([...refs.map(workloadId), ...gone], batch =>
      store.objectsOf(batch),
    );
    const takenBefore = await this.taken(before);
    const found = await this.readAndKeep(refs, gone);
    const after = found.flatMap(({ objects = [] }) => objects);
    const takenAfter = await this.taken([...before, ...after]);
    return [
      ...found,
      // An object that is named and taken as before has the entry that it had.
      ...(await this.lookAtStored([
        ...notInBoth(before, after),
        ...notInBoth(takenBefore, takenAfter),
        ...telling,
      ])),
    ];
  }

  /** Reads these workloads, and deletes those that are gone. */
  private async readAndKeep(
    refs: readonly WorkloadRef[],
    deleted: readonly string[],
  ): Promise<StoredWorkload[]> {
    const { store, read, keep } = this.options;
    const { found, gone } = await readAll(refs, read);
    await keep(found);
    const ids = [...deleted, ...gone];
    if (ids.length > 0) {
      await store.delete(ids);
    }
    return found;
  }

  private taken(objects: readonly string[]): Promise<string[]> {
    const { cluster, store } = this.options;
    return inBatches([...new Set(objects)], batch =>
      store.objectsTaken(cluster, batch),
    );
  }

  /** An object whose key nobody takes gets an entry of its own; another one has none. */
  private async lookAtStored(keys: string[]): Promise<StoredWorkload[]> {
    const { cluster, store } = this.options;
    const all = [...new Set(keys)].filter(
      key => !key.startsWith('/') && isStoredKind(parseObjectKey(key).kind),
    );
    const used = new Set(await this.taken(all));
    const refOf = (key: string) => ({ cluster, ...parseObjectKey(key) });
    const superfluous = await inBatches(
      [...used].map(key => workloadId(refOf(key))),
      batch => store.existing(batch),
    );
    return this.readAndKeep(
      all.filter(key => !used.has(key)).map(refOf),
      superfluous,
    );
  }
}

function notInBoth(
  some: readonly string[],
  others: readonly string[],
): string[] {
  const [left, right] = [new Set(some), new Set(others)];
  return [
    ...some.filter(each => !right.has(each)),
    ...others.filter(each => !left.has(each)),
  ];
}

async function inBatches<T>(
  items: readonly T[],
  work: (batch: T[]) => Promise<string[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (let start = 0; start < items.length; start += 500) {
    found.push(...(await work(items.slice(start, start + 500))));
  }
  return found;
}
