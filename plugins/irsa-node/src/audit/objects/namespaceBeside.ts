import { Fields, textOf } from './records';

/** Fields that name the namespace of a Secret. */
const NAMESPACE_FIELD = /secret[_.-]?namespace$/i;

/** `…/node-stage-secret-namespace` beside `…/node-stage-secret-name`. */
export function namespaceBeside(
  record: Fields,
  field: string,
): string | undefined {
  const beginning = field.replace(/name$/i, '');
  const [, found] =
    Object.entries(record).find(
      ([name]) => NAMESPACE_FIELD.test(name) && name.startsWith(beginning),
    ) ?? [];
  return textOf(found) || undefined;
}
