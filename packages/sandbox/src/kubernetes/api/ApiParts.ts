import { Clock } from '../../clock';
import { Admission } from '../admission/Admission';
import { deepClone } from '../json';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { ObjectStore } from '../store/ObjectStore';
import { KubeObject } from '../types';
import { Definition } from '../resources/customTypes';
import { definitionStatus } from '../resources/definitionStatus';
import { notFound } from '../ApiError';
import { asVersion } from './listObjects';
import { RequestContext } from './RequestContext';
import { timestamp } from './timestamp';

/** The parts that the verbs use. */
export interface ApiParts {
  store: ObjectStore;
  registry: ResourceRegistry;
  clock: Clock;
  admission: Admission;
}

export function now({ clock }: ApiParts): string {
  return timestamp(clock.now());
}

export function liveObject(
  { store }: ApiParts,
  type: ResourceType,
  namespace: string | undefined,
  name: string,
): KubeObject {
  const live = store.get(type, namespace, name);
  if (!live) {
    throw notFound(type, name);
  }
  return live;
}

export function managerOf(
  type: ResourceType,
  context: RequestContext,
  subresource?: string,
  operation: 'Apply' | 'Update' = 'Update',
) {
  return {
    name: context.manager,
    operation,
    apiVersion: apiVersionOf(type),
    subresource,
  };
}

export function shapeOf(type: ResourceType) {
  return { kind: type.kind, custom: Boolean(type.custom) };
}

export function writeObject(
  parts: ApiParts,
  type: ResourceType,
  object: KubeObject,
  context: RequestContext,
): KubeObject {
  const { store, registry } = parts;
  if (type.plural === 'customresourcedefinitions') {
    object.status = definitionStatus(
      object as Definition,
      store.list(type) as Definition[],
      now(parts),
    );
  }
  if (context.dryRun) {
    return asVersion(type, object);
  }
  const stored = store.put(type, deepClone(object));
  if (type.plural === 'customresourcedefinitions') {
    registry.define(stored).forEach(custom => store.begin(custom));
  }
  return asVersion(type, stored);
}

export function removeObject(
  { store, registry }: ApiParts,
  type: ResourceType,
  object: KubeObject,
): KubeObject {
  const removed = asVersion(type, store.remove(type, deepClone(object)));
  if (type.plural === 'customresourcedefinitions') {
    for (const custom of registry.undefine(object.metadata.name)) {
      store.list(custom).forEach(item => store.remove(custom, item));
    }
  }
  return removed;
}
