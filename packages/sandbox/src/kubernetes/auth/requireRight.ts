import { ApiError } from '../ApiError';
import { User } from '../types';
import { Authorizer, ResourceAttributes } from './Authorizer';

/** The error that refuses a call on a resource, in the words of the API server. */
export function forbiddenTo(
  user: User,
  attributes: ResourceAttributes,
): ApiError {
  const { verb, group, resource, subresource, namespace, name } = attributes;
  const what = `${group ? `${resource}.${group}` : resource}${
    name ? ` "${name}"` : ''
  }`;
  const named = subresource ? `${resource}/${subresource}` : resource;
  const scope = namespace
    ? ` in the namespace "${namespace}"`
    : ' at the cluster scope';
  return new ApiError(
    403,
    'Forbidden',
    `${what} is forbidden: User "${user.name}" cannot ${verb} resource "${named}" in API group "${group}"${scope}`,
    {
      name: name ?? '',
      ...(group ? { group } : {}),
      kind: resource,
    },
  );
}

/** Returns when the user may make the call, and throws otherwise. */
export function requireRight(
  authorizer: Authorizer,
  user: User,
  attributes: ResourceAttributes,
): void {
  if (!authorizer.decide(user, attributes).allowed) {
    throw forbiddenTo(user, attributes);
  }
}

const COLLECTIONS = ['list', 'watch', 'deletecollection'];

/**
 * The object name that authorisation uses. A list that a field selector narrows to one name counts as a call on that
 * object:
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function nameJudged(
  verb: string,
  name: string | undefined,
  fieldSelector: string | null,
): string | undefined {
  if (name || !COLLECTIONS.includes(verb)) {
    return name;
  }
  for (const part of (fieldSelector ?? '').split(',')) {
    const [, value] = /^\s*metadata\.name={1,2}([^=!/]+)$/.exec(part) ?? [];
    if (value) {
      return value;
    }
  }
  return undefined;
}
