import fs from 'node:fs';
import path from 'node:path';
import { Note } from '../notes';
import { otherLanguages } from './otherLanguages';
import { RealPaths } from './RealPaths';

/** Kustomize reads a file without an ending too. */
const MANIFEST = /\.(ya?ml|json|jsonl|ndjson)$|^Kustomization$/i;
/** Lock files of packages and the like: large, and never manifests. */
const NEVER = new Set(['package-lock.json', 'pnpm-lock.yaml', 'tsconfig.json']);
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '.terraform']);

export interface FoundFile {
  /** The path to open. */
  path: string;
  /** Whether the caller named it. It must then be readable, whatever its name. */
  asked: boolean;
}

/**
 * The files below a folder that may hold manifests, in the order of their names; or the file itself. Links are followed,
 * each file and folder is visited once (`visited` holds their real paths). Throws errors of the file system when `start` itself cannot be read.
 */
export function findFiles(
  start: string,
  visited: Set<string>,
  note: (note: Note) => void,
  reals = new RealPaths(),
): FoundFile[] {
  const realOf = (file: string) => reals.of(path.resolve(file));
  const found: FoundFile[] = [];
  if (!fs.statSync(start).isDirectory()) {
    const real = realOf(start);
    if (!visited.has(real)) {
      visited.add(real);
      found.push({ path: start, asked: true });
    }
    return found;
  }
  // A list instead of recursion, because folders can be nested deeper than the stack allows.
  const waiting = [start];
  for (
    let folder = waiting.pop();
    folder !== undefined;
    folder = waiting.pop()
  ) {
    const names = namesIn(folder, start, realOf(folder), visited, note);
    const folders: string[] = [];
    for (const text of otherLanguages(folder, names)) {
      note({ where: folder, kind: 'skipped', text });
    }
    for (const name of names) {
      const full = path.join(folder, name);
      const stat = fs.statSync(full, { throwIfNoEntry: false });
      if (stat?.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(name)) {
          folders.push(full);
        }
      } else if (stat?.isFile() && MANIFEST.test(name) && !NEVER.has(name)) {
        const real = realOf(full);
        if (!visited.has(real)) {
          visited.add(real);
          found.push({ path: full, asked: false });
        }
      }
    }
    waiting.push(...folders.reverse());
  }
  return found;
}

function namesIn(
  folder: string,
  start: string,
  real: string,
  visited: Set<string>,
  note: (note: Note) => void,
): string[] {
  try {
    if (visited.has(real)) {
      return [];
    }
    visited.add(real);
    return fs.readdirSync(folder).sort();
  } catch (error) {
    if (folder === start) {
      throw error;
    }
    note({
      where: folder,
      kind: 'broken',
      text: `the folder cannot be read (${(error as { code?: string }).code})`,
    });
    return [];
  }
}
