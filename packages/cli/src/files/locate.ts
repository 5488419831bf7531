import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  Pair,
  parseAllDocuments,
} from 'yaml';
import { YAML_OPTIONS } from './parseDocument';
import { TextDocument } from './splitDocuments';

/** In larger files, the search for a line takes seconds, and nobody reads them by hand. */
const MAX_LENGTH = 4_000_000;

/** `spec.containers[0].env[2]` as `['spec', 'containers', 0, 'env', 2]`; names in brackets and quotes work too. */
export function parsePath(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[(["'])(.*?)\2\]|([^.[\]]+)/g)].map(
    ([, index, , quoted, name]) =>
      index === undefined ? quoted ?? name : Number(index),
  );
}

/**
 * Finds lines of a document. A path that cannot be followed to its end leads to its last existing part. Only names with
 * dots make a path ambiguous.
 */
export class LineFinder {
  private readonly lineCounter = new LineCounter();
  private contents: Node[] | undefined;

  constructor(private readonly document: TextDocument) {}

  /** Line in the file, from 1, and whether the path could be followed to its end. */
  locate(path: readonly (string | number)[]): { line: number; found: boolean } {
    const { text, firstLine } = this.document;
    if (text.length > MAX_LENGTH) {
      return { line: firstLine, found: true };
    }
    this.contents ??= parseAllDocuments(text, {
      ...YAML_OPTIONS,
      lineCounter: this.lineCounter,
    }).flatMap(({ contents }) => (contents as Node | null) ?? []);
    const places = this.contents.map(root => placeIn(root, path));
    const place = places.find(({ found }) => found) ?? places[0];
    const { line } = this.lineCounter.linePos(place?.offset ?? 0);
    return {
      line: firstLine + Math.max(1, line) - 1,
      found: place?.found ?? false,
    };
  }
}

/** Offset of the key or item that the path leads to. */
function placeIn(
  root: Node,
  path: readonly (string | number)[],
): { offset: number; found: boolean } {
  let node: unknown = root;
  let offset = startOf(root) ?? 0;
  for (let at = 0; at < path.length; at += 1) {
    if (isSeq(node)) {
      node = node.items[Number(path[at])];
      if (node === undefined) {
        return { offset, found: false };
      }
      offset = startOf(node) ?? offset;
    } else if (isMap(node)) {
      const step = stepInto(node.items as Pair[], path, at);
      if (!step) {
        return { offset, found: false };
      }
      offset = startOf(step.pair.key) ?? offset;
      node = step.pair.value;
      at = step.last;
    } else {
      return { offset, found: false };
    }
  }
  return { offset, found: true };
}

/** The pair under the next name; a name with dots takes several parts of the path. */
function stepInto(
  pairs: Pair[],
  path: readonly (string | number)[],
  from: number,
): { pair: Pair; last: number } | undefined {
  for (let last = from; last < Math.min(path.length, from + 6); last += 1) {
    const name = path.slice(from, last + 1).join('.');
    const pair = pairs.findLast(
      ({ key }) => isScalar(key) && String(key.value) === name,
    );
    if (pair) {
      return { pair, last };
    }
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
