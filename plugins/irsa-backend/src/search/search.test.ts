import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import searchPlugin from '@backstage/plugin-search-backend';
import { until } from '@internal/sandbox/until';
import { Role, Workload } from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import request from 'supertest';
import { pageLinks } from '../config/pageLinks';
import { roleDocument, workloadDocument } from './documents';
import searchModule from './index';

const workload = (name: string, changes: Partial<Workload> = {}) =>
  ({
    id: `eks/shop/Deployment/${name}`,
    cluster: 'eks',
    namespace: 'shop',
    kind: 'Deployment',
    name,
    status: 'static',
    references: [
      {
        objectKind: 'Secret',
        objectName: 'aws-keys',
        envNames: ['AWS_ACCESS_KEY_ID'],
      },
    ],
    keys: [{ last4: 'WXYZ', userName: 'images', state: 'active' }],
    serviceAccount: { name: 'shop', roleArn: undefined },
    asOf: '2026-11-30T22:37:02.566Z',
    ...changes,
  } as unknown as Workload);
const role = {
  accountId: '111122223333',
  name: 'uploader',
  verdict: 'risky',
  findings: [{ message: 'Any ServiceAccount may assume it.' }],
  subjects: ['system:serviceaccount:shop:*'],
} as unknown as Role;

/** Answers as the backend of the plugin does, in two pages. */
const fakeIrsa = createBackendPlugin({
  pluginId: 'irsa',
  register(env) {
    env.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        const router = Router();
        router.get('/workloads', (asked, answer) => {
          answer.json(
            asked.query.cursor
              ? { items: [workload('orders')] }
              : { items: [workload('payments')], nextCursor: 'second' },
          );
        });
        router.get('/roles', (_, answer) => {
          answer.json({ items: [role] });
        });
        http.use(router);
      },
    });
  },
});

describe('search', () => {
  /** What the asker may not see. */
  let hidden: string[] = [];
  const open = async (
    features: Parameters<typeof startTestBackend>[0]['features'],
  ) => {
    const scheduler = mockServices.scheduler();
    const backend = await startTestBackend({
      features: [
        searchPlugin,
        fakeIrsa,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
        mockServices.permissions.mock({
          authorizeConditional: async requests =>
            requests.map(({ permission }) =>
              isResourcePermission(permission)
                ? ({ result: AuthorizeResult.CONDITIONAL } as never)
                : { result: AuthorizeResult.ALLOW },
            ),
          authorize: async requests =>
            requests.map(({ resourceRef }: { resourceRef?: string }) => ({
              result: hidden.includes(resourceRef ?? '')
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
        }).factory,
        ...(features ?? []),
      ],
    });
    const find = async (term: string) => {
      const { body } = await request(backend.server)
        .get('/api/search/query')
        .query({ term });
      return (body.results ?? []).map(
        (each: { type: string; document: { location: string } }) =>
          `${each.type} ${each.document.location}`,
      );
    };
    return { find, scheduler, stop: () => backend.stop() };
  };

  const ORDERS = 'irsa-workload /irsa/services/eks/shop/Deployment/orders';
  const PAYMENTS = 'irsa-workload /irsa/services/eks/shop/Deployment/payments';

  it('finds the workloads and roles that one may see, page after page', async () => {
    const { find, scheduler, stop } = await open([searchModule]);
    try {
      const tasks = await until(
        () => scheduler.getScheduledTasks(),
        ({ length }) => length === 2,
      );
      for (const { id } of tasks) {
        await scheduler.triggerTask(id);
      }
      expect((await find('WXYZ')).sort()).toEqual([ORDERS, PAYMENTS]);
      expect(await find('uploader')).toContain(
        'irsa-role /irsa/trust/111122223333/uploader',
      );
      hidden = ['eks/shop/Deployment/payments', '111122223333/uploader'];
      expect(await find('WXYZ')).toEqual([ORDERS]);
      expect(await find('uploader')).toEqual([]);
    } finally {
      hidden = [];
      await stop();
    }
  });

  it('finds nothing of ours in a portal without the module', async () => {
    const { find, stop } = await open([]);
    try {
      expect(await find('WXYZ')).toEqual([]);
    } finally {
      await stop();
    }
  });

  it('says in words what a workload is, and that it could not be read', () => {
    const links = pageLinks('/keys');
    const { text, location } = workloadDocument(workload('orders'), links);
    expect(text.split('\n')).toEqual([
      'Deployment on eks, as of 2026-11-30 22:37 UTC: has a static AWS key.',
      'Secret aws-keys AWS_ACCESS_KEY_ID',
      'Key …WXYZ WXYZ of IAM user images',
      'ServiceAccount shop',
    ]);
    expect(location).toBe('/keys/services/eks/shop/Deployment/orders');
    const unread = workload('orders', { status: 'unknown', namespace: '' });
    expect(workloadDocument(unread, links)).toMatchObject({
      title: 'orders',
      text: expect.stringContaining('could not be read'),
      location: '/keys/services/eks/-/Deployment/orders',
      authorization: { resourceRef: unread.id },
    });
  });

  it('says what is wrong with a role', () => {
    expect(roleDocument(role, pageLinks('/irsa')).text).toContain(
      'Any ServiceAccount may assume it.',
    );
  });
});
