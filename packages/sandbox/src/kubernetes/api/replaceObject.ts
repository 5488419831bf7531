import { managedFieldsAfterUpdate } from '../apply/managedFields';
import { defaultObject } from '../defaults/defaultObject';
import { deepClone, deepEqual } from '../json';
import { ResourceType } from '../resources/resourceTypes';
import { KubeObject, ObjectMeta, Pod } from '../types';
import { validateObject } from '../validation/validateObject';
import { conflict, invalid } from '../ApiError';
import {
  ApiParts,
  managerOf,
  now,
  removeObject,
  shapeOf,
  writeObject,
} from './ApiParts';
import { writeOptions } from './createObject';
import { asVersion } from './listObjects';
import { hasGeneration } from './prepareForCreate';
import { RequestContext } from './RequestContext';

/** Metadata that only the server writes. */
const SERVER_FIELDS = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generateName',
] as const;

export interface Replacement {
  type: ResourceType;
  live: KubeObject;
  next: KubeObject;
  context: RequestContext;
  subresource?: string;
  /** The owners of fields afterwards, when server-side apply has computed them. */
  managedFields?: ObjectMeta['managedFields'];
}

/**
 * Returns undefined when the stored object has changed during admission, so that the caller tries again with the new
 * one.
 */
export async function replaceObject(
  parts: ApiParts,
  replacement: Replacement,
): Promise<KubeObject | undefined> {
  const { type, live, next, context, subresource } = replacement;
  requirePreconditions(type, live, next);
  const shown = asVersion(type, live);
  const request = {
    operation: 'UPDATE' as const,
    type,
    subresource,
    namespace: live.metadata.namespace,
    name: live.metadata.name,
    object: startingPoint(replacement),
    oldObject: shown,
    context,
    options: writeOptions('UpdateOptions', context),
  };
  if (subresource !== 'status') {
    defaultObject(type, request.object);
  }
  // A Scale went through admission as a Scale.
  const admission = subresource === 'scale' ? undefined : parts.admission;
  const mutating = admission?.mutate(request);
  if (mutating) {
    await mutating;
  }
  const { object } = request;
  if (subresource !== 'status') {
    validateObject(type, object, shown, subresource);
    const changed = !deepEqual(
      { ...shown, metadata: 0, status: 0 },
      { ...asVersion(type, object), metadata: 0, status: 0 },
    );
    if (changed && hasGeneration(type)) {
      object.metadata.generation = (live.metadata.generation ?? 0) + 1;
    }
  }
  const validating = admission?.validate(request);
  if (validating) {
    await validating;
  }
  const { namespace, name } = live.metadata;
  if (parts.store.get(type, namespace, name) !== live) {
    return undefined;
  }
  object.metadata.managedFields =
    replacement.managedFields ??
    managedFieldsAfterUpdate(
      shown,
      object,
      managerOf(type, context, subresource),
      shapeOf(type),
      now(parts),
    );
  if (!object.metadata.managedFields?.length) {
    delete object.metadata.managedFields;
  }
  if (deepEqual(shown, object)) {
    return shown;
  }
  const finished =
    live.metadata.deletionTimestamp &&
    !object.metadata.finalizers?.length &&
    type.plural !== 'namespaces' &&
    !object.metadata.deletionGracePeriodSeconds;
  if (finished && !context.dryRun) {
    return removeObject(parts, type, object);
  }
  return writeObject(parts, type, object, context);
}

function requirePreconditions(
  type: ResourceType,
  { metadata: live }: KubeObject,
  { metadata: next }: KubeObject,
): void {
  if (next.uid && next.uid !== live.uid) {
    throw invalid(type, live.name, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: "${next.uid}": field is immutable`,
        field: 'metadata.uid',
      },
    ]);
  }
  if (next.resourceVersion && next.resourceVersion !== live.resourceVersion) {
    throw conflict(type, live.name);
  }
}

/**
 * The live object with the changes that this request may make: in the part of the subresource, or everywhere except in
 * the status.
 */
function startingPoint({
  type,
  live,
  next,
  subresource,
}: Replacement): KubeObject {
  const { managedFields } = next.metadata;
  let object = next;
  const part = (changed: Partial<KubeObject>): KubeObject => ({
    ...deepClone({ ...asVersion(type, live), metadata: {} }),
    ...changed,
    metadata: { ...deepClone(live.metadata), managedFields },
  });
  if (subresource === 'status') {
    object = part({ status: next.status });
  } else if (subresource === 'ephemeralcontainers') {
    const { ephemeralContainers } = (next as Pod).spec;
    object = part({
      spec: { ...deepClone((live as Pod).spec), ephemeralContainers },
    });
  } else if (type.subresources.includes('status')) {
    object.status = deepClone(live.status);
  }
  for (const field of SERVER_FIELDS) {
    object.metadata[field] = live.metadata[field] as never;
  }
  return object;
}
