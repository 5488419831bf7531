import { ApiError } from '../ApiError';
import { goText } from '../goText';
import { deepEqual, isObject } from '../json';
import { Json, JsonObject } from '../types';
import { isMergedPrimitiveList, strategicMergeKey } from './listSchema';

const ORDER = '$setElementOrder/';
const DELETE_PRIMITIVES = '$deleteFromPrimitiveList/';

function withoutDirectives(value: Json): Json {
  if (Array.isArray(value)) {
    return value
      .filter(item => !(isObject(item) && item.$patch === 'delete'))
      .map(withoutDirectives);
  }
  if (!isObject(value)) {
    return value;
  }
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if (key.startsWith('$') || member === undefined || member === null) {
      continue;
    }
    result[key] = withoutDirectives(member);
  }
  return result;
}

/**
 * Sorts the elements that the order names. Elements that only the server has keep their place relative to their
 * neighbours.
 */
function inOrder(
  items: Json[],
  live: Json[],
  order: Json[],
  same: (a: Json, b: Json) => boolean,
): Json[] {
  const position = (list: Json[], item: Json) =>
    list.findIndex(other => same(other, item));
  const left = items.filter(item => position(order, item) < 0);
  const right = items
    .filter(item => position(order, item) >= 0)
    .sort((a, b) => position(order, a) - position(order, b));
  const result: Json[] = [];
  while (left.length || right.length) {
    if (!left.length) {
      result.push(right.shift()!);
    } else if (!right.length) {
      result.push(left.shift()!);
    } else {
      const leftIndex = position(live, left[0]);
      const rightIndex = position(live, right[0]);
      const leftFirst =
        leftIndex >= 0 && rightIndex >= 0 && leftIndex < rightIndex;
      result.push((leftFirst ? left : right).shift()!);
    }
  }
  return result;
}

function mergeLists(
  live: Json[],
  patch: Json[],
  key: string,
  path: string[],
  kind: string,
): Json[] {
  if (patch.some(item => isObject(item) && item.$patch === 'replace')) {
    return patch
      .filter(item => !(isObject(item) && item.$patch === 'replace'))
      .map(withoutDirectives);
  }
  let result = [...live];
  for (const item of patch) {
    if (!isObject(item) || item[key] === undefined) {
      throw new ApiError(
        500,
        '',
        `map: ${goText(item)} does not contain declared merge key: ${key}`,
      );
    }
    const matches = (other: Json) =>
      isObject(other) && other[key] === item[key];
    if (item.$patch === 'delete') {
      result = result.filter(other => !matches(other));
    } else {
      const index = result.findIndex(matches);
      if (index < 0) {
        result.push(withoutDirectives(item));
      } else {
        result[index] = mergeObjects(result[index], item, path, kind);
      }
    }
  }
  // Elements of the patch in the patch's order, unless the patch gives an order for all.
  const wanted = patch.filter(item => (item as JsonObject).$patch !== 'delete');
  return inOrder(result, live, wanted, sameKey(key));
}

function sameKey(key: string | undefined) {
  return (a: Json, b: Json) =>
    key && isObject(a) && isObject(b) ? a[key] === b[key] : deepEqual(a, b);
}

/** Throws 500 unless the elements of the patch are in the order that it gives for all. */
function requireOrder(
  patch: Json[],
  order: Json[],
  same: (a: Json, b: Json) => boolean,
): void {
  const items = patch.filter(item => !(isObject(item) && '$patch' in item));
  let next = 0;
  for (const item of order) {
    if (next < items.length && same(items[next], item)) {
      next += 1;
    }
  }
  if (next === items.length || !order.length) {
    return;
  }
  throw new ApiError(
    500,
    '',
    `The order in patch list:\n${goText(
      patch,
    )}\n doesn't match $setElementOrder list:\n${goText(order)}\n`,
  );
}

function mergeField(
  live: Json | undefined,
  patch: Json,
  path: string[],
  kind: string,
): Json {
  if (isObject(patch)) {
    return isObject(live)
      ? mergeObjects(live, patch, path, kind)
      : withoutDirectives(patch);
  }
  if (Array.isArray(patch) && Array.isArray(live)) {
    const key = strategicMergeKey(path, kind);
    if (key) {
      return mergeLists(live, patch, key, path, kind);
    }
    if (isMergedPrimitiveList(path)) {
      return [
        ...live,
        ...patch.filter(item => !live.some(other => deepEqual(other, item))),
      ];
    }
  }
  return withoutDirectives(patch);
}

function mergeObjects(
  live: Json,
  patch: JsonObject,
  path: string[],
  kind: string,
): JsonObject {
  if (patch.$patch === 'replace') {
    return withoutDirectives(patch) as JsonObject;
  }
  if (patch.$patch === 'delete') {
    return {};
  }
  const before = isObject(live) ? live : {};
  let result: JsonObject = { ...before };
  if (Array.isArray(patch.$retainKeys)) {
    const kept = patch.$retainKeys;
    result = Object.fromEntries(
      Object.entries(result).filter(([field]) => kept.includes(field)),
    );
  }
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith(DELETE_PRIMITIVES) && Array.isArray(value)) {
      const target = field.slice(DELETE_PRIMITIVES.length);
      const list = result[target];
      if (Array.isArray(list)) {
        result[target] = list.filter(
          item => !value.some(removed => deepEqual(removed, item)),
        );
      }
    }
  }
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$') || value === undefined) {
      continue;
    }
    if (value === null) {
      delete result[field];
    } else {
      result[field] = mergeField(result[field], value, [...path, field], kind);
    }
  }
  for (const [field, order] of Object.entries(patch)) {
    if (!field.startsWith(ORDER) || !Array.isArray(order)) {
      continue;
    }
    const target = field.slice(ORDER.length);
    const items = result[target];
    const live0 = before[target];
    if (!Array.isArray(items)) {
      continue;
    }
    const same = sameKey(strategicMergeKey([...path, target], kind));
    const brought = patch[target];
    if (Array.isArray(brought)) {
      requireOrder(brought, order, same);
    }
    result[target] = inOrder(
      items,
      Array.isArray(live0) ? live0 : [],
      order,
      same,
    );
  }
  return result;
}

/**
 * Strategic merge patch of the built-in types.
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMergePatch(
  target: JsonObject,
  patch: JsonObject,
  kind: string,
): JsonObject {
  return mergeObjects(target, patch, [], kind);
}
