import { randomUUID } from 'node:crypto';
import {
  managedFieldsAfterUpdate,
  writeManagers,
} from '../apply/managedFields';
import { serverSideApply } from '../apply/serverSideApply';
import { defaultObject } from '../defaults/defaultObject';
import { deepClone } from '../json';
import { ResourceType } from '../resources/resourceTypes';
import { KubeObject } from '../types';
import { validateObject } from '../validation/validateObject';
import { ApiError, alreadyExists, invalid } from '../ApiError';
import { ApiParts, managerOf, now, shapeOf, writeObject } from './ApiParts';
import { decodeObject } from './decodeObject';
import { generateName, prepareForCreate } from './prepareForCreate';
import { RequestContext } from './RequestContext';
import { requireNamespace } from './requireNamespace';

/** With `apply`, this is the first server-side apply of an object that does not exist yet. */
export async function createObject(
  parts: ApiParts,
  type: ResourceType,
  namespace: string | undefined,
  body: KubeObject,
  context: RequestContext,
  apply?: { force: boolean },
): Promise<KubeObject> {
  const { store, admission } = parts;
  // An apply configuration has been decoded already.
  const object = decodeObject(
    type,
    namespace,
    body,
    apply ? { ...context, fieldValidation: undefined } : context,
  );
  requireNamespace(parts, type, object);
  if (type.custom) {
    requireDefinition(parts, type);
  }
  if (object.metadata.resourceVersion) {
    throw new ApiError(
      500,
      '',
      'resourceVersion should not be set on objects to be created',
    );
  }
  if (object.metadata.name && !apply) {
    const existing = store.get(type, namespace, object.metadata.name);
    if (existing) {
      throw alreadyExists(type, existing);
    }
  }
  const owned = apply
    ? serverSideApply(
        undefined,
        deepClone({ ...object, metadata: { ...object.metadata } }),
        managerOf(type, context, undefined, 'Apply'),
        shapeOf(type),
        { force: apply.force, now: now(parts) },
      ).owned
    : undefined;
  generateName(object);
  const identity = { uid: randomUUID(), now: now(parts) };
  object.metadata.uid = identity.uid;
  object.metadata.creationTimestamp = identity.now;
  defaultObject(type, object);
  const request = {
    operation: 'CREATE' as const,
    type,
    namespace,
    name: object.metadata.name ?? '',
    object,
    context,
    options: writeOptions('CreateOptions', context),
  };
  const mutating = admission.mutate(request);
  if (mutating) {
    await mutating;
  }
  const admitted = request.object;
  defaultObject(type, admitted);
  prepareForCreate(type, admitted, identity.uid, identity.now);
  const { name } = admitted.metadata;
  if (!name) {
    throw invalid(type, '', [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field: 'metadata.name',
      },
    ]);
  }
  validateObject(type, admitted);
  const validating = admission.validate(request);
  if (validating) {
    await validating;
  }
  // Another request may have created it meanwhile.
  const faster = store.get(type, namespace, name);
  if (faster) {
    throw alreadyExists(type, faster);
  }
  requireNamespace(parts, type, admitted);
  admitted.metadata.managedFields = owned
    ? writeManagers(owned)
    : managedFieldsAfterUpdate(
        undefined,
        admitted,
        managerOf(type, context),
        shapeOf(type),
        now(parts),
      );
  if (!admitted.metadata.managedFields?.length) {
    delete admitted.metadata.managedFields;
  }
  return writeObject(parts, type, admitted, context);
}

/** No objects can be created while the definition of their kind is being deleted. */
function requireDefinition(
  { store, registry }: ApiParts,
  type: ResourceType,
): void {
  const definition = store.get(
    registry.builtIn('customresourcedefinitions'),
    undefined,
    `${type.plural}.${type.group}`,
  );
  if (!definition?.metadata.deletionTimestamp) {
    return;
  }
  throw new ApiError(
    405,
    'MethodNotAllowed',
    'create not allowed while custom resource definition is terminating',
    {},
  );
}

/** The options of a write, for an AdmissionReview. */
export function writeOptions(kind: string, context: RequestContext) {
  return {
    kind,
    apiVersion: 'meta.k8s.io/v1',
    ...(context.dryRun ? { dryRun: ['All'] } : {}),
    ...(context.fieldManager ? { fieldManager: context.fieldManager } : {}),
    ...(context.fieldValidation
      ? { fieldValidation: context.fieldValidation }
      : {}),
  };
}
