import { expired } from '../ApiError';
import { ResourceType } from '../resources/resourceTypes';
import { KubeObject } from '../types';
import { ResourceLog } from './ResourceLog';
import { SortedMap } from './SortedMap';
import { StoreEvent } from './StoreEvent';

/** All objects of one resource at one revision; never changes. */
export type Snapshot = SortedMap<KubeObject>;

export interface StoreOptions {
  /** Number of changes kept for each resource, for watches and for lists of earlier states. Default 10,000. */
  history?: number;
}

type Listener = (event: StoreEvent) => void;
type Resource = Pick<ResourceType, 'group' | 'plural'>;

interface Stored {
  objects: Snapshot;
  log: ResourceLog;
  /** Snapshots used by continued lists, by revision, newest last. */
  begun: Map<number, Snapshot>;
  listeners: Set<Listener>;
}

const HISTORY = 10_000;
const BEGUN_LISTS = 16;

/** `group/plural`: all versions of a resource share one storage. */
export function storageKey(type: Resource) {
  return `${type.group}/${type.plural}`;
}

function objectKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** The first key of a namespace, and the first one after it (`0` follows `/`). */
export function namespaceRange(
  namespace: string | undefined,
): [from: string, before: string | undefined] {
  return namespace === undefined
    ? ['', undefined]
    : [`${namespace}/`, `${namespace}0`];
}

/**
 * The part of etcd and the watch cache: objects by resource, sorted by namespace and name, one revision counter for all
 * of them, and a history of changes for watches and lists of earlier states. Stored objects are never changed in place.
 * Copy one before you change it.
 */
export class ObjectStore {
  private resources = new Map<string, Stored>();
  private latestRevision = 1;
  private compacted = 0;
  private pending: StoreEvent[] = [];
  private emitting = false;
  private listeners = new Set<Listener>();

  constructor(private readonly options: StoreOptions = {}) {}

  get revision(): number {
    return this.latestRevision;
  }

  get(
    type: Resource,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.of(storageKey(type)).objects.get(objectKey(namespace, name));
  }

  /** Sorted by namespace and name, as etcd would return them. */
  list(type: Resource, namespace?: string): KubeObject[] {
    const found: KubeObject[] = [];
    for (const [, object] of this.of(storageKey(type)).objects.entries(
      ...namespaceRange(namespace),
    )) {
      found.push(object);
    }
    return found;
  }

  /** The objects of a resource now, or at an earlier revision. Throws 410 when that revision is no longer kept. */
  snapshot(type: Resource, revision = this.latestRevision): Snapshot {
    const { objects, begun, log } = this.of(storageKey(type));
    const known = begun.get(revision);
    if (known) {
      return known;
    }
    this.requireKnown(log, revision);
    if (revision >= this.latestRevision) {
      return objects;
    }
    // Undoes one change after the other, from the present state backwards.
    return log.since(revision).reduceRight((later, event) => {
      const { namespace, name } = event.object.metadata;
      const key = objectKey(namespace, name);
      return event.previous
        ? later.with(key, event.previous)
        : later.without(key);
    }, objects);
  }

  /** Keeps a snapshot for the next pages of a list that started with it. */
  remember(type: Resource, revision: number, snapshot: Snapshot): void {
    const { begun } = this.of(storageKey(type));
    begun.delete(revision);
    begun.set(revision, snapshot);
    if (begun.size > BEGUN_LISTS) {
      begun.delete([...begun.keys()][0]);
    }
  }

  put(type: Resource, object: KubeObject): KubeObject {
    const resource = storageKey(type);
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    const stored = this.of(resource);
    const previous = stored.objects.get(key);
    const stamped = this.stamp(object);
    stored.objects = stored.objects.with(key, stamped);
    this.emit(stored, {
      type: previous ? 'MODIFIED' : 'ADDED',
      revision: this.latestRevision,
      resource,
      object: stamped,
      previous,
    });
    return stamped;
  }

