import { KubernetesObject, ObjectData, ReadLevel } from '../types';
import { inflate } from '../values/unpack';
import { factsOf, ValueFacts } from '../values/valueFacts';
import { isRecord, textOf } from './records';

const FIELDS = ['data', 'binaryData', 'stringData'];

/**
 * Data keys of a Secret or ConfigMap from `data`, `stringData` and `binaryData`, or the names in `managedFields` when
 * the values are left out. Below level 2 only names. `undefined`: the names are not known.
 */
export function readData(
  object: KubernetesObject,
  level: ReadLevel,
): ObjectData | undefined {
  const found = new Map<string, ValueFacts | undefined>();
  let isThere = false;
  for (const field of FIELDS) {
    const values = object[field];
    if (!isRecord(values)) {
      continue;
    }
    isThere = true;
    const isEncoded =
      field === 'binaryData' || (field === 'data' && object.kind === 'Secret');
    for (const [name, value] of Object.entries(values)) {
      const text = textOf(value);
      found.set(
        name,
        level < 2 ? undefined : factsOf(isEncoded ? decode(text) : text),
      );
    }
  }
  return isThere ? found : namesOfManagedFields(object);
}

/** A template that is not filled in is not base64. Terraform stores its state as gzip. */
function decode(text: string): string {
  if (/[^A-Za-z0-9+/=\s]/.test(text)) {
    return text;
  }
  const bytes = Buffer.from(text, 'base64');
  return (inflate(bytes) ?? bytes).toString('utf8');
}

/** Names of data keys by their manager. No record means that they are unknown, not that there are none. */
export function dataKeysOf(
  metadata: KubernetesObject['metadata'],
): string[] | undefined {
  const fields = (metadata?.managedFields ?? [])
    .map(entry => (isRecord(entry) ? entry.fieldsV1 : undefined))
    .filter(isRecord);
  if (fields.length === 0) {
    return undefined;
  }
  const names = new Set<string>();
  for (const field of fields) {
    for (const place of FIELDS) {
      const inside = field[`f:${place}`];
      for (const name of Object.keys(isRecord(inside) ? inside : {})) {
        if (name.startsWith('f:')) {
          names.add(name.slice(2));
        }
      }
    }
  }
  return [...names];
}

function namesOfManagedFields({
  metadata,
}: KubernetesObject): ObjectData | undefined {
  const names = dataKeysOf(metadata);
  return names && new Map(names.map(name => [name, undefined]));
}
