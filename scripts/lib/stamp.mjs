import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * A hash of the names and the content of files, and of all files in folders. What is not there counts too.
 * @param {string} root the names count relative to this folder
 * @param {string[]} names files and folders in it
 */
export function hashOf(root, names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap(name => filesOf(root, name)).sort()) {
    const full = path.join(root, file);
    hash.update(JSON.stringify(file));
    hash.update(existsSync(full) ? sha256(readFileSync(full)) : 'none');
  }
  return hash.digest('hex');
}

const sha256 = content => createHash('sha256').update(content).digest('hex');

function filesOf(root, name) {
  const full = path.join(root, name);
  if (!existsSync(full) || statSync(full).isFile()) {
    return [name];
  }
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** Whether a check has passed with this hash. @param {string} file where `setPassed` has kept it */
export function hasPassed(file, hash) {
  return existsSync(file) && readFileSync(file, 'utf8') === hash;
}

/** Keeps the hash of what has passed. */
export function setPassed(file, hash) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, hash);
}
