import assert from 'node:assert/strict';
import test from 'node:test';
import { checkTarball, relevantMessages } from '../lib/tarball-checks.mjs';
import { listTar } from '../lib/tar.mjs';

const NAME = 'backstage-plugin-irsa-common';
const VERSION = '1.0.0';
const files = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'dist/index.cjs.js',
  'dist/index.esm.js',
  'dist/index.d.ts',
];
const manifest = {
  name: NAME,
  version: VERSION,
  description: 'd',
  keywords: ['k'],
  homepage: 'h',
  repository: { directory: 'plugins/irsa-common' },
  license: 'Apache-2.0',
  publishConfig: { access: 'public' },
  backstage: { role: 'common-library' },
  dependencies: { 'openapi-fetch': '^0.14.0' },
};
const judge = change =>
  checkTarball({
    name: NAME,
    version: VERSION,
    files,
    manifest,
    packedBytes: 1000,
    ...change,
  });

test('a tarball as it should be has no problems', () => {
  assert.deepEqual(judge({}), []);
});

test('what does not belong into a tarball is named', () => {
  for (const [extra, what] of [
    ['dist/index.cjs.js.map', /source map/],
    ['dist/plan.test.cjs.js', /a test/],
    ['dist/__testUtils__/PortalWorld.cjs.js', /help for tests/],
    ['src/index.ts', /a source/],
  ]) {
    assert.match(judge({ files: [...files, extra] }).join(), what);
  }
  assert.match(judge({ packedBytes: 3_000_000 }).join(), /more than/);
});

test('what is missing is named', () => {
  for (const missing of files) {
    assert.deepEqual(judge({ files: files.filter(file => file !== missing) }), [
      `${missing} is missing.`,
    ]);
  }
});

test('dependencies that nobody can install are named', () => {
  for (const dependencies of [
    { 'backstage-plugin-irsa-node': 'workspace:^' },
    { '@internal/sandbox': '^0.1.0' },
  ]) {
    assert.equal(judge({ manifest: { ...manifest, dependencies } }).length, 1);
  }
});

test('a plugin lists its features', () => {
  const backstage = { role: 'backend-plugin' };
  assert.match(
    judge({ manifest: { ...manifest, backstage } }).join(),
    /features/,
  );
});

test('of publint, only what the platform does not do everywhere counts', () => {
  const messages = [
    { code: 'EXPORTS_TYPES_SHOULD_BE_FIRST', type: 'error' },
    {
      code: 'EXPORTS_VALUE_INVALID',
      type: 'error',
      path: ['exports', '.', 'backstage'],
    },
    {
      code: 'EXPORTS_VALUE_INVALID',
      type: 'error',
      path: ['exports', '.', 'require'],
    },
    { code: 'FILE_DOES_NOT_EXIST', type: 'error', path: ['main'] },
    { code: 'USE_TYPE', type: 'suggestion' },
  ];
  assert.deepEqual(relevantMessages(messages), messages.slice(2, 4));
});

test('reads names, sizes and contents from an archive', () => {
  const header = Buffer.alloc(512);
  header.write('package/a.txt', 0);
  header.write('00000000003\0', 124);
  header.write('0', 156);
  const content = Buffer.alloc(512);
  content.write('abc');
  const [file, ...others] = listTar(
    Buffer.concat([header, content, Buffer.alloc(1024)]),
  );
  assert.equal(others.length, 0);
  assert.deepEqual(
    [file.name, file.size, String(file.content)],
    ['package/a.txt', 3, 'abc'],
  );
});
