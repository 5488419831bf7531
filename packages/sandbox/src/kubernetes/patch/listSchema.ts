/**
 * How lists and maps merge: the `patchMergeKey` tags (strategic merge) and `x-kubernetes-list-map-keys`,
 * `x-kubernetes-map-type` (server-side apply) of the built-in types, by field name.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
const STRATEGIC_KEYS: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  conditions: 'type',
  ownerReferences: 'uid',
  webhooks: 'name',
  secrets: 'name',
  resourceClaims: 'name',
};

const APPLY_KEYS: Record<string, string[]> = {
  ...Object.fromEntries(
    Object.entries(STRATEGIC_KEYS).map(([field, key]) => [field, [key]]),
  ),
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

const ATOMIC_MAPS = new Set([
  'selector',
  'secretKeyRef',
  'configMapKeyRef',
  'fieldRef',
  'resourceFieldRef',
  'nodeSelector',
  'labelSelector',
  'roleRef',
  'involvedObject',
]);

/** Value structs in the Go types. They are always present, so nobody owns the struct itself. */
const PLAIN_STRUCTS = new Set([
  'metadata',
  'spec',
  'template',
  'jobTemplate',
  'strategy',
  'updateStrategy',
  'status',
  'containers',
  'state',
  'lastState',
]);

function lastField(path: string[]): string {
  return path[path.length - 1] ?? '';
}

/** `path` has only field names; list elements are left out. */
export function strategicMergeKey(
  path: string[],
  kind: string,
): string | undefined {
  const field = lastField(path);
  if (field === 'ports') {
    return kind === 'Service' ? 'port' : 'containerPort';
  }
  if (field === 'secrets' && kind !== 'ServiceAccount') {
    return undefined;
  }
  return STRATEGIC_KEYS[field];
}

export function isMergedPrimitiveList(path: string[]): boolean {
  return lastField(path) === 'finalizers';
}

/** Keys of an associative list under server-side apply; undefined when the list is atomic. */
export function applyListKeys(
  path: string[],
  kind: string,
  custom: boolean,
): string[] | undefined {
  const field = lastField(path);
  if (custom && path[0] !== 'metadata') {
    return undefined;
  }
  if (field === 'ports') {
    return kind === 'Service'
      ? ['port', 'protocol']
      : ['containerPort', 'protocol'];
  }
  if (field === 'secrets' && kind !== 'ServiceAccount') {
    return undefined;
  }
  return APPLY_KEYS[field];
}

export function isAtomicMap(path: string[], custom: boolean): boolean {
  return !custom && path.length > 1 && ATOMIC_MAPS.has(lastField(path));
}

export function ownsItself(path: string[]): boolean {
  return !PLAIN_STRUCTS.has(lastField(path));
}

/** Default values for omitted keys of list elements. */
export const KEY_DEFAULTS: Record<string, string> = { protocol: 'TCP' };
