import { ResourceType, qualifiedName } from '../resources/resourceTypes';
import { KubeObject } from '../types';
import { ApiError, conflictBecause } from '../ApiError';

/** Resources with `AllowUnconditionalUpdate` false in their strategies. Custom resources are treated the same way. */
const NEEDS_VERSION = new Set([
  'leases',
  'poddisruptionbudgets',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'customresourcedefinitions',
]);

/** Resources with `AllowCreateOnUpdate` true in their strategies. */
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

/** Whether a PUT creates an object that does not exist yet. */
export function isCreatedByUpdate(type: ResourceType): boolean {
  return !type.custom && CREATED_BY_UPDATE.has(type.plural);
}

/** Throws 422 when an update must name the version it is based on, and does not. */
export function requireVersion(type: ResourceType, next: KubeObject): void {
  const { name, resourceVersion } = next.metadata;
  if (resourceVersion || !(type.custom || NEEDS_VERSION.has(type.plural))) {
    return;
  }
  const field = 'metadata.resourceVersion';
  const message = 'Invalid value: 0: must be specified for an update';
  // The real server names the resource here, and the kind in other messages.
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

/** Throws 409 when the update is for an earlier object of the same name. */
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
