import { HclEditor } from '../terraform/HclEditor';
import { HclExpression } from '../terraform/hclTypes';
import { ValueChange, ValuePath } from './valueChanges';

/** Writes changes of a value into the object of HCL that says it. Throws RangeError where its layout does not allow that. */
export function editHclValue(
  root: HclExpression,
  changes: readonly ValueChange[],
  editor: HclEditor,
): void {
  const removed = new Map<string, { path: ValuePath; places: number[] }>();
  for (const change of changes) {
    const { path } = change;
    const last = path.at(-1);
    if (change.kind === 'add') {
      const object = objectAt(root, path);
      editor.setItem(
        object,
        change.key,
        editor.valueText(
          change.value,
          object.items.at(-1)?.start ?? object.start,
        ),
      );
    } else if (change.kind === 'set') {
      const object = objectAt(root, path.slice(0, -1));
      const item = object.items.find(({ key }) => key === last);
      if (!item) {
        throw new RangeError('No such place.');
      }
      editor.setItem(
        object,
        item.key!,
        editor.valueText(change.value, item.start, item.value),
      );
    } else {
      const parent = path.slice(0, -1);
      const owner = expressionAt(root, parent);
      const place =
        typeof last === 'number'
          ? last
          : objectAt(root, parent).items.findIndex(({ key }) => key === last);
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
    const owner = expressionAt(root, path);
    if ('items' in owner) {
      editor.removeParts(owner.items, places);
    }
  }
}

function expressionAt(root: HclExpression, path: ValuePath): HclExpression {
  return path.reduce<HclExpression>((node, step) => {
    const next =
      node.type === 'object'
        ? node.items.find(({ key }) => key === step)?.value
        : node.type === 'list' && node.items[Number(step)];
    if (!next) {
      throw new RangeError('No such place.');
    }
    return next;
  }, root);
}

function objectAt(root: HclExpression, path: ValuePath) {
  const found = expressionAt(root, path);
  if (found.type !== 'object') {
    throw new RangeError('No such object.');
  }
  return found;
}
