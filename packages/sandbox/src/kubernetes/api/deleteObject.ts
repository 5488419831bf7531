import { ResourceType } from '../resources/resourceTypes';
import { KubeObject } from '../types';
import { deepEqual } from '../json';
import { ApiError, conflictBecause } from '../ApiError';
import { ApiParts, liveObject, removeObject, writeObject } from './ApiParts';
import { DeleteOptions, deletionOf } from './deletion';
import { asVersion } from './listObjects';
import { RequestContext } from './RequestContext';

/** `gone` when nothing holds the object; otherwise the object, with a deletion timestamp. */
export interface Deleted {
  object: KubeObject;
  gone: boolean;
}

export async function deleteObject(
  parts: ApiParts,
  type: ResourceType,
  namespace: string | undefined,
  name: string,
  options: DeleteOptions,
  context: RequestContext,
): Promise<Deleted> {
  const live = liveObject(parts, type, namespace, name);
  requirePreconditions(type, live, options);
  const validating = parts.admission.validate({
    operation: 'DELETE',
    type,
    namespace,
    name,
    oldObject: asVersion(type, live),
    context,
    options: {
      kind: 'DeleteOptions',
      apiVersion: 'meta.k8s.io/v1',
      ...options,
      ...(context.dryRun ? { dryRun: ['All'] } : {}),
    },
  });
  if (validating) {
    await validating;
  }
  const current = liveObject(parts, type, namespace, name);
  requirePreconditions(type, current, options);
  const { gone, object } = deletionOf(
    type,
    current,
    options,
    parts.clock.now(),
  );
  // A second delete of an object that is being deleted.
  const unchanged = !gone && deepEqual(current, object);
  if (context.dryRun || unchanged) {
    return { object: asVersion(type, object), gone };
  }
  return {
    object: gone
      ? removeObject(parts, type, object)
      : writeObject(parts, type, object, context),
    gone,
  };
}

function requirePreconditions(
  type: ResourceType,
  { metadata }: KubeObject,
  { preconditions }: DeleteOptions,
): void {
  const { uid, resourceVersion } = preconditions ?? {};
  if (uid && uid !== metadata.uid) {
    throw notAsThought(
      type,
      metadata.name,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw notAsThought(
      type,
      metadata.name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}

/** The real server names the kind here, and the resource in other messages. */
function notAsThought(type: ResourceType, name: string, why: string): ApiError {
  return conflictBecause({ ...type, plural: type.kind }, name, why);
}