  remove(type: Resource, object: KubeObject): KubeObject {
    const resource = storageKey(type);
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    const stored = this.of(resource);
    const previous = stored.objects.get(key);
    stored.objects = stored.objects.without(key);
    const last = this.stamp(object);
    this.emit(stored, {
      type: 'DELETED',
      revision: this.latestRevision,
      resource,
      object: last,
      previous,
    });
    return last;
  }

  /** Adds many new objects of one resource at once. Watches see them. Controllers do not act on them. */
  load(type: Resource, objects: readonly KubeObject[]): void {
    const resource = storageKey(type);
    const stored = this.of(resource);
    const events: StoreEvent[] = [];
    const entries: [string, KubeObject][] = [];
    for (const object of objects) {
      const key = objectKey(object.metadata.namespace, object.metadata.name);
      if (stored.objects.get(key)) {
        throw new Error(`There already is ${resource} ${key}`);
      }
      const stamped = this.stamp(object);
      entries.push([key, stamped]);
      events.push({
        type: 'ADDED',
        revision: this.latestRevision,
        resource,
        object: stamped,
        loaded: true,
      });
    }
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    const twice = entries.findIndex(
      ([key], at) => key === entries[at + 1]?.[0],
    );
    if (twice >= 0) {
      throw new Error(`Twice in one load: ${resource} ${entries[twice][0]}`);
    }
    stored.objects = stored.objects.withSorted(entries);
    for (const event of events) {
      this.emit(stored, event);
    }
  }

  /** The history of a resource without one starts now. Earlier revisions are unknown. */
  begin(type: Resource): void {
    if (this.resources.has(storageKey(type))) {
      return;
    }
    this.of(storageKey(type)).log.forget(this.latestRevision);
  }

  /** Changes of a resource after this revision. Throws 410 when they are no longer kept. */
  eventsSince(type: Resource, revision: number): StoreEvent[] {
    const { log } = this.of(storageKey(type));
    this.requireKnown(log, revision);
    return log.since(revision);
  }

  /** Drops the history up to this revision (default: all of it), as etcd's compaction does every few minutes. */
  compact(revision = this.latestRevision): void {
    this.compacted = Math.max(this.compacted, revision);
    for (const { log, begun } of this.resources.values()) {
      log.forget(revision);
      for (const known of begun.keys()) {
        if (known < revision) {
          begun.delete(known);
        }
      }
    }
  }

  /**
   * Calls the listener with every change, or with those of one resource (`group/plural`), until the returned function
   * is called.
   */
  subscribe(listener: Listener, resource?: string): () => void {
    const listeners =
      resource === undefined ? this.listeners : this.of(resource).listeners;
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  private of(resource: string): Stored {
    let stored = this.resources.get(resource);
    if (!stored) {
      stored = {
        objects: SortedMap.empty(),
        log: new ResourceLog(this.options.history ?? HISTORY),
        begun: new Map(),
        listeners: new Set(),
      };
      this.resources.set(resource, stored);
    }
    return stored;
  }

  private requireKnown(log: ResourceLog, revision: number): void {
    const oldest = Math.max(this.compacted, log.forgottenUpTo);
    if (revision < oldest) {
      throw expired(`too old resource version: ${revision} (${oldest})`);
    }
  }

  private stamp(object: KubeObject): KubeObject {
    this.latestRevision += 1;
    return {
      ...object,
      metadata: {
        ...object.metadata,
        resourceVersion: String(this.latestRevision),
      },
    };
  }

  private emit(stored: Stored, event: StoreEvent): void {
    stored.log.add(event);
    // A listener may write. The others must still see the changes in order.
    this.pending.push(event);
    if (this.emitting) {
      return;
    }
    this.emitting = true;
    try {
      for (let next = this.pending.shift(); next; ) {
        const { listeners } = this.of(next.resource);
        for (const listener of [...this.listeners, ...listeners]) {
          listener(next);
        }
        next = this.pending.shift();
      }
    } finally {
      this.emitting = false;
    }
  }
}
