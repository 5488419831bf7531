import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { ObjectAfterRollback } from 'backstage-plugin-irsa-common';
import { mockLogger } from '../__testUtils__/mockLogger';
import { MigrationRecord } from './model/records';
import { createStatusListener } from './statusListener';

async function told(fields: Partial<MigrationRecord>) {
  const send = jest.fn(async () => {});
  const tell = createStatusListener({
    inventory: { mark: async () => {}, refresh: async () => {} } as never,
    notifications: { send },
    config: { pagePath: '/credentials' },
    logger: mockLogger(),
  });
  await tell({
    id: 'm-7',
    execution: {
      workload: {
        cluster: 'production',
        namespace: 'shop',
        kind: 'Deployment',
        name: 'cart',
      },
      secrets: [],
    },
    facts: { ownerRef: 'group:default/shop' },
    state: {},
    ...fields,
  } as unknown as MigrationRecord);
  const [[{ payload }]] = send.mock.calls as unknown as [
    [NotificationSendOptions],
  ];
  return payload;
}

it('the link of a notification leads to where the portal shows the page', async () => {
  expect(await told({ status: 'soaking' })).toMatchObject({
    link: '/credentials/migrations/m-7',
    severity: 'normal',
  });
});

it.each<
  [MigrationRecord['status'], ObjectAfterRollback['state'][], RegExp, string]
>([
  ['failed', ['asBefore'], /failed; what it made is gone again$/, 'high'],
  ['failed', ['asBefore', 'differs'], /failed; look what it has left$/, 'high'],
  ['failed', ['notKnown'], /failed; look what it has left$/, 'high'],
  ['rolledBack', ['asBefore'], /was put back to its static key$/, 'low'],
  ['rolledBack', ['notKnown'], /back; look what is not as before$/, 'high'],
])('%s with %s is told as it was read', async (status, states, words, tone) => {
  const objects = states.map(state => ({ object: 'x', state, message: '' }));
  const afterRollback = { readAt: '2026-11-29T00:00:00Z', objects };
  const { title, severity } = await told({
    status,
    state: { proofs: [], afterRollback },
  } as Partial<MigrationRecord>);
  expect(title).toMatch(words);
  expect(severity).toBe(tone);
});

it('what was not read is not told as being so', async () => {
  const { title } = await told({ status: 'failed' });
  expect(title).toMatch(/look what it has left$/);
});

it.each([
  ['running', undefined],
  ['soaking', 'soaking'],
  ['keyInactive', 'keyOff'],
  ['retired', 'keyOff'],
  ['rolledBack', undefined],
  ['closed', undefined],
] as const)(
  'the Secret that a %s migration keeps is shown as %s',
  async (status, shown) => {
    const mark = jest.fn(async () => {});
    const tell = createStatusListener({
      inventory: { mark, refresh: async () => {} } as never,
      config: { pagePath: '/irsa' },
      logger: mockLogger(),
    });
    const workload = {
      cluster: 'production',
      namespace: 'shop',
      kind: 'Deployment',
      name: 'cart',
    };
    await tell({
      id: 'm-7',
      status,
      execution: {
        workload,
        key: { fingerprint: 'f', last4: 'ABCD', userName: 'cart' },
        secrets: [{ name: 'aws', onlyAwsKeys: true }],
      },
      facts: {},
      state: {},
    } as unknown as MigrationRecord);
    expect(mark).toHaveBeenNthCalledWith(
      1,
      { ...workload, kind: 'Secret', name: 'aws' },
      {
        migrationId: 'm-7',
        status: shown,
        statusReason:
          status === 'retired'
            ? 'Left by the migration of Deployment shop/cart, which has deleted its key'
            : 'Kept by the migration of Deployment shop/cart, so that it can go back',
        migrationStatus: status,
        keptKey: 'f',
      },
    );
    expect(mark).toHaveBeenLastCalledWith(
      workload,
      expect.objectContaining({ migrationId: 'm-7' }),
    );
  },
);
