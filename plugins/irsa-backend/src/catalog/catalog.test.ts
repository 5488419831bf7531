import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { until } from '@internal/sandbox/until';
import { Workload, WorkloadPage } from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import request from 'supertest';
import { FleetStates } from './FleetStates';
import catalogModule from './index';
import { stateOf, WorkloadsByEntity } from './stateOf';

const ROLE = 'arn:aws:iam::111122223333:role/orders';

const entity = (
  kind: string,
  name: string,
  annotations: Record<string, string> = {},
  type = 'service',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    annotations: {
      'backstage.io/managed-by-location': 'url:https://git.example/all.yaml',
      'backstage.io/managed-by-origin-location':
        'url:https://git.example/all.yaml',
      ...annotations,
    },
  },
  spec: { type, lifecycle: 'production', owner: 'team-shop' },
});

const ENTITIES = [
  entity('Component', 'orders', { 'backstage.io/kubernetes-id': 'orders' }),
  entity('Component', 'liar', { 'irsa.portal/state': 'keyless' }),
  entity('Resource', 'eks', {}, 'kubernetes-cluster'),
  entity('Resource', 'orders-role', { 'amazon.com/iam-role-arn': ROLE }),
];

const workload = (status: Workload['status'], changes: object = {}) =>
  ({
    id: `eks/shop/Deployment/${status}`,
    status,
    cluster: 'eks',
    entityRef: 'component:default/orders',
    serviceAccount: { name: 'orders', roleArn: ROLE },
    keys: [{ last4: 'WXYZ' }],
    ...changes,
  } as unknown as Workload);

const LATER = '2100-01-01T00:00:00.000Z';
const eks = (state: string, changes: object = {}) =>
  ({
    clusters: [{ name: 'eks', state, linkedAt: LATER, ...changes }],
  } as any);

const entitiesModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'entities-of-test',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'test',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: ENTITIES.map(each => ({
                entity: each,
                locationKey: 'test',
              })),
            }),
        });
      },
    });
  },
});

describe('the catalog', () => {
  /** What our backend answers. */
  let pages: Partial<WorkloadPage>[] = [];
  let failsWith: number | undefined;
  const fakeIrsa = createBackendPlugin({
    pluginId: 'irsa',
    register(env) {
      env.registerInit({
        deps: { http: coreServices.httpRouter },
        async init({ http }) {
          const router = Router();
          router.get('/workloads', ({ query }, answer) => {
            answer
              .status(failsWith ?? 200)
              .json(pages[query.cursor === undefined ? 0 : 1]);
          });
          http.use(router);
        },
      });
    },
  });

  const open = async (
    ...features: NonNullable<Parameters<typeof startTestBackend>[0]['features']>
  ) => {
    const scheduler = mockServices.scheduler();
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        entitiesModule,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        logger.factory,
        mockServices.rootConfig.factory({
          data: {
            catalog: { rules: [{ allow: ['Component', 'Resource'] }] },
          },
        }),
        ...features,
      ],
    });
    const find = async (ref: string) => {
      const [kind, name] = ref.split(':');
      const { body } = await request(backend.server).get(
        `/api/catalog/entities/by-name/${kind}/default/${name}`,
      );
      return body as Entity;
    };
    return {
      update: () => scheduler.triggerTask('irsa_state_of_entities'),
      find,
      /** Waits until the annotation says it. */
      said: async (name: string, state: string | undefined) =>
        until(
          () => find(`component:${name}`),
          ({ metadata }) =>
            metadata !== undefined &&
            metadata.annotations?.['irsa.portal/state'] === state,
        ),
      warnings: () => logger.warn.mock.calls.map(([line]) => line),
      stop: () => backend.stop(),
    };
  };

  const targets = ({ relations = [] }: Entity) =>
    relations
      .filter(({ type }) => type === 'dependsOn')
      .map(({ targetRef }) => targetRef);

  beforeEach(() => {
    failsWith = undefined;
    pages = [
      { items: [workload('keyless')], coverage: eks('ok'), nextCursor: 'two' },
      { items: [workload('soaking')], coverage: eks('ok') },
    ];
  });

  it('says on an entity what is known of its workloads, changes it with them, and does not believe its file', async () => {
    const { update, find, said, warnings, stop } = await open(
      fakeIrsa,
      catalogModule,
    );
    const began = Date.now();
    const at = (later: number) =>
      jest.spyOn(Date, 'now').mockReturnValue(began + later);
    try {
      const before = eks('ok', { linkedAt: new Date(began).toISOString() });
      pages = [{ items: [workload('keyless')], coverage: before }];
      await update();
      await said('orders', 'not known');
      // The entity came at the beginning, however often it was processed since.
      const after = new Date(began + 110_000).toISOString();
      const linked = eks('ok', { linkedAt: after });
      pages = [
        {
          items: [workload('keyless')],
          coverage: linked,
          nextCursor: 'two',
        },
        { items: [workload('soaking')], coverage: linked },
      ];
      at(130_000);
      await update();
      await said('orders', 'soaking');
      await said('liar', undefined);
      pages = [{ items: [workload('static')], coverage: eks('ok') }];
      at(260_000);
      await update();
      const found = await said('orders', 'static key');
      expect(JSON.stringify(found)).not.toContain('WXYZ');
      const related = await until(
        () => find('component:orders'),
        each => targets(each).length === 2,
      );
      expect(targets(related)).toEqual([
        'resource:default/eks',
        'resource:default/orders-role',
      ]);
      expect((await find('resource:eks')).relations).toContainEqual({
        type: 'dependencyOf',
        targetRef: 'component:default/orders',
      });
      expect(warnings()).toEqual([]);
    } finally {
      jest.restoreAllMocks();
      await stop();
    }
  });

  it('says not known while our backend cannot answer, and tells that once', async () => {
    failsWith = 503;
    const { update, said, warnings, stop } = await open(
      fakeIrsa,
      catalogModule,
    );
    try {
      await update();
      await update();
      await update();
      await said('orders', 'not known');
      expect(warnings()).toEqual([
        expect.stringMatching(/state of AWS keys cannot be read.*503/),
      ]);
    } finally {
      await stop();
    }
  });

  it('says nothing in a portal without our backend', async () => {
    const { update, find, said, warnings, stop } = await open(catalogModule);
    try {
      await update();
      await said('orders', undefined);
      await said('liar', undefined);
      expect(targets(await find('component:orders'))).toEqual([]);
      expect(warnings()).toEqual([]);
    } finally {
      await stop();
    }
  });
});

