import { isObject, JsonObject } from '../../json';

/** Fields of built-in kinds whose elements are merged by a field of theirs. All other lists are replaced. */
const MERGED_BY: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  secrets: 'name',
  hostAliases: 'ip',
};
const DIRECTIVE = '$patch';
/** `$patch`, `$retainKeys`, `$setElementOrder/…`, `$deleteFromPrimitiveList/…`. */
const DIRECTIVES = /^\$/;

/** Whether a patch takes the whole object away. */
export function deletesAll(patch: JsonObject): boolean {
  return patch[DIRECTIVE] === 'delete';
}

/**
 * The object with a strategic merge patch. Neither is changed.
 *
 * @param isBuiltIn - lists of other kinds have no schema, so that Kustomize replaces them
 * {@link https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md}
 */
export function strategicMerge(
  object: JsonObject,
  patch: JsonObject,
  isBuiltIn: boolean,
): JsonObject {
  if (patch[DIRECTIVE] === 'replace') {
    return withoutDirectives(patch) as JsonObject;
  }
  const merged: JsonObject = { ...object };
  for (const [field, value] of Object.entries(patch)) {
    if (DIRECTIVES.test(field)) {
      continue;
    }
    if (value === null || (isObject(value) && deletesAll(value))) {
      delete merged[field];
      continue;
    }
    const before = object[field];
    const key = isBuiltIn ? MERGED_BY[field] : undefined;
    if (isObject(value) && isObject(before)) {
      merged[field] = strategicMerge(before, value, isBuiltIn);
    } else if (
      key &&
      Array.isArray(value) &&
      Array.isArray(before) &&
      [...value, ...before].every(isObject)
    ) {
      merged[field] = mergeLists(before, value, key);
    } else {
      merged[field] = withoutDirectives(value);
    }
  }
  return merged;
}

/** Only of built-in kinds. */
function mergeLists(
  before: readonly JsonObject[],
  patch: readonly JsonObject[],
  key: string,
): unknown[] {
  if (
    patch.some(each => each[DIRECTIVE] === 'replace' && each[key] === undefined)
  ) {
    return patch
      .filter(each => each[key] !== undefined)
      .map(each => withoutDirectives(each));
  }
  let merged = [...before];
  for (const each of patch) {
    const at = merged.findIndex(other => other[key] === each[key]);
    if (deletesAll(each)) {
      merged = merged.filter(other => other[key] !== each[key]);
    } else if (at >= 0) {
      merged[at] = strategicMerge(merged[at], each, true);
    } else {
      merged.push(withoutDirectives(each) as JsonObject);
    }
  }
  return merged;
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(each => !(isObject(each) && deletesAll(each)))
      .map(each => withoutDirectives(each));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field, each]) => !DIRECTIVES.test(field) && each !== null)
      .map(([field, each]) => [field, withoutDirectives(each)]),
  );
}
