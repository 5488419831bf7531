import { ObjectKind } from '../../detect/types';
import { KubernetesObject, ReadLevel } from '../types';
import { isRecord, textOf } from './records';

/** Data keys of a Secret or ConfigMap; values are there where they may be looked at. */
export type ObjectData = ReadonlyMap<string, string | undefined>;

/** Finds objects by name, and tells what of their data may be known at a level. */
export class ObjectIndex {
  private readonly objects = new Map<string, KubernetesObject>();
  /** Secrets and ConfigMaps by name alone, for resources of the cluster's scope; undefined where there are several. */
  private readonly byName = new Map<string, KubernetesObject | undefined>();
  private readonly data = new Map<string, ObjectData | undefined>();

  constructor(
    all: Iterable<KubernetesObject>,
    private readonly level: ReadLevel,
  ) {
    for (const object of all) {
      this.objects.set(
        key(object.kind, object.metadata?.namespace, object.metadata?.name),
        object,
      );
      const { kind, metadata } = object;
      const alone = `${kind}\n${metadata?.name}`;
      this.byName.set(alone, this.byName.has(alone) ? undefined : object);
    }
  }

  find(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    // Manifests often leave the namespace out, to be given when they are applied.
    return (
      this.objects.get(key(kind, namespace, name)) ??
      (namespace === undefined || namespace === ''
        ? this.byName.get(`${kind}\n${name}`)
        : this.objects.get(key(kind, '', name)))
    );
  }

  /** `undefined` when the object, or the names of its keys, are not known. */
  dataOf(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): ObjectData | undefined {
    if (this.level === 0 && kind === 'Secret') return undefined;
    const id = key(kind, namespace, name);
    if (!this.data.has(id)) {
      const object = this.find(kind, namespace, name);
      this.data.set(
        id,
        object && readData(object, kind === 'ConfigMap' ? 2 : this.level),
      );
    }
    return this.data.get(id);
  }
}

function key(kind = '', namespace = '', name = ''): string {
  return `${kind}\n${namespace}\n${name}`;
}

/** From `data`, `stringData` and `binaryData`, or the names that `managedFields` keep where values were left out. */
export function readData(
  object: KubernetesObject,
  level: ReadLevel,
): ObjectData | undefined {
  const found = new Map<string, string | undefined>();
  let isThere = false;
  for (const field of ['data', 'binaryData', 'stringData']) {
    const values = object[field];
    if (!isRecord(values)) continue;
    isThere = true;
    const isEncoded =
      field === 'binaryData' || (field === 'data' && object.kind === 'Secret');
    for (const [name, value] of Object.entries(values)) {
      const text = textOf(value);
      const readable = isEncoded ? decode(text) : text;
      found.set(name, level < 2 ? undefined : readable);
    }
  }
  return isThere ? found : namesOfManagedFields(object);
}

/** A template that was not filled in is no base64. */
function decode(text: string): string {
  return /^[A-Za-z0-9+/=\s]*$/.test(text)
    ? Buffer.from(text, 'base64').toString('utf8')
    : text;
}

/** Nobody recorded means that the names are not known, and not that there are none. */
function namesOfManagedFields({
  metadata,
}: KubernetesObject): ObjectData | undefined {
  const fields = (metadata?.managedFields ?? [])
    .map(entry => (isRecord(entry) ? entry.fieldsV1 : undefined))
    .filter(isRecord);
  if (fields.length === 0) return undefined;
  const names = new Map<string, undefined>();
  for (const field of fields) {
    for (const place of ['f:data', 'f:binaryData', 'f:stringData']) {
      const inside = field[place];
      for (const name of Object.keys(isRecord(inside) ? inside : {})) {
        if (name.startsWith('f:')) names.set(name.slice(2), undefined);
      }
    }
  }
  return names;
}
