import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { root } from '../lib/paths.mjs';
import { SourceTree } from '../lib/SourceTree.mjs';

/** What an import names, on disks and for bundlers that do not tell capitals apart. */
const importedAs = file =>
  file.slice(0, -path.extname(file).length).toLowerCase();

test('no two files of code have names that differ by capitals or the extension only: bundlers take one for the other', () => {
  const known = new Map();
  const alike = SourceTree.of(root)
    .files.filter(file => /\.[cm]?[jt]sx?$/.test(file))
    // Programs of others, as they were found.
    .filter(file => !/^test\/(corpus|fixtures)\//.test(file))
    .flatMap(file => {
      const name = importedAs(file);
      const other = known.get(name);
      known.set(name, file);
      return other ? [`${other}, ${file}`] : [];
    });
  assert.deepEqual(alike, []);
});
