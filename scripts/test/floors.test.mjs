import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { isTest } from '../lib/architecture.mjs';
import { inRoot } from '../lib/paths.mjs';
import { circlesOfImports, readSources } from '../lib/sources.mjs';

const require = createRequire(import.meta.url);
const { FLOORS, placeOf } = require('../lint/floors.cjs');

const folders = ['packages', 'plugins', 'test']
  .flatMap(group => readdirSync(inRoot(group)).map(name => `${group}/${name}`))
  .filter(folder => readSources(inRoot(folder)).length > 0);

test('no files import each other in a circle', () => {
  const circles = folders.flatMap(folder =>
    circlesOfImports(readSources(inRoot(folder))).map(
      circle => `${folder}: ${[...circle, circle[0]].join(' → ')}`,
    ),
  );
  assert.deepEqual(circles, []);
});

for (const [folder, floors] of Object.entries(FLOORS)) {
  test(`every file of ${folder} has a floor`, () => {
    const homeless = readSources(inRoot(folder, 'src'))
      .map(({ file }) => file)
      .filter(file => !isTest(file) && !placeOf(floors, file));
    assert.deepEqual(homeless, []);
  });
}

test('a circle is found, types and index files included', () => {
  const source = (file, ...imports) => ({ file, imports });
  assert.deepEqual(
    circlesOfImports([
      source('a.ts', './b', 'node:path'),
      source('b.ts', './c'),
      source('c/index.ts', '../a'),
      source('d.ts', './a', './b'),
    ]),
    [['a.ts', 'b.ts', 'c/index.ts']],
  );
  assert.deepEqual(
    circlesOfImports([source('a.ts', './b'), source('b.ts', './not-there')]),
    [],
  );
});

test('the most specific entry says where a file belongs', () => {
  const floors = [['inventory/types'], ['inventory/scan'], ['inventory']];
  const places = [
    'inventory/types.ts',
    'inventory/scan/listPages.ts',
    'inventory/DatabaseInventory.ts',
    'inventoryOfOthers.ts',
  ].map(file => placeOf(floors, file)?.floor);
  assert.deepEqual(places, [0, 1, 2, undefined]);
});
