import { isDeepStrictEqual } from 'node:util';
import { isAlias, isMap, isScalar, isSeq, Pair, YAMLMap } from 'yaml';
import { Json } from '../detach/podFields';
import { isMapValue, ValueEdit, valueAt, ValuePath } from './values';

/** The field of a merge key: https://yaml.org/type/merge.html */
export const MERGE = '<<';

/** The pair of a merge key; undefined where there is none. */
export function mergePairOf(map: YAMLMap): Pair | undefined {
  return map.items.find(
    ({ key }) =>
      isScalar(key) && (key.value === MERGE || typeof key.value === 'symbol'),
  );
}

/**
 * Edits of what a merge key brings: what stays in another form is written beside it, which wins; where something goes, the merge key goes,
 * and the rest of what it brought is written out. What follows the map that it names anyway needs no edit.
 *
 * @param wanted - all values as they are to be
 * @returns the edits, and the anchors that may be edited, since what merges them is looked after
 */
export function mergedOut(
  root: YAMLMap,
  edits: readonly ValueEdit[],
  wanted: Json,
): { edits: ValueEdit[]; kept: ReadonlySet<string> } {
  const kept = new Set<string>();
  let all = [...edits];
  for (const { path, source, keys, sourcePath } of mergesIn(root)) {
    const brings = (edit: ValueEdit) =>
      edit.path.length > path.length &&
      path.every((step, at) => edit.path[at] === step) &&
      keys.includes(String(edit.path[path.length]));
    if (sourcePath && all.some(edit => isBelow(edit.path, sourcePath))) {
      kept.add(source);
    }
    const here = all.filter(brings);
    if (here.length === 0) {
      continue;
    }
    const others = all.filter(edit => !brings(edit));
    const now = valueAt(wanted, path);
    const left = isMapValue(now) ? now : {};
    const followed = sourcePath ? valueAt(wanted, sourcePath) : undefined;
    const touched = new Set(here.map(edit => String(edit.path[path.length])));
    const set = (names: readonly string[]): ValueEdit[] =>
      names
        .filter(name => Object.hasOwn(left, name))
        .map(name => ({
          op: 'set',
          path: [...path, name],
          value: left[name],
        }));
    const isFollowed = (name: string) =>
      isMapValue(followed) && isDeepStrictEqual(followed[name], left[name]);
    const unfollowed = [...touched].filter(name => !isFollowed(name));
    const isGone = unfollowed.some(name => !Object.hasOwn(left, name));
    all = [
      ...others,
      ...(isGone
        ? [{ op: 'unset' as const, path: [...path, MERGE] }, ...set([...keys])]
        : set(unfollowed)),
    ];
  }
  return { edits: all, kept };
}

interface Merge {
  /** Of the map that has the merge key. */
  path: ValuePath;
  /** Name of the anchor, and where it is. */
  source: string;
  sourcePath?: ValuePath;
  /** Fields that come by it. */
  keys: string[];
}

/** Merges of one map; of several at once, nothing is known here. */
function mergesIn(root: YAMLMap): Merge[] {
  const anchors = new Map<string, { map: YAMLMap; path: ValuePath }>();
  const found: { map: YAMLMap; path: ValuePath; source: string }[] = [];
  const visit = (node: unknown, path: ValuePath) => {
    if (isMap(node)) {
      if (node.anchor) {
        anchors.set(node.anchor, { map: node, path });
      }
      const merge = mergePairOf(node)?.value;
      if (isAlias(merge)) {
        found.push({ map: node, path, source: merge.source });
      }
      namedItems(node).forEach(([name, value]) =>
        visit(value, [...path, name]),
      );
    } else if (isSeq(node)) {
      node.items.forEach((item, at) => visit(item, [...path, at]));
    }
  };
  visit(root, []);
  return found.map(({ map, path, source }) => {
    const anchor = anchors.get(source);
    const own = namedItems(map).map(([name]) => name);
    return {
      path,
      source,
      sourcePath: anchor?.path,
      keys: namedItems(anchor?.map)
        .map(([name]) => name)
        .filter(name => !own.includes(name)),
    };
  });
}

function namedItems(map: YAMLMap | undefined): [string, unknown][] {
  return (map?.items ?? []).flatMap(({ key, value }) =>
    isScalar(key) && typeof key.value === 'string' && key.value !== MERGE
      ? [[key.value, value]]
      : [],
  );
}

function isBelow(path: ValuePath, start: ValuePath): boolean {
  return start.every((step, at) => path[at] === step);
}
