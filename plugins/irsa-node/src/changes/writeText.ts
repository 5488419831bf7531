import { isMap, YAMLMap } from 'yaml';
import { Json } from './detach/podFields';
import { DetachIntent } from './detach/types';
import { listChanges, podSpecPath } from './listChanges';
import { PlacedObject } from './yaml/ManifestFile';
import { isMerged, isShared, pairOf, usedAnchors } from './yaml/nodes';
import { guardOf } from './yaml/sharing';
import { TextEditor } from './yaml/TextEditor';

/** Writes what a workload loses and gains. */
export function writeDetached(
  { file, document, value }: PlacedObject,
  node: YAMLMap,
  editor: TextEditor,
  intent: DetachIntent,
): void {
  const used = usedAnchors(document);
  const guard = guardOf(file.path, used);
  const spec = podSpecPath(String(value.kind)).reduce<YAMLMap>(
    (map, step) => guard.map(map, step),
    node,
  );
  const plain = spec.toJS(document) as Json;
  for (const change of listChanges(plain, intent, file.path)) {
    const { list, container, removed, added } = change;
    const owner = container
      ? guard.item(spec, container.field, container.index)
      : spec;
    guard.list(owner, list, removed);
    editor.changeList(owner, list, removed, added);
  }
  if (intent.serviceAccountName) {
    const { to } = intent.serviceAccountName;
    for (const field of ['serviceAccountName', 'serviceAccount']) {
      const isThere = plain[field] !== undefined;
      if (isThere || field === 'serviceAccountName') {
        guard.scalar(spec, field);
        editor.setText(spec, field, to);
      }
    }
  }
}

/** Writes annotations. */
export function writeAnnotations(
  { file, document }: PlacedObject,
  node: YAMLMap,
  editor: TextEditor,
  annotations: Record<string, string>,
): void {
  const guard = guardOf(file.path, usedAnchors(document));
  const metadata = guard.map(node, 'metadata');
  const present = pairOf(metadata, 'annotations')?.value;
  if (!isMap(present) || present.items.length === 0) {
    if (isMerged(metadata) || isShared(present, new Set(), false)) {
      guard.refuse('annotations');
    }
    const pair = pairOf(metadata, 'annotations');
    if (pair) {
      editor.removePair(metadata, pair);
    }
    editor.addPair(metadata, 'annotations', annotations);
    return;
  }
  const map = guard.map(metadata, 'annotations');
  for (const [key, value] of Object.entries(annotations)) {
    const pair = pairOf(map, key);
    if (pair) {
      guard.scalar(map, key);
      editor.setText(map, key, value);
    } else {
      editor.addPair(map, key, value);
    }
  }
}
