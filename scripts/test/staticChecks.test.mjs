import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { changedFiles } from '../lib/changedFiles.mjs';
import { inCache } from '../lib/paths.mjs';
import { SourceTree } from '../lib/SourceTree.mjs';
import { staticChecks, unlessUnchanged } from '../lib/staticChecks.mjs';

function project(t) {
  const root = mkdtempSync(path.join(tmpdir(), 'tree-'));
  t.after(() => rmSync(root, { recursive: true }));
  const write = (name, text) => writeFileSync(path.join(root, name), text);
  spawnSync('git', ['init', '-q'], { cwd: root });
  write('.gitignore', 'made\n');
  write('a.ts', 'a');
  write('made', 'b');
  return { root, write };
}

test('a tree has what Git does not ignore, and tells what has changed', t => {
  const { root, write } = project(t);
  const tree = SourceTree.of(root);
  assert.deepEqual(tree.files, ['.gitignore', 'a.ts']);
  const before = tree.hashOf(tree.files);
  assert.equal(SourceTree.of(root).hashOf(tree.files), before);
  assert.ok(tree.isUnchanged(tree.files));

  write('a.ts', 'other');
  assert.ok(!tree.isUnchanged(tree.files));
  assert.notEqual(SourceTree.of(root).hashOf(tree.files), before);
  rmSync(path.join(root, 'a.ts'));
  assert.ok(!tree.isUnchanged(tree.files));
  assert.equal(SourceTree.of(path.join(root, '.git')), undefined);
});

test('a check is left out only when it has passed on what there is now', async t => {
  const { root, write } = project(t);
  const name = `of a test ${process.pid}`;
  t.after(() =>
    rmSync(inCache('passed', name.replaceAll(' ', '-')), { force: true }),
  );
  let runs = 0;
  const run = async (ok, during = () => {}, reads = /\.ts$/) => {
    const before = runs;
    await unlessUnchanged(
      { name, args: ['x'], reads },
      SourceTree.of(root),
      async () => {
        runs += 1;
        during();
        return { ok };
      },
    );
    return runs > before;
  };

  assert.ok(await run(false));
  assert.ok(await run(true), 'it has not passed');
  assert.ok(!(await run(true)), 'nothing has changed');
  write('b.md', 'not read');
  assert.ok(!(await run(true)), 'it does not read this');
  write('b.ts', 'new');
  assert.ok(await run(true, () => write('a.ts', 'edited meanwhile')));
  assert.ok(await run(true), 'it may have read what is there no more');
  assert.ok(await run(true, undefined, null), 'it keeps a stamp itself');
});

test('each check has a name of its own, which its stamp has too', () => {
  for (const changed of [undefined, ['a.ts', 'b.md']]) {
    const names = staticChecks(changed).map(check => check.name);
    assert.equal(new Set(names).size, names.length);
  }
});

test('of what has changed only code is linted, and nothing where nothing has changed', () => {
  const argsOf = (changed, kind) =>
    staticChecks(changed).find(check => check.name.startsWith(kind))?.args;
  assert.ok(argsOf(['a.tsx', 'b.md'], 'lint').includes('a.tsx'));
  assert.ok(!argsOf(['a.tsx', 'b.md'], 'lint').includes('b.md'));
  assert.ok(argsOf(['a.tsx', 'b.md'], 'formatting').includes('b.md'));
  assert.equal(argsOf(['b.md'], 'lint'), undefined);
  assert.equal(argsOf([], 'formatting'), undefined);
  assert.ok(argsOf(undefined, 'formatting').includes('.'));
  assert.ok(argsOf(undefined, 'lint').includes('repo'));
});

test('what is made of sources is not compared again where nothing differs from the main branch', () => {
  const namesOf = changed => staticChecks(changed).map(({ name }) => name);
  assert.deepEqual(namesOf([]), ['scripts', 'types', 'documents']);
  for (const changed of [undefined, ['plugins/irsa/package.json']]) {
    for (const name of ['OpenAPI', 'architecture', 'dependencies']) {
      assert.ok(namesOf(changed).includes(name), name);
    }
  }
});

test('API reports are compared where something can have changed them', () => {
  const compares = changed =>
    staticChecks(changed).some(({ name }) => name === 'API reports');
  assert.ok(compares(undefined));
  assert.ok(compares(['plugins/irsa-common/src/index.ts']));
  assert.ok(compares(['plugins/irsa-common/report.api.md']));
  assert.ok(!compares(['docs/install.md']));
  assert.ok(!compares([]));
});

test('what has changed is what differs from the main branch where the work left it', t => {
  const { root, write } = project(t);
  const git = (...args) => {
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@b.example'];
    const { status, stderr } = spawnSync('git', [...author, ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  };
  const commit = () => {
    git('add', '-A');
    git('commit', '-qm', 'x');
  };
  write('b.ts', 'b');
  write('c.ts', 'c');
  write('d.ts', 'd');
  git('checkout', '-qb', 'trunk');
  commit();
  assert.equal(changedFiles(root), undefined, 'no main branch');
  git('branch', 'main');
  assert.deepEqual(changedFiles(root), []);
  write('a.ts', 'committed');
  rmSync(path.join(root, 'b.ts'));
  commit();
  write('c.ts', 'not committed');
  write('e.ts', 'new');
  write('made', 'ignored');
  rmSync(path.join(root, 'd.ts'));
  assert.deepEqual(changedFiles(root), ['a.ts', 'c.ts', 'e.ts']);
  write('.prettierrc', '{}');
  assert.equal(changedFiles(root), undefined, 'rules have changed');
});
