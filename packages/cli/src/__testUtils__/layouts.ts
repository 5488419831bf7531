import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// eslint-disable-next-line no-restricted-syntax
const ROOT = path.resolve(__dirname, '../../../../test/layouts');

export type LayoutKind = 'charts' | 'kustomize' | 'others';

/** A folder as projects write theirs, and what `irsa-audit fix` is to make of it. `test/layouts/README.md` says how they are written. */
export interface FolderLayout {
  name: string;
  args: string[];
  files: Record<string, string>;
  /** What is left to people, in the words of the command; none when all is done. */
  left: RegExp[];
  /** What the command says too, though nothing is left. */
  said: RegExp[];
  /** Folders that become packed charts, by the path of the package. */
  packed: Record<string, string>;
  /** Files that change or are new; all others stay byte for byte. */
  after: Record<string, string>;
}

/** The layouts of a folder in `test/layouts`. */
export function folderLayouts(kind: LayoutKind): FolderLayout[] {
  const folder = path.join(ROOT, kind);
  return readdirSync(folder).map(file => ({
    name: file.replace(/\.txt$/, ''),
    ...parse(readFileSync(path.join(folder, file), 'utf8')),
  }));
}

function parse(text: string): Omit<FolderLayout, 'name'> {
  const [head, ...parts] = text.split(/^-- (.+) --\n/m);
  const lines = head.trimEnd().split('\n');
  const patternsOf = (mark: string) =>
    lines
      .filter(line => line.startsWith(mark))
      .map(line => new RegExp(line.slice(mark.length)));
  const files: Record<string, string> = {};
  const after: Record<string, string> = {};
  for (let at = 0; at < parts.length; at += 2) {
    const name = parts[at];
    const isAfter = name.startsWith('after/');
    (isAfter ? after : files)[isAfter ? name.slice(6) : name] = parts[at + 1];
  }
  return {
    args: lines.find(line => line.startsWith('fix '))!.split(' '),
    left: patternsOf('! '),
    said: patternsOf('? '),
    packed: Object.fromEntries(
      lines
        .filter(line => line.startsWith('pack '))
        .map(line => line.split(' ').slice(1).reverse()),
    ),
    files,
    after,
  };
}
