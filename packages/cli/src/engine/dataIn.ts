import { KubernetesObject, ReadLevel } from '@internal/plugin-irsa-node';
import { isObject, JsonObject } from '../json';

/** Data keys with their values; without values below level 2, and where only the metadata is there. */
export function dataIn(
  object: KubernetesObject | undefined,
  readLevel: ReadLevel,
): Map<string, string> | undefined {
  if (!object) {
    return undefined;
  }
  const parts = ['data', 'binaryData', 'stringData'].map(name => ({
    encoded:
      name === 'binaryData' || (name === 'data' && object.kind === 'Secret'),
    value: object[name],
  }));
  if (!parts.some(({ value }) => value !== undefined)) {
    return keysOfManagedFields(object);
  }
  return new Map(
    parts.flatMap(({ encoded, value }) =>
      Object.entries(isObject(value) ? value : {}).map(
        ([key, text]): [string, string] => [
          key,
          readLevel < 2 ? '' : textOf(text, encoded),
        ],
      ),
    ),
  );
}

function textOf(value: unknown, encoded: boolean): string {
  const text = typeof value === 'string' ? value : '';
  return encoded ? Buffer.from(text, 'base64').toString('utf8') : text;
}

/** Nobody recorded means that the keys are not known, and not that there are none. */
function keysOfManagedFields({
  metadata,
}: KubernetesObject): Map<string, string> | undefined {
  const fields = (metadata?.managedFields ?? [])
    .map(entry => (isObject(entry) ? entry.fieldsV1 : undefined))
    .filter(isObject);
  if (fields.length === 0) {
    return undefined;
  }
  return new Map(
    fields.flatMap(field =>
      ['f:data', 'f:binaryData', 'f:stringData'].flatMap(name =>
        Object.keys((field[name] as JsonObject | undefined) ?? {})
          .filter(key => key.startsWith('f:'))
          .map((key): [string, string] => [key.slice(2), '']),
      ),
    ),
  );
}
