import { HclEditor } from '../terraform/HclEditor';
import { HclExpression, HclItem } from '../terraform/hclTypes';
import { writtenKey } from './hclPolicy';
import { ValueChange, ValuePath } from './valueChanges';

/**
 * Writes changes of a value into the object of HCL that says it. Throws RangeError where its layout does not allow that.
 *
 * @param text - of the whole file
 */
export function editHclValue(
  root: HclExpression,
  changes: readonly ValueChange[],
  editor: HclEditor,
  text: string,
): void {
  const isAt = (step: string | number | undefined) => (item: HclItem) =>
    writtenKey(text, item) === step;
  const expressionAt = (path: ValuePath) =>
    path.reduce<HclExpression>((node, step) => {
      const next =
        node.type === 'object'
          ? node.items.find(isAt(step))?.value
          : node.type === 'list' && node.items[Number(step)];
      if (!next) {
        throw new RangeError('No such place.');
      }
      return next;
    }, root);
  const objectAt = (path: ValuePath) => {
    const found = expressionAt(path);
    if (found.type !== 'object') {
      throw new RangeError('No such object.');
    }
    return found;
  };
  const removed = new Map<string, { path: ValuePath; places: number[] }>();
  for (const change of changes) {
    const { path } = change;
    const last = path.at(-1);
    if (change.kind === 'add') {
      const object = objectAt(path);
      editor.setItem(
        object,
        change.key,
        editor.valueText(
          change.value,
          object.items.at(-1)?.start ?? object.start,
        ),
      );
    } else if (change.kind === 'set') {
      const item = objectAt(path.slice(0, -1)).items.find(isAt(last));
      if (!item) {
        throw new RangeError('No such place.');
      }
      editor.splices.replace(
        item.value.start,
        item.value.end,
        editor.valueText(change.value, item.start, item.value),
      );
    } else {
      const parent = path.slice(0, -1);
      const owner = expressionAt(parent);
      const place =
        typeof last === 'number'
          ? last
          : objectAt(parent).items.findIndex(isAt(last));
      const key = JSON.stringify(parent);
      const known = removed.get(key) ?? { path: parent, places: [] };
      if (place < 0 || !('items' in owner)) {
        throw new RangeError('No such place.');
      }
      known.places.push(place);
      removed.set(key, known);
    }
  }
  for (const { path, places } of removed.values()) {
    const owner = expressionAt(path);
    if ('items' in owner) {
      editor.removeParts(owner.items, places);
    }
  }
}
