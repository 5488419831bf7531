import { ResourceType } from '../resources/resourceTypes';
import { Json, KubeObject } from '../types';
import { Causes } from './Causes';

function at(object: Json | undefined, path: string): Json | undefined {
  return path
    .split('.')
    .filter(Boolean)
    .reduce<Json | undefined>(
      (value, field) => (value as Record<string, Json> | undefined)?.[field],
      object,
    );
}

/** When the definition has a scale, its numbers must be valid in a Scale, whatever the schema says. */
export function validateScale(
  { scalePaths }: ResourceType,
  object: KubeObject,
  causes: Causes,
): void {
  if (!scalePaths) {
    return;
  }
  const { specReplicasPath, statusReplicasPath } = scalePaths;
  for (const path of [specReplicasPath, statusReplicasPath]) {
    const value = at(object as Json, path);
    if (value === undefined) {
      continue;
    }
    if (!Number.isInteger(value)) {
      causes.invalid(
        path,
        0,
        `${path} accessor error: ${value} is of the type ${typeof value}, expected int64`,
      );
    } else if ((value as number) < 0) {
      causes.invalid(path, value, 'should be a non-negative integer');
    }
  }
}
