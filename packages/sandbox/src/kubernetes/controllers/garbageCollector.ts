import { SYSTEM_USER } from '../api/RequestContext';
import { ResourceType } from '../resources/resourceTypes';
import { StoreEvent, storageKey } from '../store/ObjectStore';
import { KubeObject } from '../types';
import { ControllerOptions } from './ControllerContext';
import { Workqueue } from './Workqueue';

interface Located {
  type: ResourceType;
  namespace?: string;
  name: string;
}

const CONTEXT = {
  user: SYSTEM_USER,
  manager: 'kube-controller-manager',
  dryRun: false,
};

/** Deletes what has lost its owners, and does the work behind foreground and orphan deletion. */
export function garbageCollector({ api }: ControllerOptions): () => void {
  const located = new Map<string, Located>();
  const dependents = new Map<string, Set<string>>();
  const typeOf = (resource: string) =>
    api.registry.all().find(type => storageKey(type) === resource);
  const live = (uid: string): KubeObject | undefined => {
    const place = located.get(uid);
    return place && api.store.get(place.type, place.namespace, place.name);
  };
  const dependentsOf = (uid: string) =>
    [...(dependents.get(uid) ?? [])].filter(dependent =>
      live(dependent)?.metadata.ownerReferences?.some(
        reference => reference.uid === uid,
      ),
    );

  const withoutFinalizer = async (object: KubeObject, finalizer: string) => {
    const place = located.get(object.metadata.uid as string);
    if (!place) return;
    await api.update(
      place.type,
      place.namespace,
      place.name,
      {
        ...api.get(place.type, place.namespace, place.name),
        metadata: {
          ...object.metadata,
          resourceVersion: undefined,
          finalizers: object.metadata.finalizers?.filter(
            name => name !== finalizer,
          ),
        },
      },
      CONTEXT,
    );
  };

  const collect = async (uid: string) => {
    const object = live(uid);
    const place = located.get(uid);
    if (!object || !place || object.metadata.deletionTimestamp) return;
    const owners = object.metadata.ownerReferences ?? [];
    if (!owners.length || owners.some(owner => live(owner.uid))) return;
    await api.delete(place.type, place.namespace, place.name, {}, CONTEXT);
  };

  const orphan = async (owner: KubeObject) => {
    const ownerUid = owner.metadata.uid as string;
    for (const uid of dependentsOf(ownerUid)) {
      const place = located.get(uid) as Located;
      const object = api.get(place.type, place.namespace, place.name);
      await api.update(
        place.type,
        place.namespace,
        place.name,
        {
          ...object,
          metadata: {
            ...object.metadata,
            ownerReferences: object.metadata.ownerReferences?.filter(
              reference => reference.uid !== ownerUid,
            ),
          },
        },
        CONTEXT,
      );
    }
    await withoutFinalizer(owner, 'orphan');
  };

  const foreground = async (owner: KubeObject) => {
    const left = dependentsOf(owner.metadata.uid as string);
    for (const uid of left) {
      const place = located.get(uid) as Located;
      const object = live(uid);
      if (object?.metadata.deletionTimestamp) continue;
      await api.delete(
        place.type,
        place.namespace,
        place.name,
        { propagationPolicy: 'Foreground' },
        CONTEXT,
      );
    }
    if (!dependentsOf(owner.metadata.uid as string).length) {
      await withoutFinalizer(owner, 'foregroundDeletion');
    }
  };

  const work = async (uid: string) => {
    const object = live(uid);
    if (object?.metadata.deletionTimestamp) {
      if (object.metadata.finalizers?.includes('orphan')) {
        await orphan(object);
      } else if (object.metadata.finalizers?.includes('foregroundDeletion')) {
        await foreground(object);
      }
      return;
    }
    await collect(uid);
  };
  const queue = new Workqueue(work);

  const see = ({ type: change, resource, object }: StoreEvent) => {
    const uid = object.metadata.uid as string;
    const owners = object.metadata.ownerReferences ?? [];
    if (change === 'DELETED') {
      located.delete(uid);
      dependents.get(uid)?.forEach(dependent => queue.add(dependent));
      dependents.delete(uid);
      // An owner in foreground deletion waits for its dependents.
      owners.forEach(owner => {
        dependents.get(owner.uid)?.delete(uid);
        queue.add(owner.uid);
      });
      return;
    }
    if (change === 'ADDED' || !located.has(uid)) {
      const type = typeOf(resource);
      if (!type) return;
      const { namespace, name } = object.metadata;
      located.set(uid, { type, namespace, name });
    }
    for (const owner of owners) {
      const set = dependents.get(owner.uid) ?? new Set();
      dependents.set(owner.uid, set.add(uid));
    }
    if (owners.length || object.metadata.deletionTimestamp) queue.add(uid);
  };
  const unsubscribe = api.store.subscribe(see);
  return () => {
    unsubscribe();
    queue.stop();
  };
}
