import { expired } from '../api/ApiError';
import { ResourceType } from '../resources/resourceTypes';
import { KubeObject } from '../types';

export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  revision: number;
  /** `group/plural`. */
  resource: string;
  object: KubeObject;
  previous?: KubeObject;
}

const HISTORY = 10_000;

/** `group/plural`: all versions of a resource share one storage. */
export function storageKey(type: Pick<ResourceType, 'group' | 'plural'>) {
  return `${type.group}/${type.plural}`;
}

function objectKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/**
 * What etcd is to the real server: objects by resource, one revision counter over all of them, and a history of
 * changes for watches. Stored objects are never changed in place; callers copy before they change one.
 */
export class ObjectStore {
  #objects = new Map<string, Map<string, KubeObject>>();
  #history: StoreEvent[] = [];
  #revision = 1;
  #compacted = 0;
  #pending: StoreEvent[] = [];
  #emitting = false;
  #listeners = new Set<(event: StoreEvent) => void>();

  get revision(): number {
    return this.#revision;
  }

  get(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.#objects.get(storageKey(type))?.get(objectKey(namespace, name));
  }

  /** Sorted by namespace and name, as etcd would return them. */
  list(type: ResourceType, namespace?: string): KubeObject[] {
    const all = this.#objects.get(storageKey(type));
    if (!all) return [];
    const prefix = `${namespace}/`;
    const found: [string, KubeObject][] = [];
    for (const entry of all) {
      if (namespace === undefined || entry[0].startsWith(prefix)) {
        found.push(entry);
      }
    }
    return found
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  put(type: ResourceType, object: KubeObject): KubeObject {
    const resource = storageKey(type);
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    const objects = this.#objects.get(resource) ?? new Map();
    this.#objects.set(resource, objects);
    const previous: KubeObject | undefined = objects.get(key);
    const stored = this.#stamp(object);
    objects.set(key, stored);
    this.#emit({
      type: previous ? 'MODIFIED' : 'ADDED',
      revision: this.#revision,
      resource,
      object: stored,
      previous,
    });
    return stored;
  }

  remove(type: ResourceType, object: KubeObject): KubeObject {
    const resource = storageKey(type);
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    const previous = this.#objects.get(resource)?.get(key);
    this.#objects.get(resource)?.delete(key);
    const last = this.#stamp(object);
    this.#emit({
      type: 'DELETED',
      revision: this.#revision,
      resource,
      object: last,
      previous,
    });
    return last;
  }

  /** Changes after this revision; 410 when they are no longer kept. */
  eventsSince(revision: number): StoreEvent[] {
    if (revision < this.#compacted) {
      throw expired(
        `too old resource version: ${revision} (${this.#compacted})`,
      );
    }
    return this.#history.filter(event => event.revision > revision);
  }

  /** Forgets the history up to now, as etcd's compaction does every few minutes. */
  compact(): void {
    this.#history = [];
    this.#compacted = this.#revision;
  }

  isCompacted(revision: number): boolean {
    return revision < this.#compacted;
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #stamp(object: KubeObject): KubeObject {
    this.#revision += 1;
    return {
      ...object,
      metadata: {
        ...object.metadata,
        resourceVersion: String(this.#revision),
      },
    };
  }

  #emit(event: StoreEvent): void {
    this.#history.push(event);
    if (this.#history.length > HISTORY) {
      this.#history = this.#history.slice(HISTORY / 2);
      this.#compacted = this.#history[0].revision - 1;
    }
    // A listener may write; others must still see the changes in their order.
    this.#pending.push(event);
    if (this.#emitting) return;
    this.#emitting = true;
    try {
      for (let next = this.#pending.shift(); next; ) {
        for (const listener of [...this.#listeners]) listener(next);
        next = this.#pending.shift();
      }
    } finally {
      this.#emitting = false;
    }
  }
}
