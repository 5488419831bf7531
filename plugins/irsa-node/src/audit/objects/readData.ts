import { dataKeysOf } from '../../kubernetes/dataKeys';
import { KubernetesObject, ObjectData, ReadLevel } from '../types';
import { inflate } from '../values/unpack';
import { factsOfData } from '../values/documents';
import { ValueFacts } from '../values/valueFacts';
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
        level < 2
          ? undefined
          : factsOfData(name, isEncoded ? decode(text) : text),
      );
    }
  }
  const named = namesOfManagedFields(object);
  if (!isThere) {
    return named;
  }
  // Of a generated Secret, some values may not be known.
  for (const name of named?.keys() ?? []) {
    if (!found.has(name)) {
      found.set(name, undefined);
    }
  }
  return found;
}

/** A template that is not filled in is not base64. Terraform stores its state as gzip. */
function decode(text: string): string {
  if (/[^A-Za-z0-9+/=\s]/.test(text)) {
    return text;
  }
  const bytes = Buffer.from(text, 'base64');
  return (inflate(bytes) ?? bytes).toString('utf8');
}

function namesOfManagedFields({
  metadata,
}: KubernetesObject): ObjectData | undefined {
  const names = dataKeysOf(metadata);
  return names && new Map(names.map(name => [name, undefined]));
}
