import { ResourceType } from '../resources/resourceTypes';
import { KubeObject } from '../types';
import { ApiError, forbidden, notFound } from '../ApiError';
import { ApiParts } from './ApiParts';

/** No object can be created in a namespace that does not exist or is being deleted. */
export function requireNamespace(
  { store, registry }: ApiParts,
  type: ResourceType,
  object: KubeObject,
): void {
  if (!type.namespaced) {
    return;
  }
  const namespaces = registry.builtIn('namespaces');
  const name = object.metadata.namespace as string;
  const namespace = store.get(namespaces, undefined, name);
  if (!namespace) {
    throw notFound(namespaces, name);
  }
  if (!namespace.metadata.deletionTimestamp) {
    return;
  }
  const error = forbidden(
    type,
    object.metadata.name ?? '',
    `unable to create new content in namespace ${name} because it is being terminated`,
  );
  throw new ApiError(error.code, error.reason, error.message, {
    ...error.details,
    causes: [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${name} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  });
}
