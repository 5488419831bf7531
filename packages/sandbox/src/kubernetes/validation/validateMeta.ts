import { ResourceType } from '../resources/resourceTypes';
import { KubeObject } from '../types';
import { Causes } from './Causes';
import { QUALIFIED_NAME, nameProblem } from './names';

const MOST_ANNOTATIONS = 256 * 1024;

export function validateMeta(
  type: ResourceType,
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
): void {
  const { name, labels, annotations } = object.metadata;
  const problem = nameProblem(type.plural, name);
  if (problem) {
    causes.invalid('metadata.name', name, problem);
  }
  for (const [key, value] of Object.entries(labels ?? {})) {
    const plain = key.includes('/') ? key.slice(key.indexOf('/') + 1) : key;
    if (!QUALIFIED_NAME.test(plain) || plain.length > 63) {
      causes.invalid(
        'metadata.labels',
        key,
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      );
    }
    if (value && (!QUALIFIED_NAME.test(value) || value.length > 63)) {
      causes.invalid(
        'metadata.labels',
        value,
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      );
    }
  }
  for (const key of Object.keys(annotations ?? {})) {
    const plain = key.includes('/') ? key.slice(key.indexOf('/') + 1) : key;
    if (!QUALIFIED_NAME.test(plain)) {
      causes.invalid(
        'metadata.annotations',
        key,
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      );
    }
  }
  const size = Object.entries(annotations ?? {})
    .flat()
    .reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (size > MOST_ANNOTATIONS) {
    causes.tooLong('metadata.annotations', MOST_ANNOTATIONS);
  }
  if (live?.metadata.deletionTimestamp) {
    const before = live.metadata.finalizers ?? [];
    const added = (object.metadata.finalizers ?? []).filter(
      finalizer => !before.includes(finalizer),
    );
    if (added.length) {
      causes.forbidden(
        'metadata.finalizers',
        `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added
          .map(finalizer => JSON.stringify(finalizer))
          .join(', ')}}`,
      );
    }
  }
}
