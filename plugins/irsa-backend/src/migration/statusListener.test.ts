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
