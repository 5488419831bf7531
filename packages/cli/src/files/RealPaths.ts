import fs from 'node:fs';
import path from 'node:path';

/**
 * Real paths of files and folders, each folder asked for once. The system's own function asks for every part of a path
 * anew, which takes minutes where folders are nested a thousand times.
 */
export class RealPaths {
  private readonly known = new Map<string, string>();

  /** @param given - absolute; one that does not exist is its own real path */
  of(given: string): string {
    const names: string[] = [];
    let at = given;
    // A loop, because folders can be nested deeper than the stack allows.
    while (!this.known.has(at) && path.dirname(at) !== at) {
      names.push(path.basename(at));
      at = path.dirname(at);
    }
    let real = this.known.get(at) ?? at;
    for (const name of names.reverse()) {
      at = path.join(at, name);
      real = path.join(real, name);
      if (isLink(real)) {
        real = target(real);
      }
      this.known.set(at, real);
    }
    return real;
  }
}

function isLink(file: string): boolean {
  try {
    return fs.lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Pipes of a shell, such as `/dev/fd/63`, are links without a target. */
function target(link: string): string {
  try {
    return fs.realpathSync.native(link);
  } catch {
    return link;
  }
}
