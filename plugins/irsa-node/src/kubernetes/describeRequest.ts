const VERBS: Record<string, string> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Describes a request in the words of RBAC, from its method and path. */
export function describeRequest(
  method: string,
  path: string,
): { verb: string; resource: string; object: string } {
  const match =
    /^\/(?:api|apis\/([^/]+))\/[^/]+(?:\/namespaces\/([^/]+)(?=\/))?\/([^/?]+)(?:\/([^/?]+))?(?:\/([^/?]+))?/.exec(
      path,
    );
  if (!match) {
    const plain = path.split('?')[0];
    return { verb: method.toLowerCase(), resource: plain, object: plain };
  }
  const [, group, namespace, plural, name, subresource] = match;
  const verb = VERBS[method] ?? (name ? 'get' : 'list');
  const type = [plural, subresource].filter(Boolean).join('/');
  const qualified = group ? `${type}.${group}` : type;
  return {
    verb,
    resource: namespace
      ? `${qualified} in namespace ${namespace}`
      : `${qualified}`,
    object: name
      ? `${qualified} ${[namespace, name].filter(Boolean).join('/')}`
      : qualified,
  };
}
