import {
  Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Node,
  Pair,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

/** A pair whose key is a text of the file. */
export type TextPair = Pair<Scalar<string>, Node | null>;

/** The pair of a key that is written in the map itself. */
export function pairOf(map: YAMLMap, key: string): TextPair | undefined {
  // As in kubectl, the last one of a key counts.
  return map.items.findLast(
    pair => isScalar(pair.key) && pair.key.value === key,
  ) as TextPair | undefined;
}

/** Whether a merge key may bring the key into the map. */
export function isMerged(map: YAMLMap): boolean {
  return map.items.some(
    ({ key }) =>
      isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol'),
  );
}

/** Where the last character of a node is, without comments and empty lines after it. */
export function contentEnd(node: unknown, text: string): number {
  if (isPair(node)) {
    const { key, value } = node as TextPair;
    const keyEnd = rangeOf(key)[1];
    const colon = text.indexOf(':', keyEnd) + 1;
    if (!isNode(value)) {
      return colon;
    }
    // A value that is left out has a range behind the colon.
    return Math.max(colon, contentEnd(value, text));
  }
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) {
    return contentEnd(node.items[node.items.length - 1], text);
  }
  let [, end] = rangeOf(node);
  while (end > 0 && /\s/.test(text[end - 1])) {
    end -= 1;
  }
  return end;
}

export function rangeOf(node: unknown): [number, number] {
  const range = isNode(node) ? node.range : undefined;
  if (!range) {
    throw new Error('A node of a parsed text has no range.');
  }
  return [range[0], range[1]];
}

/** Where an item of a list begins, with its dash when the list has one for each. */
export function itemStart(list: YAMLSeq, index: number): number {
  const token = list.srcToken;
  if (!list.flow && token?.type === 'block-seq') {
    const dash = token.items[index]?.start.find(
      ({ type }) => type === 'seq-item-ind',
    );
    if (dash) {
      return dash.offset;
    }
  }
  return rangeOf(list.items[index])[0];
}

/** Names of the anchors that something in the document refers to. */
export function usedAnchors(document: Document): Set<string> {
  const used = new Set<string>();
  visit(document, {
    Alias: (_key, { source }) => {
      used.add(source);
    },
  });
  return used;
}

/** Whether something outside of the node is told by an anchor in it, or the node is told by an anchor elsewhere. */
export function isShared(
  node: unknown,
  used: ReadonlySet<string>,
  deep: boolean,
): boolean {
  if (isAlias(node)) {
    return true;
  }
  let shared = false;
  if (isNode(node)) {
    visit(node as Node, {
      Node: (_key, each) => {
        if (!isAlias(each) && each.anchor && used.has(each.anchor)) {
          shared = true;
          return visit.BREAK;
        }
        return deep ? undefined : visit.BREAK;
      },
    });
  }
  return shared;
}
