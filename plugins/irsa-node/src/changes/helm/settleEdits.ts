import { isDeepStrictEqual } from 'node:util';
import { isMap, YAMLMap } from 'yaml';
import { Json } from '../detach/podFields';
import {
  isMapValue,
  mergeValues,
  ValueEdit,
  valueAt,
  ValuePath,
} from './values';

/** What values are after an edit. Changes the given ones. */
export function change(values: Json, edit: ValueEdit): void {
  const { path } = edit;
  let owner: Json | unknown[] = values;
  for (const step of path.slice(0, -1)) {
    const next: unknown = (owner as Json)[step];
    if (typeof next !== 'object' || next === null) {
      (owner as Json)[step] = {};
    }
    owner = (owner as Json)[step] as Json;
  }
  const last = path.at(-1)!;
  if (edit.op === 'set') {
    (owner as Json)[last] = edit.value;
  } else if (edit.op === 'unset') {
    delete (owner as Json)[last];
  } else {
    const list = (owner as Json)[last];
    (owner as Json)[last] = [
      ...(Array.isArray(list) ? list : []).filter(
        (_, at) => !edit.remove.includes(at),
      ),
      ...edit.add,
    ];
  }
}

/**
 * A list or map that would lose all that it has goes with its name: as null, it would take away what the chart has there.
 *
 * @param floor - how deep the values are in their object: what is not deeper stays, be it empty
 */
export function settled(
  values: Json,
  given: readonly ValueEdit[],
  floor: number,
): ValueEdit[] {
  return withoutEmpties(values, given, floor).reduce<ValueEdit[]>(
    (all, edit) => {
      const at = missingAbove(values, edit.path);
      if (edit.op === 'unset' || at === undefined) {
        return [...all, edit];
      }
      // What is below one new map is written with it.
      const made: Json = {};
      change(made, { ...edit, path: edit.path.slice(at.length) });
      const known = all.findIndex(
        each => each.op === 'set' && isDeepStrictEqual(each.path, at),
      );
      if (known < 0) {
        return [...all, { op: 'set', path: at, value: made }];
      }
      const before = all[known] as Extract<ValueEdit, { op: 'set' }>;
      return all.with(known, {
        ...before,
        value: mergeValues(before.value, made),
      });
    },
    [],
  );
}

/** Several edits of one map in braces write it anew, since the commas in it belong to none of them. */
export function wholeBraces(
  { node, value }: { node?: YAMLMap; value: Json },
  edits: readonly ValueEdit[],
): ValueEdit[] {
  const byMap = new Map<string, ValueEdit[]>();
  for (const edit of edits) {
    const depth = edit.path.findIndex((_, at) => {
      const inner = at > 0 ? node?.getIn(edit.path.slice(0, at), true) : node;
      return isMap(inner) && inner.flow;
    });
    const id = JSON.stringify(
      depth > 0 ? edit.path.slice(0, depth) : edit.path,
    );
    byMap.set(id, [...(byMap.get(id) ?? []), edit]);
  }
  return [...byMap].flatMap(([id, own]): ValueEdit[] => {
    if (own.length === 1) {
      return own;
    }
    const path = JSON.parse(id) as ValuePath;
    const whole = JSON.parse(JSON.stringify(value)) as Json;
    own.forEach(edit => change(whole, edit));
    return [{ op: 'set', path, value: valueAt(whole, path) }];
  });
}

/** The outermost map of a path that is not there, or has nothing in it. */
function missingAbove(values: Json, path: ValuePath): ValuePath | undefined {
  const depth = path.findIndex((_, at) => {
    const inner = valueAt(values, path.slice(0, at));
    return (
      at > 0 &&
      (inner === undefined ||
        inner === null ||
        (isMapValue(inner) && Object.keys(inner).length === 0))
    );
  });
  return depth < 0 ? undefined : path.slice(0, depth);
}

function withoutEmpties(
  values: Json,
  given: readonly ValueEdit[],
  floor: number,
): ValueEdit[] {
  const edits = given.map((edit): ValueEdit => {
    const list = valueAt(values, edit.path);
    return edit.op === 'list' &&
      edit.add.length === 0 &&
      Array.isArray(list) &&
      new Set(edit.remove).size === list.length
      ? { op: 'unset', path: edit.path }
      : edit;
  });
  for (const { path } of edits.filter(({ op }) => op === 'unset')) {
    const above = path.slice(0, -1);
    const inner = valueAt(values, above);
    const here = edits.filter(
      each =>
        each.path.length > above.length &&
        isDeepStrictEqual(each.path.slice(0, above.length), above),
    );
    if (
      above.length > 0 &&
      above.length >= floor &&
      typeof above.at(-1) === 'string' &&
      isMapValue(inner) &&
      here.every(
        each => each.op === 'unset' && each.path.length === path.length,
      ) &&
      here.length === Object.keys(inner).length
    ) {
      const fewer = edits.filter(each => !here.includes(each));
      return withoutEmpties(
        values,
        [
          ...fewer,
          above.length === floor
            ? { op: 'set', path: above, value: {} }
            : { op: 'unset', path: above },
        ],
        floor,
      );
    }
  }
  return edits;
}
