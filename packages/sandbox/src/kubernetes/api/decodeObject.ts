import { deepClone, isObject, withoutNulls } from '../json';
import { ResourceType, apiVersionOf } from '../resources/resourceTypes';
import { KubeObject, ObjectMeta } from '../types';
import { badRequest } from '../ApiError';
import { PatchRequest } from './patchedObject';
import { readFields } from './readFields';
import { RequestContext } from './RequestContext';

/**
 * Reads the object of a request body as a copy, and checks its kind and namespace. Nulls of built-in kinds are dropped.
 */
export function decodeObject(
  type: ResourceType,
  namespace: string | undefined,
  body: KubeObject,
  context: RequestContext,
  patch?: PatchRequest,
): KubeObject {
  const apiVersion = apiVersionOf(type);
  if (!isObject(body)) {
    throw badRequest('the body is not an object');
  }
  if (
    (body.kind && body.kind !== type.kind) ||
    (body.apiVersion && body.apiVersion !== apiVersion)
  ) {
    throw badRequest(
      `the API version in the data (${body.apiVersion}, ${body.kind}) does not match the expected API version (${apiVersion}, ${type.kind})`,
    );
  }
  const copy = type.custom ? deepClone : withoutNulls;
  const object = readFields(
    type,
    copy({ ...body, kind: type.kind, apiVersion }) as KubeObject,
    context,
    patch,
  );
  object.metadata = {
    ...(object.metadata as ObjectMeta | undefined),
  } as ObjectMeta;
  if (!type.namespaced) {
    delete object.metadata.namespace;
    return object;
  }
  if (object.metadata.namespace && object.metadata.namespace !== namespace) {
    throw badRequest(
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  object.metadata.namespace = namespace;
  return object;
}
