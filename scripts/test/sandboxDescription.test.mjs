import assert from 'node:assert/strict';
import test from 'node:test';
import { publicDescription } from '../lib/sandboxDescription.mjs';

test('a terminal shows names and addresses of the sandbox, and no key', () => {
  const line = JSON.stringify({
    accounts: [
      {
        id: '111122223333',
        endpoint: 'http://127.0.0.1:4566',
        rootAccessKeyId: 'the-id',
        rootSecretAccessKey: 'the-secret',
      },
    ],
    clusters: [
      {
        name: 'eks',
        server: 'https://127.0.0.1:6443',
        kubeconfig: '/state/eks.kubeconfig',
        adminToken: 'the-token',
      },
    ],
  });
  assert.equal(
    publicDescription(line),
    '{"accounts":[{"id":"111122223333","endpoint":"http://127.0.0.1:4566"}],"clusters":[{"name":"eks","server":"https://127.0.0.1:6443","kubeconfig":"/state/eks.kubeconfig"}]}',
  );
});

test('other lines of the sandbox are no description', () => {
  for (const line of ['ready', '{}', 'null', '[1]', '{"clusters":1}']) {
    assert.equal(publicDescription(line), undefined);
  }
});
