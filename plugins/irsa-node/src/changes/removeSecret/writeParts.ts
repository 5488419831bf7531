import { isMap, YAMLMap } from 'yaml';
import { PlacedObject } from '../yaml/ManifestFile';
import { isMerged, isShared, pairOf, usedAnchors } from '../yaml/nodes';
import { guardOf } from '../yaml/sharing';
import { TextEditor } from '../yaml/TextEditor';
import { Removal } from './makers';

/** Takes the parts that go out of the text of a maker. Throws ChangeImpossibleError for what an anchor shares. */
export function writeWithoutParts(
  { file, document }: PlacedObject,
  node: YAMLMap,
  editor: TextEditor,
  removal: Exclude<Removal, { whole: true }>,
): void {
  const used = usedAnchors(document);
  const guard = guardOf(file.path, used);
  const ownerOf = (path: readonly string[]) =>
    path
      .slice(0, -1)
      .reduce<YAMLMap>((map, step) => guard.map(map, step), node);
  for (const { path, keys } of removal.maps) {
    const owner = ownerOf(path);
    const field = path.at(-1)!;
    const map = guard.map(owner, field);
    const pairs = keys.map(key => pairOf(map, key));
    if (
      isMerged(map) ||
      pairs.some(pair => !pair || isShared(pair.value, used, true))
    ) {
      guard.refuse(field);
    }
    if (isMap(map) && map.items.length === keys.length) {
      editor.removePair(owner, pairOf(owner, field)!);
    } else {
      pairs.forEach(pair => editor.removePair(map, pair!));
    }
  }
  for (const { path, items } of removal.lists) {
    const owner = ownerOf(path);
    const field = path.at(-1)!;
    guard.list(owner, field, items);
    editor.changeList(owner, field, items, []);
  }
}
