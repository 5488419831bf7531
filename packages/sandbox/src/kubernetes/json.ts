import { Json, JsonObject } from './types';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deep copy of plain JSON data; drops members that are undefined, as JSON does. */
export function deepClone<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(item => deepClone(item)) as T;
  }
  if (typeof value === 'object' && value !== null) {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) {
        copy[key] = deepClone(member);
      }
    }
    return copy as T;
  }
  return value;
}

/** Copy without null members, which mean "absent" to the typed API. */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(item => withoutNulls(item)) as T;
  }
  if (typeof value === 'object' && value !== null) {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined && member !== null) {
        copy[key] = withoutNulls(member);
      }
    }
    return copy as T;
  }
  return value;
}

/** Structural equality of JSON data; an undefined member equals an absent one. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (
    typeof left !== 'object' ||
    typeof right !== 'object' ||
    left === null ||
    right === null ||
    Array.isArray(left) !== Array.isArray(right)
  ) {
    return false;
  }
  return Array.isArray(left)
    ? equalLists(left, right as unknown[])
    : equalMaps(left as JsonObject, right as JsonObject);
}

function equalLists(left: unknown[], right: unknown[]): boolean {
  if (left.length !== right.length) {
    return false;
  }
  for (let index = 0; index < left.length; index += 1) {
    if (!deepEqual(left[index], right[index])) {
      return false;
    }
  }
  return true;
}

function equalMaps(left: JsonObject, right: JsonObject): boolean {
  for (const key of Object.keys(left)) {
    if (!deepEqual(left[key], right[key])) {
      return false;
    }
  }
  for (const key of Object.keys(right)) {
    if (right[key] !== undefined && left[key] === undefined) {
      return false;
    }
  }
  return true;
}

/** The member at a path of keys, or undefined when anything on the way is missing. */
export function valueAt(root: unknown, path: string[]): Json | undefined {
  let current: unknown = root;
  for (const key of path) {
    if (!isObject(current)) {
      return undefined;
    }
    current = current[key];
  }
  return current as Json | undefined;
}

/** JSON with sorted keys, so that equal data gives equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object') {
    return JSON.stringify(value);
  }
  return JSON.stringify(value, (_key, member) =>
    isObject(member)
      ? Object.fromEntries(
          Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : member,
  );
}
