import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import { isForeignFolder, isSourceText } from 'backstage-plugin-irsa-node';
import { CommandError } from '../errors';

/** Bytes of a file that a person wrote. */
const LARGEST = 2 * 1024 * 1024;

/** The root of the repository that a path is in, or the path itself: other files may name what one of them declares. */
export function rootOf(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, '.git'))) {
      return folder;
    }
    if (path.dirname(folder) === folder) {
      return start;
    }
  }
}

/**
 * The texts of all source below the repository of a folder, by their paths from it. Links are not followed. Throws CommandError when
 * the folder cannot be read.
 *
 * @returns `isAsked` tells which files are in the folder itself; `unread` are files that are not UTF-8, which would be broken if
 *   they were written again
 */
export function readCode(
  given: string,
  cwd: string,
): {
  root: string;
  texts: Map<string, string>;
  unread: string[];
  isAsked: (file: string) => boolean;
} {
  const asked = path.resolve(cwd, given);
  const stat = fs.statSync(asked, { throwIfNoEntry: false });
  if (!stat) {
    throw new CommandError(`${given} is not there.`);
  }
  const root = rootOf(stat.isDirectory() ? asked : path.dirname(asked));
  const texts = new Map<string, string>();
  const unread: string[] = [];
  for (const { full, inner } of filesBelow(root, cwd, isForeignFolder)) {
    if (isSourceText(inner) && fs.statSync(full).size <= LARGEST) {
      const bytes = fs.readFileSync(full);
      if (isUtf8(bytes)) {
        texts.set(inner, bytes.toString('utf8').replace(/^\ufeff/, ''));
      } else {
        unread.push(inner);
      }
    }
  }
  return {
    root,
    texts,
    unread,
    isAsked: file => {
      const below = path.relative(asked, path.join(root, file));
      return below !== '..' && !below.startsWith(`..${path.sep}`);
    },
  };
}

/** Files below a folder, with their paths from it, but those in folders that are passed over. Links are not followed. Throws CommandError. */
export function* filesBelow(
  root: string,
  cwd: string,
  isPassedOver: (folder: string) => boolean,
): Generator<{ full: string; inner: string }> {
  const waiting = [root];
  for (
    let folder = waiting.pop();
    folder !== undefined;
    folder = waiting.pop()
  ) {
    for (const entry of entriesOf(folder, cwd)) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && !isPassedOver(entry.name)) {
        waiting.push(full);
      } else if (entry.isFile()) {
        yield {
          full,
          inner: path.relative(root, full).split(path.sep).join('/'),
        };
      }
    }
  }
}

/** Sorted by name. Throws CommandError. */
function entriesOf(folder: string, cwd: string): fs.Dirent[] {
  try {
    return fs
      .readdirSync(folder, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new CommandError(
      `${path.relative(cwd, folder)} cannot be read (${
        (error as { code?: string }).code
      }). Nothing was written.`,
    );
  }
}
