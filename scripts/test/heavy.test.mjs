import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { heavyTests } from '../commands/heavy.mjs';
import { ignoredSuites, leaveToCi } from '../jest/leaveToCi.cjs';
import { inRoot } from '../lib/paths.mjs';

test('heavy proofs are those that run a sample, by themselves or by a part that suites share', () => {
  const found = heavyTests();
  for (const file of [
    'plugins/irsa-backend/src/migration/model.test.ts',
    'plugins/irsa-backend/src/requests/hosts/github/crash.ci.test.ts',
    'plugins/irsa-backend/src/requests/hosts/gitlab/GitLabHost.ci.test.ts',
    'plugins/irsa-backend/src/requests/hosts/gitea/GiteaHost.ci.test.ts',
  ]) {
    assert.ok(found.includes(file), file);
  }
  assert.ok(!found.includes('plugins/irsa-backend/src/migration/list.test.ts'));
});

test('CI runs every test that npm test leaves out, and each table whole', () => {
  const rows = heavyTests('rows');
  for (const file of [
    'plugins/irsa-backend/src/requests/hosts/github/crash.ci.test.ts',
    'plugins/irsa-backend/src/requests/hosts/github/GitHubHost.test.ts',
    'plugins/irsa-backend/src/requests/hosts/gitea/GiteaHost.ci.test.ts',
    'plugins/irsa-backend/src/migration/observed.test.ts',
    'plugins/irsa-backend/src/hosts.ci.test.ts',
    'test/contract/src/aws/roles.test.ts',
  ]) {
    assert.ok(rows.includes(file), file);
  }
  // It has a step of its own.
  assert.ok(!rows.includes('plugins/irsa-backend/src/migration/model.test.ts'));
  const whole = heavyTests();
  assert.deepEqual(
    rows.filter(file => !whole.includes(file)),
    [],
  );
  assert.match(
    readFileSync(inRoot('.ci/run'), 'utf8'),
    /^IRSA_TEST_SIZE=rows run unit npm test$/m,
  );
});

test('what is left to CI is skipped by its name or by that of its group, without a size only', () => {
  const tree = () => ({
    children: [
      { type: 'test', name: 'main' },
      { type: 'test', name: 'rare (in CI)' },
      { type: 'test', name: 'tells (in CI) what' },
      {
        type: 'describeBlock',
        name: 'rare group (in CI)',
        children: [
          {
            type: 'describeBlock',
            name: 'deeper',
            children: [{ type: 'test', name: 'within' }],
          },
        ],
      },
    ],
  });
  const skipped = block =>
    block.children.flatMap(child =>
      child.type === 'test'
        ? [child].filter(({ mode }) => mode === 'skip').map(({ name }) => name)
        : skipped(child),
    );
  const sample = tree();
  leaveToCi(sample, undefined);
  assert.deepEqual(skipped(sample), ['rare (in CI)', 'within']);
  for (const size of ['rows', 'whole']) {
    const all = tree();
    leaveToCi(all, size);
    assert.deepEqual(skipped(all), []);
  }
});

test('suites of rarer cases are not even loaded, without a size only', () => {
  const runs = (size, file) =>
    !ignoredSuites({}, size).some(pattern => new RegExp(pattern).test(file));
  for (const file of [
    '/src/hosts.ci.test.ts',
    '/src/home.ci.test.tsx',
    '/test/contract/src/aws/roles.test.ts',
  ]) {
    assert.ok(!runs(undefined, file));
    assert.ok(runs('rows', file));
  }
  assert.ok(runs(undefined, '/src/ci.test.ts'));
});
