import { isDeepStrictEqual } from 'node:util';
import { Json } from '../detach/podFields';

/** Where a value is: names of fields, and places in lists. */
export type ValuePath = readonly (string | number)[];

/** What is changed in values; paths are those of the merged values. */
export type ValueEdit =
  | { op: 'set'; path: ValuePath; value: unknown }
  /** The field goes, so that what lies below it counts. */
  | { op: 'unset'; path: ValuePath }
  /** Items leave a list, by their places, and others come at its end. */
  | {
      op: 'list';
      path: ValuePath;
      remove: readonly number[];
      add: readonly unknown[];
    };

/** `a.b[0].c`, for people. */
export function pathText(path: ValuePath): string {
  return path
    .map((step, at) => {
      if (typeof step === 'number') {
        return `[${step}]`;
      }
      return at === 0 ? step : `.${step}`;
    })
    .join('');
}

export function isMapValue(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(values: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      typeof node === 'object' && node !== null
        ? (node as Record<string | number, unknown>)[step]
        : undefined,
    values,
  );
}

/** Whether the field is written, be it empty. */
export function isWritten(values: unknown, path: ValuePath): boolean {
  const owner = valueAt(values, path.slice(0, -1));
  return (
    typeof owner === 'object' &&
    owner !== null &&
    Object.hasOwn(owner, String(path.at(-1)))
  );
}

/**
 * Values over others, as Helm lays them: maps are merged, all else is replaced, and null takes away.
 *
 * https://helm.sh/docs/chart_template_guide/values_files/
 */
export function mergeValues(below: unknown, above: unknown): unknown {
  if (!isMapValue(below) || !isMapValue(above)) {
    return above;
  }
  const merged: Json = { ...below };
  for (const [key, value] of Object.entries(above)) {
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] = Object.hasOwn(below, key)
        ? mergeValues(below[key], value)
        : value;
    }
  }
  return merged;
}

/** Every map, list and scalar with its path, the outer ones first. */
export function* walkValues(
  value: unknown,
  path: ValuePath = [],
): Generator<{ path: ValuePath; value: unknown }> {
  yield { path, value };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* walkValues(item, [...path, index]);
    }
  } else if (isMapValue(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield* walkValues(inner, [...path, key]);
    }
  }
}

/** Edits of one list become one; the same edit twice becomes one. Undefined when two edits want different things of one field. */
export function joinEdits(
  edits: readonly ValueEdit[],
): ValueEdit[] | undefined {
  const byPath = new Map<string, ValueEdit>();
  for (const edit of edits) {
    const id = JSON.stringify(edit.path);
    const known = byPath.get(id);
    if (known?.op === 'list' && edit.op === 'list') {
      byPath.set(id, {
        ...known,
        remove: [...new Set([...known.remove, ...edit.remove])].sort(
          (a, b) => a - b,
        ),
        add: [
          ...known.add,
          ...edit.add.filter(
            item => !known.add.some(each => isDeepStrictEqual(each, item)),
          ),
        ],
      });
    } else if (known && !isDeepStrictEqual(known, edit)) {
      return undefined;
    } else {
      byPath.set(id, edit);
    }
  }
  const paths = [...byPath.values()].map(({ path }) => path);
  const overlaps = paths.some(outer =>
    paths.some(
      inner =>
        inner.length > outer.length &&
        isDeepStrictEqual(inner.slice(0, outer.length), outer) &&
        !keepsItem(byPath.get(JSON.stringify(outer))!, inner[outer.length]),
    ),
  );
  return overlaps ? undefined : [...byPath.values()];
}

/** Whether an edit of a list leaves an item of it there. */
function keepsItem(edit: ValueEdit, at: string | number): boolean {
  return edit.op === 'list' && !edit.remove.includes(at as number);
}
