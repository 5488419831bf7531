/** What is known of a Secret or ConfigMap without its data. */
export interface KnownObject {
  /** Names of its data keys; `undefined` when nobody is recorded to have set them, which is "unknown" and not "none". */
  keys?: string[];
  /** Changes with every change of the object. */
  resourceVersion: string;
}

/** By `namespace/kind/name`. */
export type KnownObjects = Map<string, KnownObject>;

export interface ObjectMetadata {
  name: string;
  namespace?: string;
  resourceVersion?: string;
  annotations?: Record<string, string>;
  ownerReferences?: { controller?: boolean }[];
  managedFields?: { fieldsV1?: Record<string, Record<string, unknown>> }[];
}

export function objectKey(
  namespace: string,
  kind: 'Secret' | 'ConfigMap',
  name: string,
): string {
  return `${namespace}/${kind}/${name}`;
}

/** Union of `f:data` over managers. */
export function keysOfManagedFields(
  metadata: ObjectMetadata,
): string[] | undefined {
  const fields = (metadata.managedFields ?? []).flatMap(
    ({ fieldsV1 }) => fieldsV1 ?? [],
  );
  if (fields.length === 0) {
    return undefined;
  }
  const keys = fields.flatMap(field =>
    ['f:data', 'f:binaryData', 'f:stringData'].flatMap(name =>
      Object.keys(field[name] ?? {}),
    ),
  );
  return [
    ...new Set(
      keys.filter(key => key.startsWith('f:')).map(key => key.slice(2)),
    ),
  ];
}

/** Most objects have the keys that others have too; each list of them is kept once. */
export class KeyLists {
  private readonly known = new Map<string, string[]>();

  once(keys: string[] | undefined): string[] | undefined {
    if (!keys) return undefined;
    const id = JSON.stringify(keys);
    const known = this.known.get(id);
    if (known) return known;
    this.known.set(id, keys);
    return keys;
  }
}