describe('the state of an entity', () => {
  const of = (
    statuses: Workload['status'][],
    state = 'ok',
    cluster?: string,
  ) => {
    const workloads = new WorkloadsByEntity();
    statuses.forEach(status => workloads.add(workload(status)));
    const coverage = {
      clusters: [
        ...eks(state).clusters,
        { ...eks('ok').clusters[0], name: 'lab' },
      ] as never,
    };
    const linked = workloads.get('component:default/orders');
    return stateOf(linked, coverage, { cluster, since: 0 });
  };

  it.each<[Workload['status'][], string | undefined]>([
    [['keyless', 'soaking', 'unknown', 'rolledBack'], 'static key'],
    [['keyless', 'soaking', 'unknown'], 'not known'],
    [['keyless', 'keyOff'], 'soaking'],
    [['notAws', 'keyless'], 'keyless'],
    [[], undefined],
  ])('of %j is %s', (statuses, state) => {
    expect(of(statuses)).toBe(state);
  });

  it('is known as good only where its clusters were read in full', () => {
    expect(of(['keyless'], 'partial')).toBe('not known');
    expect(of([], 'unauthorized')).toBe('not known');
    expect(of(['static'], 'unauthorized')).toBe('static key');
    expect(of(['keyless'], 'unauthorized', 'lab')).toBe('keyless');
    expect(of([], 'ok', 'another')).toBe('not known');
    expect(
      stateOf(undefined, eks('ok', { linkDoubt: 'x' }), { since: 0 }),
    ).toBe('not known');
  });

  it.each([
    ['before it came', 59_000, 'not known'],
    ['while the catalog put it together', 60_000, 'not known'],
    ['after it came', 60_001, undefined],
    ['never', undefined, 'not known'],
  ])('is known only where workloads were linked %s', (_, at, state) => {
    const linkedAt = at && new Date(at).toISOString();
    expect(stateOf(undefined, eks('ok', { linkedAt }), { since: 0 })).toBe(
      state,
    );
  });
});

it('counts a reading for six minutes, then says not known, and forgets nothing sooner', async () => {
  const logger = mockServices.logger.mock();
  let now = 0;
  let answers = true;
  const workloads = new WorkloadsByEntity();
  workloads.add(workload('keyless'));
  const states = new FleetStates({
    readFleet: async () => {
      if (!answers) {
        throw new Error('no route');
      }
      return { workloads, coverage: eks('ok') };
    },
    readResources: async () => ({ clusters: new Map(), roles: new Map() }),
    logger,
    now: () => now,
    waitsMs: 0,
  });
  const [orders] = ENTITIES;
  expect((await states.tell(orders, 0)).state).toBe('not known');
  expect(await states.update()).toEqual(['component:default/orders']);
  answers = false;
  for (now = 120_000; now <= 360_000; now += 60_000) {
    expect(await states.update()).toEqual([]);
  }
  now = 360_000;
  expect((await states.tell(orders, 0)).state).toBe('keyless');
  now = 361_000;
  expect(await states.update()).toEqual(['component:default/orders']);
  expect((await states.tell(orders, 0)).state).toBe('not known');
  expect(logger.warn).toHaveBeenCalledTimes(1);
  answers = true;
  now += 600_000;
  expect(await states.update()).toEqual(['component:default/orders']);
  expect(logger.info).toHaveBeenCalledTimes(1);
});
