import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The files of a project as they were when each was first asked for: tracked ones and new ones that are not ignored. */
export class SourceTree {
  /** @param {string} root @returns {SourceTree | undefined} nothing without Git, which knows what belongs to the project */
  static of(root) {
    const { status, stdout } = spawnSync(
      'git',
      ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    return status === 0
      ? new SourceTree(root, [...new Set(stdout.split('\0').filter(Boolean))])
      : undefined;
  }

  constructor(root, files) {
    this.root = root;
    this.files = files.sort();
    this.seen = new Map();
  }

  /** A hash of the names and the content of files. @param {string[]} files of this tree */
  hashOf(files) {
    const hash = createHash('sha256');
    for (const file of files) {
      hash.update(JSON.stringify([file, this.look(file).content]));
    }
    return hash.digest('hex');
  }

  /** Whether the files are still those that were hashed. @param {string[]} files of this tree */
  isUnchanged(files) {
    return files.every(file => this.look(file).state === this.stateOf(file));
  }

  look(file) {
    if (!this.seen.has(file)) {
      const state = this.stateOf(file);
      const content = state && sha256(readFileSync(path.join(this.root, file)));
      this.seen.set(file, { state, content });
    }
    return this.seen.get(file);
  }

  /** Changes with each write; undefined for what is no file, as when it was deleted. */
  stateOf(file) {
    const stat = statSync(path.join(this.root, file), {
      bigint: true,
      throwIfNoEntry: false,
    });
    return stat?.isFile()
      ? [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join()
      : undefined;
  }
}

const sha256 = content => createHash('sha256').update(content).digest('hex');
