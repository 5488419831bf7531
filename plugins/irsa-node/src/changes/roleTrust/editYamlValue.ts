import { isMap, isNode, isSeq, YAMLMap } from 'yaml';
import { pairOf, TextPair } from '../yaml/nodes';
import { guardOf } from '../yaml/sharing';
import { TextEditor } from '../yaml/TextEditor';
import { ValueChange, ValuePath } from './valueChanges';

/**
 * Writes changes of a value into the text of YAML or JSON that says it.
 *
 * @param root - the value
 * @param guard - refuses what others share
 */
export function editYamlValue(
  root: YAMLMap,
  changes: readonly ValueChange[],
  editor: TextEditor,
  guard: ReturnType<typeof guardOf>,
): void {
  const mapAt = (path: ValuePath): YAMLMap => {
    let node: unknown = root;
    for (const [at, step] of path.entries()) {
      const next = path[at + 1];
      if (typeof step === 'string' && isMap(node)) {
        node =
          typeof next === 'number'
            ? pairOf(node, step)?.value
            : guard.map(node, step);
      } else if (typeof step === 'number' && isSeq(node)) {
        node = node.items[step];
      } else {
        throw new RangeError('No such place.');
      }
    }
    return isMap(node) ? node : notThere();
  };
  const removed = new Map<string, { path: ValuePath; places: number[] }>();
  const removedPairs = new Map<YAMLMap, TextPair[]>();
  for (const change of changes) {
    const { path } = change;
    const last = path.at(-1);
    const parent = path.slice(0, -1);
    if (change.kind === 'add') {
      editor.addPair(mapAt(path), change.key, change.value);
    } else if (change.kind === 'set') {
      const map = mapAt(parent);
      if (typeof last !== 'string') {
        notThere();
      }
      refuseShared(map, String(last), guard);
      editor.setField(map, String(last), change.value);
    } else if (typeof last === 'string') {
      const map = mapAt(parent);
      refuseShared(map, last, guard);
      removedPairs.set(map, [
        ...(removedPairs.get(map) ?? []),
        pairOf(map, last) ?? notThere(),
      ]);
    } else {
      const key = JSON.stringify(parent);
      const known = removed.get(key) ?? { path: parent, places: [] };
      known.places.push(last!);
      removed.set(key, known);
    }
  }
  for (const [map, pairs] of removedPairs) {
    editor.removePairs(map, pairs);
  }
  for (const { path, places } of removed.values()) {
    const map = mapAt(path.slice(0, -1));
    const key = String(path.at(-1));
    guard.list(map, key, places);
    editor.changeList(map, key, places, []);
  }
}

function refuseShared(
  map: YAMLMap,
  key: string,
  guard: ReturnType<typeof guardOf>,
): void {
  const value = pairOf(map, key)?.value;
  if (isMap(value)) {
    guard.map(map, key);
  } else if (isSeq(value)) {
    guard.list(
      map,
      key,
      value.items.map((_, at) => at),
    );
  } else if (isNode(value)) {
    guard.scalar(map, key);
  }
}

function notThere(): never {
  throw new RangeError('No such place.');
}
