import { ImpossibleNameError } from './ClusterError';
import { ApiResource } from './kinds';

/**
 * What a segment of a path can be: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names.
 * `.` and `..` would lead to another path however they are written, and nothing would lead to the list instead of the object.
 */
function segment(name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/%]/.test(name)) {
    throw new ImpossibleNameError(name);
  }
  try {
    return encodeURIComponent(name);
  } catch {
    // A lone surrogate has no UTF-8 form, and so no form in a path.
    throw new ImpossibleNameError(name);
  }
}

function groupPath(group: string, version: string): string {
  return group
    ? `/apis/${segment(group)}/${segment(version)}`
    : `/api/${segment(version)}`;
}

/** Where an API server lists its groups. */
export const GROUPS_PATH = '/apis';

/** Where a group lists what it has, in one version. */
export function resourcesPath(group: string, version: string): string {
  return groupPath(group, version);
}

/**
 * The objects of a kind: in one namespace, or in all of them when none is given. New ones are posted there.
 * Throws ImpossibleNameError.
 */
export function listPath(
  { group, version, plural, namespaced }: ApiResource,
  namespace = '',
): string {
  const parts = [groupPath(group, version)];
  if (namespaced && namespace !== '') {
    parts.push('namespaces', segment(namespace));
  }
  return [...parts, segment(plural)].join('/');
}

/**
 * One object. The namespace of a kind that has none is ignored.
 *
 * Throws ImpossibleNameError.
 *
 * @param subresource - for example `token`
 */
export function objectPath(
  resource: ApiResource,
  namespace: string,
  name: string,
  subresource?: string,
): string {
  if (resource.namespaced && namespace === '') {
    throw new ImpossibleNameError(namespace);
  }
  return [
    listPath(resource, namespace),
    segment(name),
    ...(subresource === undefined ? [] : [segment(subresource)]),
  ].join('/');
}
