import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// eslint-disable-next-line no-restricted-syntax
const ROOT = path.resolve(__dirname, '../../../../test/layouts');

/** A folder as projects write theirs, and what `irsa-audit fix` is to make of it. `test/layouts/README.md` says how they are written. */
export interface FolderLayout {
  name: string;
  args: string[];
  files: Record<string, string>;
  /** What is left to people, in the words of the command; none when all is done. */
  left: RegExp[];
  /** Files that change or are new; all others stay byte for byte. */
  after: Record<string, string>;
}

/** The layouts of a folder in `test/layouts`. */
export function folderLayouts(kind: 'charts' | 'kustomize'): FolderLayout[] {
  const folder = path.join(ROOT, kind);
  return readdirSync(folder).map(file => ({
    name: file.replace(/\.txt$/, ''),
    ...parse(readFileSync(path.join(folder, file), 'utf8')),
  }));
}

function parse(text: string): Omit<FolderLayout, 'name'> {
  const [head, ...parts] = text.split(/^-- (.+) --\n/m);
  const lines = head.trimEnd().split('\n');
  const files: Record<string, string> = {};
  const after: Record<string, string> = {};
  for (let at = 0; at < parts.length; at += 2) {
    const name = parts[at];
    const isAfter = name.startsWith('after/');
    (isAfter ? after : files)[isAfter ? name.slice(6) : name] = parts[at + 1];
  }
  return {
    args: lines.find(line => line.startsWith('fix '))!.split(' '),
    left: lines
      .filter(line => line.startsWith('! '))
      .map(line => new RegExp(line.slice(2))),
    files,
    after,
  };
}
