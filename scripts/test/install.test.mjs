import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {
  computeStamp,
  findMissingPackages,
  findYarn,
} from '../lib/install.mjs';
import { withLock } from '../lib/lock.mjs';

function makeProject(t) {
  const project = mkdtempSync(path.join(tmpdir(), 'project-'));
  t.after(() => rmSync(project, { recursive: true }));
  const write = (file, content) => {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), content);
  };
  write(
    '.yarnrc.yml',
    'nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-1.cjs\n',
  );
  write('package.json', '{}');
  write('yarn.lock', 'a');
  write('packages/one/package.json', '{}');
  write('plugins/two/package.json', '{}');
  return { project, write };
}

test('the stamp follows every file that decides what is installed, and no other', t => {
  const { project, write } = makeProject(t);
  const seen = [computeStamp(project)];
  write('README.md', 'words');
  assert.equal(computeStamp(project), seen[0]);
  for (const file of [
    'yarn.lock',
    'package.json',
    'plugins/two/package.json',
    'packages/new/package.json',
  ]) {
    write(file, '{"changed":true}');
    const stamp = computeStamp(project);
    assert.ok(!seen.includes(stamp), file);
    seen.push(stamp);
  }
});

test('finds the committed Yarn', t => {
  const { project } = makeProject(t);
  assert.equal(
    findYarn(project),
    path.join(project, '.yarn/releases/yarn-1.cjs'),
  );
});

test('notices packages that are gone, and an install that never ended', t => {
  const { project, write } = makeProject(t);
  assert.equal(findMissingPackages(project), undefined);
  write(
    'node_modules/.yarn-state.yml',
    '"a@npm:1":\n  locations:\n    - "node_modules/a"\n"@s/b@npm:1":\n  locations:\n    - "node_modules/@s/b"\n"app@workspace:.":\n  locations:\n    - ""\n',
  );
  write('node_modules/a/package.json', '{}');
  assert.deepEqual(findMissingPackages(project), ['node_modules/@s/b']);
  write('node_modules/@s/b/package.json', '{}');
  assert.deepEqual(findMissingPackages(project), []);
});

test('of two actions under one lock, the second waits for the first', async t => {
  const { project } = makeProject(t);
  const lock = path.join(project, 'lock');
  const order = [];
  let finishFirst;
  const first = withLock(lock, async () => {
    order.push('first begins');
    await new Promise(resolve => (finishFirst = resolve));
    order.push('first ends');
  });
  const second = withLock(lock, () => order.push('second'));
  finishFirst();
  await Promise.all([first, second]);
  assert.deepEqual(order, ['first begins', 'first ends', 'second']);
});

test('a lock whose owner has died is taken over, and one is freed after a failure', async t => {
  const { project, write } = makeProject(t);
  const lock = path.join(project, 'lock');
  write('lock/pid', '4194999');
  await assert.rejects(
    withLock(lock, () => {
      throw new Error('boom');
    }),
    /boom/,
  );
  await withLock(lock, () => {});
});
