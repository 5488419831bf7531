import { isRecord, recordsOf, textOf } from '../../audit/objects/records';
import { isSecretReference } from '../../audit/objects/secretFields';
import { KubernetesObject } from '../../audit/types';

const NOT_HERE = new Set(['status', 'metadata', 'apiVersion', 'kind']);

/**
 * Objects that name a Secret in a field for it, such as `secretKeyRef`, `imagePullSecrets` or `existingSecret`. With `keys`, only those
 * that would miss one of these data keys. Names for people.
 */
export function namersOf(
  objects: readonly KubernetesObject[],
  { namespace, name }: { namespace: string; name: string },
  keys?: readonly string[],
): string[] {
  const isAsked = (key: unknown) =>
    !keys || textOf(key) === '' || keys.includes(textOf(key));
  const isNamed = (
    inside: unknown,
    beside: Record<string, unknown>,
  ): boolean => {
    if (Array.isArray(inside)) {
      return inside.some(each => isNamed(each, beside));
    }
    const record = isRecord(inside) ? inside : beside;
    const named = isRecord(inside)
      ? textOf(inside.secretName ?? inside.name)
      : textOf(inside);
    if (named !== name) {
      return false;
    }
    const items = recordsOf(record.items);
    return items.length > 0
      ? items.some(({ key }) => isAsked(key))
      : isAsked(isRecord(inside) ? inside.key : undefined);
  };
  const search = (value: unknown, isRoot: boolean): boolean => {
    if (Array.isArray(value)) {
      return value.some(each => search(each, false));
    }
    if (!isRecord(value)) {
      return false;
    }
    if (
      !isRoot &&
      value.kind === 'Secret' &&
      textOf(
        value.name ?? (isRecord(value.metadata) && value.metadata.name),
      ) === name
    ) {
      return true;
    }
    return Object.entries(value).some(
      ([field, inside]) =>
        !(isRoot && NOT_HERE.has(field)) &&
        ((isSecretReference(field) && isNamed(inside, value)) ||
          search(inside, false)),
    );
  };
  return objects
    .filter(
      object =>
        (!object.metadata?.namespace ||
          !namespace ||
          object.metadata.namespace === namespace) &&
        search(object, true),
    )
    .map(({ kind, metadata }) => `${kind} ${metadata?.name}`);
}
