import { isDeepStrictEqual } from 'node:util';
import { isAlias, isMap, isNode, isSeq, Node, YAMLMap } from 'yaml';
import { Json } from '../detach/podFields';
import { mergedOut } from './mergedValues';
import { ValueEdit, valueAt, ValuePath } from './values';

/**
 * Edits of what an alias says write it out in the place of the alias, so that the other places stay. Where both the anchor and its alias
 * are to be the same afterwards, the anchor alone is edited.
 *
 * @param wanted - all values as they are to be
 * @returns the edits, and the anchors whose aliases are all to follow them
 */
export function writtenOut(
  { node }: { node?: YAMLMap },
  edits: readonly ValueEdit[],
  wanted: Json,
): { edits: ValueEdit[]; kept: ReadonlySet<string> } {
  if (!node) {
    return { edits: [...edits], kept: new Set() };
  }
  const { anchors, aliases } = sharedIn(node);
  const followers = (name: string) =>
    aliases.filter(({ source }) => source === name);
  const kept = new Set(
    [...anchors].flatMap(([name, path]) =>
      edits.some(edit => startsWith(edit.path, path)) &&
      followers(name).every(({ path: at }) =>
        isDeepStrictEqual(valueAt(wanted, at), valueAt(wanted, path)),
      )
        ? [name]
        : [],
    ),
  );
  const out = new Map<string, ValueEdit>();
  for (const edit of edits) {
    const alias = aliases.find(({ path }) => startsWith(edit.path, path));
    if (!alias) {
      out.set(JSON.stringify(edit.path), edit);
    } else if (!kept.has(alias.source)) {
      const { path } = alias;
      const value = valueAt(wanted, path);
      out.set(
        JSON.stringify(path),
        value === undefined
          ? { op: 'unset', path }
          : { op: 'set', path, value },
      );
    }
  }
  const merged = mergedOut(node, [...out.values()], wanted);
  return { edits: merged.edits, kept: new Set([...kept, ...merged.kept]) };
}

interface Shared {
  /** Where each anchor is; the last of a name counts. */
  anchors: Map<string, ValuePath>;
  aliases: { source: string; path: ValuePath }[];
}

function sharedIn(root: YAMLMap): Shared {
  const found: Shared = { anchors: new Map(), aliases: [] };
  const visit = (node: unknown, path: ValuePath) => {
    if (isAlias(node)) {
      found.aliases.push({ source: node.source, path });
      return;
    }
    const { anchor } = isNode(node) ? (node as Node & { anchor?: string }) : {};
    if (anchor) {
      found.anchors.set(anchor, path);
    }
    if (isMap(node)) {
      node.items.forEach(({ key, value }) =>
        visit(value, [...path, String(key)]),
      );
    } else if (isSeq(node)) {
      node.items.forEach((item, at) => visit(item, [...path, at]));
    }
  };
  visit(root, []);
  return found;
}

function startsWith(path: ValuePath, start: ValuePath): boolean {
  return start.every((step, at) => path[at] === step);
}
