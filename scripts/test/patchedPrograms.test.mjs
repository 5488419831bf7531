import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import ts from 'typescript';
import { inRoot, root } from '../lib/paths.mjs';

const listed = spawnSync(
  'git',
  [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    'test/corpus/source',
  ],
  { cwd: root, encoding: 'utf8' },
);
const edited = listed.stdout
  .split('\n')
  .filter(file => file.includes('/after/'))
  .map(file => inRoot(file));
const of = ending => edited.filter(file => ending.test(file));
const skipWithout = command =>
  spawnSync(command, ['-h']).error ? `${command} is not installed` : false;

const PARSE_PYTHON = `
import ast, sys
for path in sys.argv[1:]:
    with open(path) as file:
        try:
            ast.parse(file.read())
        except SyntaxError as error:
            print(path, error)
`;

/*
 * Ruby, PHP, C#, Java, Kotlin and Rust are left out: their tools are not on every machine, or read nothing without the packages that a
 * program names.
 */

test('edited TypeScript, JavaScript and JSON is well formed', () => {
  const sources = of(/\.[mc]?[jt]sx?$/);
  const faults = sources.flatMap(file =>
    ts
      .transpileModule(readFileSync(file, 'utf8'), {
        fileName: file,
        reportDiagnostics: true,
        compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2022 },
      })
      .diagnostics.map(({ messageText }) => `${file}: ${messageText}`),
  );
  assert.deepEqual(faults, []);
  assert.ok(sources.length > 10);
  for (const file of of(/\.json$/)) {
    JSON.parse(readFileSync(file, 'utf8'));
  }
});

test('edited Python is well formed', { skip: skipWithout('python3') }, () => {
  const { status, stdout } = spawnSync(
    'python3',
    ['-c', PARSE_PYTHON, ...of(/\.py$/)],
    { encoding: 'utf8' },
  );
  assert.deepEqual([status, stdout], [0, '']);
});

test('edited Go is well formed', { skip: skipWithout('gofmt') }, () => {
  const { stderr } = spawnSync('gofmt', ['-e', '-l', ...of(/\.go$/)], {
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
});
