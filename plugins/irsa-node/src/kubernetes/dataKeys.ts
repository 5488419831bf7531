/** One of `metadata.managedFields`: https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
interface ManagedFields {
  fieldsType?: unknown;
  fieldsV1?: unknown;
}

/** `stringData` is written only, and recorded by servers of before 1.20. */
const FIELDS = ['f:data', 'f:binaryData', 'f:stringData'];

/**
 * Names of the data keys of a Secret or ConfigMap, sorted, by who set them: where only metadata is read, nothing else tells them.
 * `undefined` means that they are not known, since nobody is recorded; an empty list, that there are none.
 */
export function dataKeysOf(
  metadata: { managedFields?: readonly unknown[] } | undefined,
): string[] | undefined {
  const managed = metadata?.managedFields;
  const fields = (Array.isArray(managed) ? managed : [])
    .map((entry: ManagedFields | null) => entry?.fieldsV1)
    .filter(isRecord);
  if (fields.length === 0) {
    return undefined;
  }
  const names = fields
    .flatMap(entry => FIELDS.map(field => entry[field]))
    .filter(isRecord)
    .flatMap(inside => Object.keys(inside))
    .filter(name => name.startsWith('f:'))
    .map(name => name.slice(2));
  return [...new Set(names)].sort();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
