import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mockLogger } from '../__testUtils__/mockLogger';
import { registerActions } from './registerActions';
import { ActionParts } from './types';

/** The rest of the actions is asked in a whole portal: see `subjects/routes.test.ts`. */
describe('irsa:change-request', () => {
  const credentials = mockCredentials.user();
  const input = { planId: 'p-1', planHash: 'h-1', acknowledgements: ['links'] };

  function open(delivery?: object) {
    const registry = actionsRegistryServiceMock();
    const logger = mockLogger();
    const start = jest.fn(async () => ({
      id: 'm-1',
      status: 'queued',
      workload: { cluster: 'c', namespace: 'n', kind: 'Deployment', name: 'w' },
    }));
    const parts = {
      plans: { get: async () => ({ plan: { delivery } }) },
      migrations: { start },
    } as unknown as ActionParts;
    registerActions({
      registry,
      guards: {
        auditor: mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
        permissions: mockServices.permissions.mock({
          authorizeConditional: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }),
        userInfo: mockServices.userInfo(),
      },
      logger,
      running: () => (delivery ? { parts } : undefined),
    });
    return { registry, start, logger };
  }

  it('starts the plan once, however often it is asked', async () => {
    const { registry, start } = open({ way: 'changeRequest', state: 'ready' });
    const invoke = () =>
      registry.invoke({ id: 'test:change-request', input, credentials });
    expect(await invoke()).toEqual({
      output: { migrationId: 'm-1', status: 'queued' },
    });
    await invoke();
    expect(start).toHaveBeenCalledTimes(2);
    expect(start).toHaveBeenNthCalledWith(
      1,
      { ...input, idempotencyKey: 'action-p-1' },
      'user:default/mock',
    );
    expect(start.mock.calls[1]).toEqual(start.mock.calls[0]);
  });

  it.each([
    [{ way: 'direct', state: 'ready' }, 'a person starts it'],
    [
      { way: 'changeRequest', state: 'refused', reason: 'No host is set.' },
      'No host is set.',
    ],
  ])('refuses %j', async (delivery, words) => {
    const { registry, start } = open(delivery);
    await expect(
      registry.invoke({ id: 'test:change-request', input, credentials }),
    ).rejects.toThrow(words);
    expect(start).not.toHaveBeenCalled();
  });

  it('logs what it does not tell', async () => {
    const { registry, start, logger } = open({
      way: 'changeRequest',
      state: 'ready',
    });
    start.mockRejectedValue(
      new TypeError('nothing at https://anna:hunter2@git.example.org'),
    );
    await expect(
      registry.invoke({ id: 'test:change-request', input, credentials }),
    ).rejects.toThrow('The log of the backend tells more');
    expect(logger.error).toHaveBeenCalledTimes(1);
    const [[words]] = logger.error.mock.calls;
    expect(words).toMatch(/^Action [\w-]+: TypeError: nothing at https:/);
    expect(words).toContain('openChangeRequest.test.ts');
    expect(words).not.toContain('hunter2');
  });

  it('says that the plugin does not work while it does not', async () => {
    const { registry } = open();
    await expect(
      registry.invoke({ id: 'test:change-request', input, credentials }),
    ).rejects.toThrow('does not work now');
  });
});
