import fs from 'node:fs';
import path from 'node:path';
import { isUtf8 } from 'node:buffer';
import { isTerraform, TextFile } from 'backstage-plugin-irsa-node';
import { CommandError } from '../errors';
import { Note } from '../notes';

const PASSED_OVER = new Set(['node_modules', '.git', '.terraform']);

/** Folders with files of Terraform. A file that is named stands for its folder. What cannot be listed is named where manifests are read. */
export function terraformFolders(
  roots: readonly string[],
  cwd: string,
): string[] {
  const folders = new Set<string>();
  const waiting: string[] = [];
  for (const root of roots) {
    if (fs.statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
      waiting.push(root);
    } else if (isTerraform(root)) {
      if (!fs.existsSync(root)) {
        throw new CommandError(`There is no ${shown(root, cwd)}.`);
      }
      folders.add(path.dirname(root));
    }
  }
  for (
    let folder = waiting.pop();
    folder !== undefined;
    folder = waiting.pop()
  ) {
    for (const entry of entriesOf(folder)) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) {
        waiting.push(full);
      } else if (!entry.isDirectory() && isTerraform(entry.name)) {
        folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The files of Terraform in one folder, with what of it could not be read. */
export function readTerraformFolder(
  folder: string,
  cwd: string,
): { files: TextFile[]; notes: Note[] } {
  const files: TextFile[] = [];
  const notes: Note[] = [];
  const names = entriesOf(folder)
    .filter(entry => !entry.isDirectory() && isTerraform(entry.name))
    .map(({ name }) => name)
    .sort();
  for (const name of names) {
    const full = path.join(folder, name);
    const bytes = bytesOf(full);
    if (typeof bytes !== 'string' && isUtf8(bytes)) {
      const content = bytes.toString('utf8').replace(/^\ufeff/, '');
      files.push({ path: full, content });
    } else {
      notes.push({
        where: shown(full, cwd),
        kind: 'broken',
        text:
          typeof bytes === 'string'
            ? `cannot be read (${bytes})`
            : 'not UTF-8, so it was not read and is not changed; save it as UTF-8',
      });
    }
  }
  return { files, notes };
}

/** What a file holds, or the code of the error. */
function bytesOf(file: string): Buffer | string {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    return (error as { code?: string }).code ?? 'failure';
  }
}

/** Whether a file is a path or below it; both absolute. */
export function isWithin(root: string, file: string): boolean {
  const inside = path.relative(root, file);
  return !inside.startsWith('..') && !path.isAbsolute(inside);
}

/** A file as people see it: from the working directory, with slashes. */
export function shown(file: string, cwd: string): string {
  return path.relative(cwd, file).split(path.sep).join('/');
}
