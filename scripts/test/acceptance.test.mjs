// The tables of promises and of repairs in test/e2e/README.md, and that of other plugins in docs/integrations.md, name tests
// that are there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { inRoot } from '../lib/paths.mjs';

const rows = readFileSync(inRoot('test/e2e/README.md'), 'utf8')
  .split('\n')
  .map(line => /^\| ([AF]\d+)\s*\| (.+?)\s*\| (.+?)\s*\|$/.exec(line))
  .filter(Boolean)
  .map(([, id, , tests]) => ({ id, tests: tests.split('<br>') }));

test('has each of A1 to A21 and F1 to F21 once', () => {
  assert.deepEqual(
    rows.map(({ id }) => id),
    ['A', 'F'].flatMap(letter =>
      Array.from({ length: 21 }, (_, index) => `${letter}${index + 1}`),
    ),
  );
});

for (const { id, tests } of rows) {
  test(`${id} has its tests`, () => {
    assert.ok(tests.length > 0);
    tests.forEach(assertThere);
  });
}

const [, parts] = readFileSync(inRoot('docs/integrations.md'), 'utf8').split(
  '## What is tested',
);

for (const [, part, ...cells] of parts.matchAll(
  /^\| (?!---|Part)(.+?)\s*\| (.+?)\s*\| (.+?)\s*\|$/gm,
)) {
  test(`${part} is tested with and without the plugin that shows it`, () => {
    for (const cell of cells.filter(text => text !== 'it is only a file')) {
      cell.split('<br>').forEach(assertThere);
    }
  });
}

/** @param {string} named - `file`: title */
function assertThere(named) {
  const [, file, title] = /^`([^`]+)`: (.+)$/.exec(named) ?? [];
  assert.ok(file, `${named}: write \`file\`: title`);
  assert.ok(existsSync(inRoot(file)), `${file} is not there`);
  const titles = titlesOf(readFileSync(inRoot(file), 'utf8'));
  assert.ok(
    titles.some(found => found.includes(title)),
    `${file} has no test "${title}"`,
  );
}

/** The titles of tests, also of those that are made from a table, and the names in tables of states. */
function titlesOf(source) {
  return [
    ...source.matchAll(
      /(?:\b(?:it|test|check)\(|\]\)\(|\bname:|\beach[^(]*\([^)]*\)\()\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g,
    ),
  ].map(([, , title]) => title);
}
