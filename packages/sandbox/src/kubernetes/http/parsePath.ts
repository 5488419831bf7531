/** The parts of a request path: `/apis/GROUP/VERSION/namespaces/NS/RESOURCE/NAME/SUBRESOURCE`. */
export interface ResourcePath {
  group: string;
  version: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** Undefined when the path is not the path of a resource. */
export function parsePath(pathname: string): ResourcePath | undefined {
  const segments = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const [root] = segments;
  const offset = root === 'api' ? 2 : 3;
  if ((root !== 'api' && root !== 'apis') || segments.length <= offset) {
    return undefined;
  }
  const group = root === 'api' ? '' : segments[1];
  const version = segments[offset - 1];
  const rest = segments.slice(offset);
  const inNamespace =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !(rest.length === 3 && ['status', 'finalize'].includes(rest[2]));
  const [plural, name, ...subresource] = inNamespace ? rest.slice(2) : rest;
  return {
    group,
    version,
    plural,
    namespace: inNamespace ? rest[1] : undefined,
    name,
    subresource: subresource.length ? subresource.join('/') : undefined,
  };
}
