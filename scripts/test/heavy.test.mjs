import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heavyTests } from '../commands/heavy.mjs';

test('heavy proofs are those that run a sample, by themselves or by a part that suites share', () => {
  const found = heavyTests();
  for (const file of [
    'plugins/irsa-backend/src/migration/model.test.ts',
    'plugins/irsa-backend/src/requests/hosts/github/crash.test.ts',
    'plugins/irsa-backend/src/requests/hosts/gitlab/GitLabHost.test.ts',
    'plugins/irsa-backend/src/requests/hosts/gitea/GiteaHost.test.ts',
  ]) {
    assert.ok(found.includes(file), file);
  }
  assert.ok(!found.includes('plugins/irsa-backend/src/migration/list.test.ts'));
});
