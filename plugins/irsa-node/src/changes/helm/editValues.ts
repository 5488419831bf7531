import { isDeepStrictEqual } from 'node:util';
import { isAlias, stringify, YAMLMap } from 'yaml';
import { Json } from '../detach/podFields';
import { Splices } from '../Splices';
import { ChangeImpossibleError, TextFile } from '../types';
import { ManifestFile } from '../yaml/ManifestFile';
import { isShared, pairOf, TextPair, usedAnchors } from '../yaml/nodes';
import { guardOf } from '../yaml/sharing';
import { asMap, TextEditor } from '../yaml/TextEditor';
import { change, settled, wholeBraces } from './settleEdits';
import { MERGE, mergePairOf } from './mergedValues';
import { writtenOut } from './sharedValues';
import { isMapValue, valueAt, ValueEdit, ValuePath } from './values';

/** Where values of a release are written: a file of values, or a map in an object that is kept in a file. */
export interface ValuesPlace {
  path: string;
  /** The object, such as a HelmRelease; absent for a file of values. */
  object?: { kind: string; name: string; namespace?: string };
  /** From the object to its values, such as `spec`, `values`. */
  within?: ValuePath;
}

/** The values of a place; `{}` when there are none yet. Throws ChangeImpossibleError when it cannot be read. */
export function valuesOf(place: ValuesPlace, content: string): Json {
  const { value } = rootOf(place, content);
  const inner = valueAt(value, place.within ?? []);
  if (inner === undefined || inner === null) {
    return {};
  }
  if (typeof inner === 'string') {
    return valuesOf({ path: place.path }, inner);
  }
  if (!isMapValue(inner)) {
    throw unreadable(place.path);
  }
  return inner;
}

/**
 * Writes edits into the text of a place of values: comments, order and quotes of all else stay. Paths are those of the values that the
 * place itself writes. Pure. The result is read again and compared. Throws ChangeImpossibleError.
 */
export function editValues(
  place: ValuesPlace,
  content: string,
  edits: readonly ValueEdit[],
): TextFile {
  const { path, within = [] } = place;
  const root = rootOf(place, content);
  const inText = valueAt(root.value, within);
  if (within.length > 0 && typeof inText === 'string') {
    // Argo CD takes values as text too.
    const { content: value } = editValues({ path }, inText, edits);
    const whole: ValueEdit = { op: 'set', path: within, value };
    return editValues({ ...place, within: [] }, content, [whole]);
  }
  const splices = new Splices(content);
  const wanted = JSON.parse(JSON.stringify(root.value)) as Json;
  const editor = new TextEditor(splices);
  const added: Json = {};
  const placed = edits.map(edit => ({
    ...edit,
    path: [...within, ...edit.path],
  }));
  // Of what is inserted at one place of the text, the innermost comes first.
  const inside = ({ op, path: at }: ValueEdit) =>
    at.length + (op === 'list' ? 1 : 0);
  const settledEdits = settled(root.value, placed, within.length);
  settledEdits.forEach(edit => change(wanted, edit));
  const { edits: own, kept } = writtenOut(root, settledEdits, wanted);
  const used = new Set([...root.used].filter(name => !kept.has(name)));
  const order = wholeBraces(root, own).sort((a, b) => inside(b) - inside(a));
  for (const edit of order) {
    if (root.node) {
      writeOr(() => write(root.node!, editor, edit, path, used), path);
    } else {
      change(added, edit);
    }
  }
  if (!root.node) {
    const open = content === '' || content.endsWith('\n') ? '' : '\n';
    splices.insert(content.length, open + stringify(added, { lineWidth: 0 }));
  }
  let after;
  try {
    after = rootOf(place, splices.result());
  } catch {
    throw unproven(path);
  }
  if (!isDeepStrictEqual(after.value, wanted)) {
    throw unproven(path);
  }
  return { path, content: splices.result() };
}

/** Edits of one place of the text come in each other's way. */
function writeOr(act: () => void, path: string): void {
  try {
    act();
  } catch (error) {
    throw error instanceof RangeError ? unproven(path) : error;
  }
}

function rootOf(
  { path, object }: ValuesPlace,
  content: string,
): { node?: YAMLMap; value: Json; used: Set<string> } {
  const file = new ManifestFile(path, content);
  if (!file.isReadable) {
    throw unreadable(path);
  }
  if (object) {
    const found = file.objects.filter(
      ({ value }) =>
        value.kind === object.kind &&
        value.metadata?.name === object.name &&
        (value.metadata?.namespace ?? object.namespace) === object.namespace,
    );
    if (found.length !== 1) {
      throw new ChangeImpossibleError(
        found.length === 0 ? 'notFound' : 'ambiguous',
        `${object.kind} ${object.name} is ${
          found.length === 0 ? 'not' : `${found.length} times`
        } in ${path}.`,
        { path },
      );
    }
    const [{ node, value, document }] = found;
    return { node, value: value as Json, used: usedAnchors(document) };
  }
  const [document, ...others] = file.documents;
  if (others.length > 0) {
    throw unreadable(path);
  }
  const value = document?.toJS();
  if (value !== null && value !== undefined && !isMapValue(value)) {
    throw unreadable(path);
  }
  const node = asMap(document?.contents);
  return {
    node: node && node.items.length > 0 ? node : undefined,
    value: isMapValue(value) ? value : {},
    used: document ? usedAnchors(document) : new Set(),
  };
}

function write(
  root: YAMLMap,
  editor: TextEditor,
  edit: ValueEdit,
  path: string,
  used: ReadonlySet<string>,
): void {
  const guard = guardOf(path, used);
  const maps: YAMLMap[] = [root];
  const fields = edit.path;
  for (let at = 0; at < fields.length - 1; at += 1) {
    const [owner, step, next] = [
      maps.at(-1)!,
      String(fields[at]),
      fields[at + 1],
    ];
    if (typeof next === 'number') {
      maps.push(owner, guard.item(owner, step, next));
      at += 1;
      continue;
    }
    maps.push(guard.map(owner, step));
  }
  const owner = maps.at(-1)!;
  const last = String(fields.at(-1));
  const pair = (last === MERGE ? mergePairOf(owner) : pairOf(owner, last)) as
    | TextPair
    | undefined;
  if (edit.op === 'list') {
    guard.list(owner, last, edit.remove);
    editor.changeList(owner, last, edit.remove, edit.add);
    return;
  }
  // An alias in the place of a value can be replaced; its anchor stays.
  if (pair && !isAlias(pair.value) && isShared(pair.value, used, true)) {
    guard.refuse(last);
  }
  if (edit.op === 'set') {
    editor.setField(owner, last, edit.value);
  } else if (pair) {
    editor.removePair(owner, pair);
  }
}

function unreadable(path: string): ChangeImpossibleError {
  return new ChangeImpossibleError(
    'unreadable',
    `${path} is not one file of values that could be read.`,
    { path },
  );
}

function unproven(path: string): ChangeImpossibleError {
  return new ChangeImpossibleError(
    'unproven',
    `${path} is written in a way in which its values could not be changed without touching more. Make the change by hand.`,
    { path },
  );
}
