import { writeManagers } from '../apply/managedFields';
import { serverSideApply } from '../apply/serverSideApply';
import { deepClone, isObject } from '../json';
import { ResourceType } from '../resources/resourceTypes';
import { KubeObject } from '../types';
import { badRequest, conflict, notFound } from '../ApiError';
import { ApiParts, managerOf, now, shapeOf } from './ApiParts';
import { createObject } from './createObject';
import { decodeObject } from './decodeObject';
import { asVersion } from './listObjects';
import { PatchRequest } from './patchedObject';
import { replaceObject } from './replaceObject';
import { RequestContext } from './RequestContext';

/**
 * Server-side apply of one object. Returns undefined when the object has changed meanwhile, so that the caller tries
 * again.
 */
export async function applyObject(
  parts: ApiParts,
  type: ResourceType,
  namespace: string | undefined,
  name: string,
  patch: PatchRequest,
  context: RequestContext,
  subresource?: string,
): Promise<KubeObject | undefined> {
  const configuration = decodeObject(
    type,
    namespace,
    patch.body as KubeObject,
    context,
    patch,
  );
  configuration.metadata.name ??= name;
  if (configuration.metadata.name !== name) {
    throw badRequest(
      'the name of the object does not match the name on the URL',
    );
  }
  if (configuration.metadata.managedFields?.length) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const live = parts.store.get(type, namespace, name);
  const force = patch.force ?? false;
  if (!live) {
    if (subresource) {
      throw notFound(type, name);
    }
    return createObject(parts, type, namespace, configuration, context, {
      force,
    });
  }
  const wanted = configuration.metadata.resourceVersion;
  if (wanted && wanted !== live.metadata.resourceVersion) {
    throw conflict(type, name);
  }
  if (type.subresources.includes('status') && subresource !== 'status') {
    delete configuration.status;
  }
  if (type.plural === 'secrets') {
    encodeStringData(configuration);
  }
  const { object, owned } = serverSideApply(
    asVersion(type, live),
    configuration,
    managerOf(type, context, subresource, 'Apply'),
    shapeOf(type),
    { force, now: now(parts) },
  );
  return replaceObject(parts, {
    type,
    live,
    next: deepClone(object),
    context,
    subresource,
    managedFields: writeManagers(owned),
  });
}

function encodeStringData(secret: KubeObject): void {
  if (!isObject(secret.stringData)) {
    return;
  }
  const data = { ...(isObject(secret.data) ? secret.data : {}) };
  for (const [key, value] of Object.entries(secret.stringData)) {
    data[key] = Buffer.from(String(value)).toString('base64');
  }
  secret.data = data;
  delete secret.stringData;
}
