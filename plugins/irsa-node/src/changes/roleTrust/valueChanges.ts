import { isDeepStrictEqual } from 'node:util';
import { Json } from '../detach/podFields';
import { isObject } from './samePolicy';

/** Keys and places in lists that lead to a value. */
export type ValuePath = readonly (string | number)[];

/** A part of a value that is to be another one. Places in lists are those of before. */
export type ValueChange =
  | { kind: 'set'; path: ValuePath; value: unknown }
  | { kind: 'remove'; path: ValuePath }
  /** A key that an object does not have yet. `path` is that of the object. */
  | { kind: 'add'; path: ValuePath; key: string; value: unknown };

/**
 * The smallest parts of a value that differ. In a list of after, `undefined` is what goes from this place.
 */
export function valueChanges(
  before: unknown,
  after: unknown,
  path: ValuePath = [],
): ValueChange[] {
  if (isDeepStrictEqual(before, after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    return changesOfObject(before, after, path);
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const placed = after.some(each => typeof each === 'object' || !each)
      ? after
      : before.map(each => (after.includes(each) ? each : undefined));
    const kept = placed.filter(each => each !== undefined);
    const isWritten =
      placed.length === before.length &&
      kept.length > 0 &&
      isDeepStrictEqual(
        kept,
        after.filter(each => each !== undefined),
      );
    if (isWritten) {
      return before.flatMap((each, at) =>
        placed[at] === undefined
          ? [{ kind: 'remove' as const, path: [...path, at] }]
          : valueChanges(each, placed[at], [...path, at]),
      );
    }
    return [
      {
        kind: 'set',
        path,
        value: after.filter(each => each !== undefined),
      },
    ];
  }
  return [{ kind: 'set', path, value: after }];
}

function changesOfObject(
  before: Json,
  after: Json,
  path: ValuePath,
): ValueChange[] {
  const kept = Object.keys(before).filter(key => key in after);
  if (kept.length === 0) {
    return [{ kind: 'set', path, value: after }];
  }
  return [
    ...Object.keys(before)
      .filter(key => !(key in after))
      .map(key => ({ kind: 'remove' as const, path: [...path, key] })),
    ...kept.flatMap(key =>
      valueChanges(before[key], after[key], [...path, key]),
    ),
    ...Object.keys(after)
      .filter(key => !(key in before))
      .map(key => ({ kind: 'add' as const, path, key, value: after[key] })),
  ];
}
