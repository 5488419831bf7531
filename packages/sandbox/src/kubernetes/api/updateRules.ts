import { ResourceType, qualifiedName } from '../resources/resourceTypes';
import { KubeObject } from '../types';
import { ApiError, conflictBecause } from './ApiError';

/** `AllowUnconditionalUpdate` is false in their strategies; the same goes for custom resources. */
const NEEDS_VERSION = new Set([
  'leases',
  'poddisruptionbudgets',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'customresourcedefinitions',
]);

/** `AllowCreateOnUpdate` is true in their strategies. */
const CREATED_BY_UPDATE = new Set([
  'roles',
  'rolebindings',
  'clusterroles',
  'clusterrolebindings',
  'leases',
  'limitranges',
  'events',
  'services',
  'endpoints',
]);

/** Whether a PUT makes an object that is not there yet. */
export function isCreatedByUpdate(type: ResourceType): boolean {
  return !type.custom && CREATED_BY_UPDATE.has(type.plural);
}

/** Throws 422 when an update has to say which version it was made from, and does not. */
export function requireVersion(type: ResourceType, next: KubeObject): void {
  const { name, resourceVersion } = next.metadata;
  if (resourceVersion || !(type.custom || NEEDS_VERSION.has(type.plural))) {
    return;
  }
  const field = 'metadata.resourceVersion';
  const message = 'Invalid value: 0: must be specified for an update';
  // The real server names the resource here where it names the kind elsewhere.
  throw new ApiError(
    422,
    'Invalid',
    `${qualifiedName(type)} "${name}" is invalid: ${field}: ${message}`,
    {
      name,
      ...(type.group ? { group: type.group } : {}),
      kind: type.plural,
      causes: [{ reason: 'FieldValueInvalid', message, field }],
    },
  );
}

/** Throws 409 when an update means an earlier object of the same name. */
export function requireUid(
  type: ResourceType,
  { metadata: live }: KubeObject,
  { metadata: next }: KubeObject,
): void {
  if (!next.uid || next.uid === live.uid) {
    return;
  }
  throw conflictBecause(
    type,
    live.name,
    `Precondition failed: UID in precondition: ${next.uid}, UID in object meta: ${live.uid}`,
  );
}
