import assert from 'node:assert/strict';
import test from 'node:test';
import {
  arrowsBetweenPackages,
  arrowsBetweenRooms,
  circles,
  isTest,
  purposeProblems,
  replaceBlock,
  toMermaid,
  toTable,
  withoutImplied,
} from '../lib/architecture.mjs';

const arrowsOf = object =>
  new Map(
    Object.entries(object).map(([from, targets]) => [
      from,
      new Map(Object.entries(targets)),
    ]),
  );
const plain = arrows =>
  Object.fromEntries(
    [...arrows].map(([from, targets]) => [from, Object.fromEntries(targets)]),
  );

test('knows tests and their helpers', () => {
  for (const file of [
    'plan/buildPlan.test.ts',
    'ui/Page.test.tsx',
    'plan/__testUtils__/world.ts',
    'testing/fakeApi.ts',
    'setupTests.ts',
  ]) {
    assert.ok(isTest(file), file);
  }
  assert.ok(!isTest('plan/buildPlan.ts'));
  assert.ok(!isTest('preview/testing.ts'));
});

test('counts the imports between rooms, and none inside a room or out of the package', () => {
  const { rooms, arrows } = arrowsBetweenRooms([
    { file: 'plan/build.ts', imports: ['../clusters/read', './hash', 'yaml'] },
    { file: 'plan/hash.ts', imports: ['node:crypto'] },
    { file: 'plan/checks/pods.ts', imports: ['../../clusters', '../hash'] },
    { file: 'clusters/index.ts', imports: ['./read'] },
    { file: 'clusters/read.ts', imports: [] },
  ]);
  assert.deepEqual(rooms, ['clusters', 'plan']);
  assert.deepEqual(plain(arrows), { plan: { clusters: 2 } });
});

test('divides files of src into those that import rooms and those that do not', () => {
  const { rooms, arrows } = arrowsBetweenRooms([
    { file: 'index.ts', imports: ['./plugin'] },
    { file: 'plugin.ts', imports: ['./plan/build', './clock'] },
    { file: 'clock.ts', imports: [] },
    { file: 'plan/build.ts', imports: ['../clock'] },
  ]);
  assert.deepEqual(rooms, ['entry', 'ground', 'plan']);
  assert.deepEqual(plain(arrows), {
    entry: { plan: 1, ground: 1 },
    plan: { ground: 1 },
  });
});

test('divides a folder once more when asked to', () => {
  const { rooms, arrows } = arrowsBetweenRooms(
    [
      { file: 'components/plan/Plan.tsx', imports: ['../trust/Trust'] },
      { file: 'components/trust/Trust.tsx', imports: ['../../ui/deep/Page'] },
      { file: 'ui/deep/Page.tsx', imports: [] },
    ],
    ['components'],
  );
  assert.deepEqual(rooms, ['components/plan', 'components/trust', 'ui']);
  assert.deepEqual(plain(arrows), {
    'components/plan': { 'components/trust': 1 },
    'components/trust': { ui: 1 },
  });
});

test('counts the imports between packages, by name and by path', () => {
  const arrows = arrowsBetweenPackages(
    [
      { package: 'plugins/a', file: 'src/x.ts', imports: ['@scope/b/alpha'] },
      { package: 'plugins/a', file: 'src/y.ts', imports: ['c', './x', 'knex'] },
      { package: 'test/t', file: 'x.ts', imports: ['../../plugins/a/src/x'] },
    ],
    ['plugins/a', 'plugins/b', 'plugins/c', 'test/t'],
    new Map([
      ['@scope/b', 'plugins/b'],
      ['c', 'plugins/c'],
    ]),
  );
  assert.deepEqual(plain(arrows), {
    'plugins/a': { 'plugins/b': 1, 'plugins/c': 1 },
    'test/t': { 'plugins/a': 1 },
  });
});

test('leaves out of the picture what others imply, but no arrow of a circle', () => {
  assert.deepEqual(
    plain(withoutImplied(arrowsOf({ a: { b: 1, c: 2 }, b: { c: 3 } }))),
    { a: { b: 1 }, b: { c: 3 } },
  );
  const circle = arrowsOf({ a: { b: 1, c: 1 }, b: { c: 1 }, c: { a: 1 } });
  assert.deepEqual(plain(withoutImplied(circle)), plain(circle));
});

test('finds rooms that import each other through others', () => {
  assert.deepEqual(
    circles(arrowsOf({ a: { b: 1 }, b: { c: 1 }, c: { b: 1 }, d: { a: 1 } })),
    [['b', 'c']],
  );
  assert.deepEqual(circles(arrowsOf({ a: { b: 1, c: 1 }, b: { c: 1 } })), []);
});

test('draws a flow chart and a table, always in the same order', () => {
  const arrows = arrowsOf({ plan: { 'a/b': 2 }, 'a/b': { a: 1 } });
  assert.equal(
    toMermaid(['a', 'a/b', 'plan'], arrows),
    [
      '```mermaid',
      'flowchart TD',
      '  a["a"]',
      '  a_b["a/b"]',
      '  plan["plan"]',
      '  a_b --> a',
      '  plan --> a_b',
      '```',
    ].join('\n'),
  );
  assert.equal(
    toTable('Room', ['a', 'a/b'], arrows, { a: 'First.', 'a/b': 'Second.' }),
    [
      '| Room | For | Imports |',
      '| --- | --- | --- |',
      '| `a` | First. | – |',
      '| `a/b` | Second. | a |',
    ].join('\n'),
  );
});

test('asks for a purpose of every room, and for no other', () => {
  assert.deepEqual(
    purposeProblems('plugins/x', ['a', 'b'], { a: 'A.', old: 'O.' }, 'rooms'),
    [
      'rooms does not say what plugins/x: b is for.',
      'rooms describes plugins/x: old, which is not there.',
    ],
  );
});

test('replaces its own block and nothing else', () => {
  const before = 'a\n<!-- generated: x -->\nold\n<!-- end -->\nb\n';
  const after = replaceBlock(before, 'x', 'costs $1');
  assert.equal(
    after,
    'a\n<!-- generated: x -->\n\ncosts $1\n\n<!-- end -->\nb\n',
  );
  assert.throws(() => replaceBlock(before, 'y', ''), /generated: y/);
});
