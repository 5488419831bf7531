import { posix } from 'node:path';
import { isMap, isScalar, isSeq } from 'yaml';
import { Json } from '../detach/podFields';
import { editValues } from '../helm/editValues';
import { TextFile } from '../types';
import { ManifestFile } from '../yaml/ManifestFile';
import { rangeOf } from '../yaml/nodes';
import { readKustomization } from './kustomization';

/** Where the text of a patch stands: in a file, or in the kustomization itself. */
export interface PatchText {
  /** Of a patch in a file. */
  file?: string;
  /** Of one in the kustomization: the list, the place in it and, where that is a map, the field. */
  at?: readonly [string, number, ...string[]];
  /** What the kustomization says of the objects that it is for. */
  target?: Json;
  content: string;
}

const LISTS = ['patches', 'patchesStrategicMerge', 'patchesJson6902'];

/**
 * The patches that a kustomization applies, with their texts.
 *
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 */
export function patchTextsOf(
  kustomization: TextFile,
  files: ReadonlyMap<string, string>,
): PatchText[] {
  const read = readKustomization(kustomization) ?? {};
  const folder = posix.dirname(kustomization.path);
  return LISTS.flatMap(list =>
    (Array.isArray(read[list]) ? (read[list] as unknown[]) : []).flatMap(
      (entry, index): PatchText[] => {
        const isText = typeof entry === 'string';
        const { patch, path, target } = (isText || !entry ? {} : entry) as Json;
        const inline = isText && entry.includes('\n') ? entry : patch;
        if (typeof inline === 'string') {
          const at = isText
            ? ([list, index] as const)
            : ([list, index, 'patch'] as const);
          return [{ at, target: target as Json | undefined, content: inline }];
        }
        const named = isText ? entry : path;
        const file =
          typeof named === 'string' ? posix.join(folder, named) : undefined;
        const content = file === undefined ? undefined : files.get(file);
        return content === undefined
          ? []
          : [{ file, target: target as Json | undefined, content }];
      },
    ),
  );
}

/** The kustomization with another text of a patch that stands in it; all else byte for byte. Throws ChangeImpossibleError */
export function withPatchText(
  { path, content }: TextFile,
  at: NonNullable<PatchText['at']>,
  text: string,
): TextFile {
  const [document] = new ManifestFile(path, content).documents;
  const node = document?.getIn(at, true);
  const before = document?.getIn(at);
  const inPlace =
    isScalar(node) && typeof before === 'string'
      ? writtenInPlace(content, rangeOf(node), { before, text })
      : undefined;
  const edited = { path, content: inPlace ?? content };
  return inPlace !== undefined && saysAt(edited, at, text)
    ? edited
    : editValues({ path }, content, [{ op: 'set', path: at, value: text }]);
}

/** The kustomization without patches that stand in it; a list that has no other goes. Throws ChangeImpossibleError */
export function withoutPatches(
  { path, content }: TextFile,
  places: readonly NonNullable<PatchText['at']>[],
): TextFile {
  return editValues(
    { path },
    content,
    [...new Set(places.map(([list]) => list))].map(list => ({
      op: 'list' as const,
      path: [list],
      remove: places.flatMap(([own, index]) => (own === list ? [index] : [])),
      add: [],
    })),
  );
}

/** Whether a text is the only one of its document, a list of operations or objects. */
export function isListText(content: string): boolean {
  const [document, ...others] = new ManifestFile('', content).documents;
  return (
    others.length === 0 &&
    isSeq(document?.contents) &&
    document.contents.items.every(isMap)
  );
}

function saysAt(
  { path, content }: TextFile,
  at: NonNullable<PatchText['at']>,
  text: string,
): boolean {
  const [document] = new ManifestFile(path, content).documents;
  const said = document?.getIn(at);
  return typeof said === 'string' && said.trimEnd() === text.trimEnd();
}

/** Lines that go from a text on lines of its own, or a text in one line; undefined for others. */
function writtenInPlace(
  content: string,
  [start, end]: readonly [number, number],
  { before, text }: { before: string; text: string },
): string | undefined {
  const source = content.slice(start, end);
  const quote = /^['"]/.exec(source)?.[0] ?? '';
  if (source === `${quote}${before}${quote}`) {
    return `${content.slice(0, start)}${quote}${text}${quote}${content.slice(
      end,
    )}`;
  }
  const kept = keptLines(before, text);
  if (!/^[|>]/.test(source) || !kept) {
    return undefined;
  }
  const [header, ...lines] = source.split(/(?<=\n)/);
  return (
    content.slice(0, start) +
    header +
    lines.filter((_, at) => kept[at] ?? true).join('') +
    content.slice(end)
  );
}

/** Of each line of a text, whether another text still has it; undefined where the other has more than lines of it. */
function keptLines(before: string, after: string): boolean[] | undefined {
  const left = after.trimEnd().split('\n');
  const kept = before
    .trimEnd()
    .split('\n')
    .map(line => {
      const isKept = left[0] === line;
      if (isKept) {
        left.shift();
      }
      return isKept;
    });
  return left.length === 0 ? kept : undefined;
}
