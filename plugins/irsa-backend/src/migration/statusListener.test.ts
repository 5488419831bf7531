import { mockLogger } from '../__testUtils__/mockLogger';
import { MigrationRecord } from './model/records';
import { createStatusListener } from './statusListener';

it('the link of a notification leads to where the portal shows the page', async () => {
  const send = jest.fn(async () => {});
  const tell = createStatusListener({
    inventory: { mark: async () => {}, refresh: async () => {} } as never,
    notifications: { send },
    config: { pagePath: '/credentials' },
    logger: mockLogger(),
  });
  await tell({
    id: 'm-7',
    status: 'soaking',
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
  } as unknown as MigrationRecord);
  expect(send).toHaveBeenCalledWith(
    expect.objectContaining({
      payload: expect.objectContaining({
        link: '/credentials/migrations/m-7',
      }),
    }),
  );
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
          'Kept by the migration of Deployment shop/cart, so that it can go back',
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
