import { DeleteOptions } from '../api/deletion';
import { SYSTEM_USER } from '../api/RequestContext';
import { ResourceType } from '../resources/resourceTypes';
import { StoreEvent } from '../store/StoreEvent';
import { storageKey } from '../store/ObjectStore';
import { Json, JsonObject, KubeObject, OwnerReference } from '../types';
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

/** Deletes objects whose owners are gone, and carries out foreground and orphan deletion. */
export function garbageCollector({ api }: ControllerOptions): () => void {
  const located = new Map<string, Located>();
  const dependents = new Map<string, Set<string>>();
  const typeOf = (resource: string) =>
    api.registry.all().find(type => storageKey(type) === resource);
  const live = (uid: string): KubeObject | undefined => {
    const place = located.get(uid);
    return place && api.store.get(place.type, place.namespace, place.name);
  };
  const dependentsOf = (uid: string, blocking = false) =>
    [...(dependents.get(uid) ?? [])].filter(dependent =>
      live(dependent)?.metadata.ownerReferences?.some(
        reference =>
          reference.uid === uid && (!blocking || reference.blockOwnerDeletion),
      ),
    );

  const alter = async (uid: string, metadata: JsonObject) => {
    const place = located.get(uid);
    if (!place || !live(uid)) {
      return;
    }
    await api.patch(
      place.type,
      place.namespace,
      place.name,
      { contentType: 'application/merge-patch+json', body: { metadata } },
      CONTEXT,
    );
  };
  const withoutFinalizer = async (object: KubeObject, finalizer: string) => {
    const kept = object.metadata.finalizers?.filter(name => name !== finalizer);
    await alter(object.metadata.uid as string, {
      finalizers: kept?.length ? kept : null,
    });
  };
  const keepOwners = async (
    object: KubeObject,
    kept: (owner: OwnerReference) => boolean,
  ) => {
    const owners = (object.metadata.ownerReferences ?? []).filter(kept);
    await alter(object.metadata.uid as string, {
      ownerReferences: owners.length ? (owners as unknown as Json) : null,
    });
  };
  const remove = async (uid: string, options: DeleteOptions) => {
    const { type, namespace, name } = located.get(uid) as Located;
    await api.delete(type, namespace, name, options, CONTEXT);
  };

  const collect = async (uid: string) => {
    const object = live(uid);
    if (!object || object.metadata.deletionTimestamp) {
      return;
    }
    const owners = object.metadata.ownerReferences ?? [];
    const there = owners.filter(owner => live(owner.uid));
    if (there.length === owners.length) {
      return;
    }
    if (!there.length) {
      await remove(uid, {});
    }
    // The object stays with its remaining owners.
    else {
      await keepOwners(object, owner => there.includes(owner));
    }
  };

  const orphan = async (owner: KubeObject) => {
    const ownerUid = owner.metadata.uid as string;
    for (const uid of dependentsOf(ownerUid)) {
      const object = live(uid);
      if (object) {
        await keepOwners(object, each => each.uid !== ownerUid);
      }
    }
    await withoutFinalizer(owner, 'orphan');
  };

  /** An owner waits for the dependents that block it. The others are collected after it was deleted. */
  const foreground = async (owner: KubeObject) => {
    const ownerUid = owner.metadata.uid as string;
    for (const uid of dependentsOf(ownerUid, true)) {
      if (live(uid)?.metadata.deletionTimestamp) {
        continue;
      }
      await remove(uid, {
        propagationPolicy: dependentsOf(uid).length
          ? 'Foreground'
          : 'Background',
      });
    }
    if (!dependentsOf(ownerUid, true).length) {
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
      if (!type) {
        return;
      }
      const { namespace, name } = object.metadata;
      located.set(uid, { type, namespace, name });
    }
    for (const owner of owners) {
      const set = dependents.get(owner.uid) ?? new Set();
      dependents.set(owner.uid, set.add(uid));
    }
    if (owners.length || object.metadata.deletionTimestamp) {
      queue.add(uid);
    }
  };
  const unsubscribe = api.store.subscribe(see);
  return () => {
    unsubscribe();
    queue.stop();
  };
}
