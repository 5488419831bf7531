import { Entity } from '@backstage/catalog-model';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { Knex } from 'knex';
import { mockLogger } from '../__testUtils__/mockLogger';
import { sandboxConfig } from '../__testUtils__/sandboxConfig';
import { mockAuth } from '../__testUtils__/mockAuth';
import { inMemoryCatalog } from '../__testUtils__/inMemoryCatalog';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { customDefinition } from '../__testUtils__/customDefinition';
import { DefaultAccountRegistry } from '../accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { readIrsaConfig } from '../config/readIrsaConfig';
import { DatabaseInventory } from './DatabaseInventory';
import { CatalogFill } from './links/CatalogFill';
import { FILLING } from './store/SettledLinks';

onOneDatabase('watching the walk-through', open => {
  let sandbox: Sandbox;
  let knex: Knex;

  beforeAll(async () => {
    sandbox = await startSandbox({
      scenario: 'walkthrough',
      portalIdentity: true,
    });
    knex = await open();
  });
  afterAll(() => sandbox?.close());

  /** A replica of the portal on the shared database; `stop` ends what it follows. */
  async function replica(
    entities: Entity[] = [],
    catalog = { away: false },
    catalogFill = new CatalogFill(0),
  ) {
    const rootConfig = sandboxConfig(sandbox);
    const logger = mockLogger();
    const config = readIrsaConfig(rootConfig);
    const clusters = DefaultClusterRegistry.create({
      config,
      rootConfig,
      logger,
    });
    const inventory = await DatabaseInventory.create({
      database: knex,
      clusters,
      accounts: DefaultAccountRegistry.create({ config, rootConfig, logger }),
      catalog: Object.assign(inMemoryCatalog(entities), {
        streamEntities: async function* pages() {
          if (catalog.away) {
            throw new Error('The catalog has not started');
          }
          yield entities;
        },
      }),
      catalogFill,
      auth: mockAuth(),
      logger,
      config,
    });
    const leave = new AbortController();
    let running = Promise.resolve();
    return {
      inventory,
      logger,
      /** Like the task of the scheduler, one run after the other. */
      start() {
        running = (async () => {
          while (!leave.signal.aborted) {
            await inventory.keeper.follow(clusters.all()[0], leave.signal);
          }
        })();
      },
      /** One turn of the scheduler's task. */
      follow: () => inventory.keeper.follow(clusters.all()[0], leave.signal),
      async stop() {
        leave.abort();
        await running;
      },
    };
  }

  const cluster = () => sandbox.cluster(sandbox.clusters[0].name);
  const ref = (name: string, kind = 'Deployment') => ({
    cluster: sandbox.clusters[0].name,
    namespace: 'production',
    kind,
    name,
  });
  const deployment = (name: string, podSpec: object) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'production' },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name: 'main', image: 'registry.example/idle' }],
          ...podSpec,
        },
      },
    },
  });
  const componentOf = (app: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: app,
      annotations: { 'backstage.io/kubernetes-label-selector': `app=${app}` },
    },
    spec: { owner: 'team-profile' },
  });
  const withSecret = (secret: string) => ({
    containers: [
      {
        name: 'main',
        image: 'registry.example/idle',
        envFrom: [{ secretRef: { name: secret } }],
      },
    ],
  });
  const statusOf = (inventory: DatabaseInventory, name: string) =>
    inventory.get(ref(name)).then(
      ({ status }) => status,
      () => 'not there',
    );
  const isThere = async (inventory: DatabaseInventory, name: string) =>
    (await statusOf(inventory, name)) !== 'not there';
  const isFollowed = async () =>
    (await knex('watch_positions').where({ resource: '@listed' })).length > 0;

  it('finds the Secret of a class for a workload that comes (in CI)', async () => {
    const portal = await replica();
    portal.start();
    try {
      await until(isFollowed);
      await cluster().apply([
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: {
            name: 'of-class',
            namespace: 'production',
            labels: { 'secrets.stackable.tech/class': 's3' },
          },
          stringData: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
        },
        deployment('classy', {
          containers: [
            {
              name: 'main',
              image: 'registry.example/idle',
              volumeMounts: [{ name: 'keys', mountPath: '/keys' }],
            },
          ],
          volumes: [
            {
              name: 'keys',
              ephemeral: {
                volumeClaimTemplate: {
                  metadata: {
                    annotations: { 'secrets.stackable.tech/class': 's3' },
                  },
                  spec: { accessModes: ['ReadWriteOnce'] },
                },
              },
            },
          ],
        }),
      ]);
      await until(() => isThere(portal.inventory, 'classy'));
      expect((await portal.inventory.get(ref('classy'))).references).toEqual([
        expect.objectContaining({
          location: 'volume-secret',
          objectName: 'of-class',
        }),
      ]);
    } finally {
      await portal.stop();
    }
  });

  it('is linked to what comes into the catalog after it was listed (in CI)', async () => {
    const entities: Entity[] = [];
    const portal = await replica(entities);
    portal.start();
    try {
      const listedAt = async () =>
        (await portal.inventory.coverage()).clusters[0].lastTriedAt;
      // The cluster is followed, so that the pass in between does not list it.
      await until(async () => {
        const before = await listedAt();
        await portal.inventory.keeper.scanDue();
        return before !== undefined && before === (await listedAt());
      });
      const owner = async () =>
        (await portal.inventory.get(ref('test'))).ownerRef;
      expect(await owner()).toBeUndefined();
      entities.push(componentOf('test'));
      await portal.inventory.keeper.scanDue();
      expect(await owner()).toBe('group:default/team-profile');
    } finally {
      await portal.stop();
    }
  });

  it('is linked by another replica to what came after it was listed, and says as of when (in CI)', async () => {
    const first = await replica([componentOf('earlier')]);
    const entities = [componentOf('earlier')];
    const second = await replica(entities);
    try {
      await cluster().apply([deployment('shared', withSecret('aws-secrets'))]);
      await first.inventory.scan();
      const linkedAt = async () =>
        Date.parse(
          (await second.inventory.coverage()).clusters[0].linkedAt ?? '',
        );
      const listed = await linkedAt();
      await until(() => Date.now() > listed);
      await second.inventory.keeper.linkAnew();
      const looked = await linkedAt();
      expect(looked).toBeGreaterThan(listed);
      entities.push(componentOf('shared'));
      await until(() => Date.now() > looked);
      await second.inventory.keeper.linkAnew();
      expect(await linkedAt()).toBeGreaterThan(looked);
      expect((await second.inventory.get(ref('shared'))).ownerRef).toBe(
        'group:default/team-profile',
      );
    } finally {
      await first.stop();
      await second.stop();
    }
  });

  it('is not called one without an owner until the catalog has had time to fill', async () => {
    const catalog = { isWhole: false };
    const fill = Object.assign(new CatalogFill(), {
      note: () => catalog.isWhole,
    });
    const portal = await replica([componentOf('other')], undefined, fill);
    try {
      await knex('coverage').where({ type: 'settled' }).delete();
      await cluster().apply([deployment('new', withSecret('aws-secrets'))]);
      await portal.inventory.scan();
      const before = await portal.inventory.get(ref('new'));
      expect(before).toMatchObject({
        ownerDoubt: FILLING,
        isOwnerPending: true,
      });
      const coverage = async () =>
        (await portal.inventory.coverage()).clusters[0];
      const { linkDoubt, lastTriedAt } = await coverage();
      expect(linkDoubt).toBe(FILLING);
      catalog.isWhole = true;
      await portal.inventory.keeper.linkAnew();
      // Nothing is listed again for that.
      expect(await coverage()).toMatchObject({ lastTriedAt });
      expect((await coverage()).linkDoubt).toBeUndefined();
      const after = await portal.inventory.get(ref('new'));
      expect(after.ownerDoubt).toBeUndefined();
      expect(after.isOwnerPending).toBeUndefined();
      const none = { owner: ['none'], offset: 0, limit: 100 };
      const { items } = await portal.inventory.list(none);
      expect(items.map(({ name }) => name)).toContain('new');
    } finally {
      await portal.stop();
    }
  });

  it('has an owner that is not known while the catalog cannot be read, and is linked soon after', async () => {
    const catalog = { away: true };
    const portal = await replica([componentOf('late')], catalog);
    try {
      await cluster().apply([deployment('late', withSecret('aws-secrets'))]);
      await portal.inventory.scan();
      const before = await portal.inventory.get(ref('late'));
      expect(before.ownerRef).toBeUndefined();
      expect(before.ownerDoubt).toBe('The catalog could not be read');
      catalog.away = false;
      await portal.inventory.keeper.linkAnew();
      const after = await portal.inventory.get(ref('late'));
      expect(after.ownerRef).toBe('group:default/team-profile');
      expect(after.ownerDoubt).toBeUndefined();
    } finally {
      await portal.stop();
    }
  });

  it('keeps what the catalog said at the last scan when the cluster changes afterwards (in CI)', async () => {
    const entities: Entity[] = [];
    const portal = await replica(entities);
    portal.start();
    try {
      await until(isFollowed);
      await cluster().apply([deployment('claimed', withSecret('aws-secrets'))]);
      await until(() => isThere(portal.inventory, 'claimed'));
      const seen = async () => portal.inventory.get(ref('claimed'));
      // What the watch goes by was read while the catalog was still empty.
      entities.push({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'claimed',
          annotations: {
            'backstage.io/kubernetes-label-selector': 'app=claimed',
          },
        },
        spec: { owner: 'team-profile' },
      });
      await portal.inventory.scan();
      expect((await seen()).ownerRef).toBe('group:default/team-profile');
      const { references } = await seen();
      const [main] = withSecret('aws-secrets').containers;
      await cluster().apply([
        deployment('claimed', {
          containers: [main, { ...main, name: 'beside' }],
        }),
      ]);
      await until(
        async () => (await seen()).references.length > references.length,
      );
      expect((await seen()).ownerRef).toBe('group:default/team-profile');
    } finally {
      await portal.stop();
    }
  });

  it('shows new, changed and deleted workloads, Secrets and roles by watching, long before the next list', async () => {
    const portal = await replica();
    portal.start();
    try {
      await until(isFollowed);
      await until(
        async () => (await statusOf(portal.inventory, 'test')) === 'static',
      );
      const shows = (name: string, status: string) =>
        until(async () => (await statusOf(portal.inventory, name)) === status);
      await cluster().apply([deployment('new', withSecret('later'))]);
      await until(
        async () =>
          (
            await knex('workload_objects').where('object', 'like', '%/later')
          ).length === 1,
      );
      // Its Secret is created afterwards, which does not change the workload itself.
      await cluster().apply([
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'later', namespace: 'production' },
          stringData: {
            AWS_ACCESS_KEY_ID: `AKIA${'LATERLATERLATER2'}`,
            AWS_SECRET_ACCESS_KEY: 's'.repeat(40),
          },
        },
      ]);
      await shows('new', 'static');
      await cluster().apply([
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: {
            name: 'default',
            namespace: 'production',
            annotations: {
              'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/r',
            },
          },
        },
      ]);
      await shows('new', 'shadowed');
      await cluster().apply([deployment('new', {})]);
      await shows('new', 'keyless');
      const { store } = cluster();
      const type = { group: 'apps', plural: 'deployments' };
      store.remove(type, store.get(type, 'production', 'new')!);
      await shows('new', 'not there');
      expect(
        await knex('workload_objects').where('object', 'like', '%/later'),
      ).toEqual([]);
    } finally {
      await portal.stop();
    }
  });

  it('shows what nothing uses by itself, and custom resources', async () => {
    const awsKey = (name: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: 'production' },
      stringData: {
        AWS_ACCESS_KEY_ID: `AKIA${'LATERLATERLATER3'}`,
        AWS_SECRET_ACCESS_KEY: 's'.repeat(40),
      },
    });
    const bucket = (spec: object) => ({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'Bucket',
      metadata: { name: 'artifacts', namespace: 'production' },
      spec: { endpoint: 's3.amazonaws.com', provider: 'aws', ...spec },
    });
    await cluster().apply([
      customDefinition('source.toolkit.fluxcd.io', 'Bucket'),
    ]);
    await knex('watch_positions').delete();
    const portal = await replica();
    portal.start();
    const shows = (kind: string, name: string, status: string) =>
      until(
        async () =>
          (await portal.inventory.get(ref(name, kind)).then(
            workload => workload.status,
            () => 'not there',
          )) === status,
      );
    try {
      await until(isFollowed);
      await cluster().apply([deployment('ready', {})]);
      await until(() => isThere(portal.inventory, 'ready'));
      await cluster().apply([awsKey('loose')]);
      await shows('Secret', 'loose', 'static');
      await cluster().apply([deployment('user', withSecret('loose'))]);
      await shows('Secret', 'loose', 'not there');
      await cluster().apply([deployment('user', {})]);
      await shows('Secret', 'loose', 'static');

      const flux = 'Bucket.source.toolkit.fluxcd.io';
      await cluster().apply([bucket({})]);
      await cluster().apply([bucket({ secretRef: { name: 'later-made' } })]);
      await shows(flux, 'artifacts', 'static');
      // Its names are known now, and none is the name of a key.
      await cluster().apply([
        { ...awsKey('later-made'), stringData: { role: 'reader' } },
      ]);
      await shows(flux, 'artifacts', 'keyless');
      expect(await isThere(portal.inventory, 'user')).toBe(true);
    } finally {
      await portal.stop();
    }
  });

  it('tells once that it may follow nothing, gives up its turn, and does not say that it is current (in CI)', async () => {
    const portal = await replica();
    portal.start();
    await until(isFollowed);
    await portal.stop();
    const next = await replica();
    const { faults } = cluster();
    const rows = await knex('watch_positions').select('resource');
    const followed = new Set(rows.map(({ resource }) => resource));
    faults.failNext(1_000_000, {
      code: 403,
      reason: 'Forbidden',
      matches: (_method, path) => followed.has(path),
    });
    const seenAt = () =>
      knex('watch_positions').where({ resource: '@alive' }).select();
    const before = await seenAt();
    try {
      for (let turn = 0; turn < 3; turn += 1) {
        await expect(next.follow()).rejects.toThrow(/403/);
      }
      const told = next.logger.warn.mock.calls.map(([line]) => String(line));
      expect(told.length).toBeGreaterThan(1);
      expect(told).toEqual([...new Set(told)]);
      expect(await seenAt()).toEqual(before);
    } finally {
      faults.clear();
    }
    next.start();
    try {
      await cluster().apply([deployment('back', withSecret('aws-secrets'))]);
      await until(() => isThere(next.inventory, 'back'));
    } finally {
      await next.stop();
    }
  });

  it('looks at a kind whose definition appears (in CI)', async () => {
    const first = await replica();
    first.start();
    try {
      await until(isFollowed);
      const group = 'art.example.com';
      await cluster().apply([
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRole',
          metadata: {
            name: 'galleries',
            labels: { 'irsa.portal/aggregate': 'true' },
          },
          rules: [
            {
              apiGroups: [group],
              resources: ['gallerys'],
              verbs: ['get', 'list', 'watch'],
            },
          ],
        },
      ]);
      await until('the right to be aggregated', () =>
        JSON.stringify(
          cluster().store.get(
            { group: 'rbac.authorization.k8s.io', plural: 'clusterroles' },
            undefined,
            'irsa-portal-other-resources',
          ),
        ).includes('gallerys'),
      );
      await cluster().apply([
        customDefinition(group, 'Gallery'),
        {
          apiVersion: `${group}/v1`,
          kind: 'Gallery',
          metadata: { namespace: 'production', name: 'pictures' },
          spec: { object_storage_s3_secret: 'aws-secrets' },
        },
      ]);
      const nameOfSecret = () =>
        first.inventory.get(ref('pictures', `Gallery.${group}`)).then(
          ({ references }) => references[0]?.objectName,
          () => undefined,
        );
      expect(await until(nameOfSecret, Boolean)).toBe('aws-secrets');
    } finally {
      await first.stop();
    }
  });

  it('goes on where another replica has left off, without listing (in CI)', async () => {
    const first = await replica();
    const second = await replica();
    first.start();
    await until(isFollowed);
    await first.stop();
    await cluster().apply([deployment('meanwhile', withSecret('aws-secrets'))]);
    cluster().requests.clear();
    second.start();
    try {
      await until(() => isThere(second.inventory, 'meanwhile'));
      const lists = cluster()
        .requests.all()
        .filter(({ verb }) => verb === 'list');
      // Which kinds there are is asked anew, as discovery is.
      expect(
        lists.filter(
          ({ resource }) => resource !== 'customresourcedefinitions',
        ),
      ).toEqual([]);
    } finally {
      await second.stop();
    }
  });

  it('lists again when the server has forgotten where it was, and finds what it has missed (in CI)', async () => {
    const portal = await replica();
    portal.start();
    await until(isFollowed);
    await portal.stop();
    await cluster().apply([deployment('missed', withSecret('aws-secrets'))]);
    const { store } = cluster();
    const type = { group: 'apps', plural: 'deployments' };
    store.remove(type, store.get(type, 'production', 'meanwhile')!);
    store.compact();
    const next = await replica();
    next.start();
    try {
      await until(() => isThere(next.inventory, 'missed'));
      await until(async () => !(await isThere(next.inventory, 'meanwhile')));
      expect(next.logger.info).toHaveBeenCalledWith(
        expect.stringContaining('is listed again'),
      );
    } finally {
      await next.stop();
    }
  });

  it('comes back after its connections were cut, and asks for no value (in CI)', async () => {
    const portal = await replica();
    portal.start();
    const watches = () =>
      cluster()
        .requests.all()
        .filter(({ verb }) => verb === 'watch');
    try {
      await until(isFollowed);
      await cluster().apply([deployment('cut', withSecret('aws-secrets'))]);
      await until(() => isThere(portal.inventory, 'cut'));
      cluster().dropConnections();
      cluster().requests.clear();
      await cluster().apply([deployment('after', withSecret('aws-secrets'))]);
      await until(() => isThere(portal.inventory, 'after'));
    } finally {
      await portal.stop();
    }
    // A request is in the record when its answer has ended.
    await until(async () => watches().length > 5);
    expect(
      watches().filter(
        ({ accept }) => !accept.includes('PartialObjectMetadata'),
      ),
    ).toEqual([]);
  });

  it('shows what a resource that others are judged by does to them, and what its end does (in CI)', async () => {
    const production = (name: string) => ({ namespace: 'production', name });
    const word = { secretKeyRef: { name: 'queue', key: 'word' } };
    const custom = (
      group: string,
      kind: string,
      name: string,
      spec: object,
      labels = {},
    ) => ({
      apiVersion: `${group}/v1`,
      kind,
      metadata: { ...production(name), labels },
      spec,
    });
    const secret = (name: string, key: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: production(name),
      stringData: { [key]: 's'.repeat(40) },
    });
    const scaled = (target: string) =>
      custom('keda.sh', 'ScaledObject', 'queue', {
        scaleTargetRef: { name: target },
        triggers: [{ metadata: { awsSecretAccessKeyFromEnv: 'WORD' } }],
      });
    const [keda, strimzi, minio] = [
      'keda.sh',
      'kafka.strimzi.io',
      'minio.min.io',
    ];
    // An account without a role, whatever the others have.
    const plain = { serviceAccountName: 'plain' };
    const takesWord = {
      ...plain,
      containers: [
        {
          name: 'main',
          image: 'registry.example/idle',
          env: [{ name: 'WORD', valueFrom: word }],
        },
      ],
    };
    await cluster().apply([
      customDefinition(keda, 'ScaledObject'),
      customDefinition(strimzi, 'KafkaConnect'),
      customDefinition(strimzi, 'KafkaConnector'),
      customDefinition(minio, 'Tenant'),
      secret('queue', 'word'),
      secret('lake', 'AWS_SECRET_ACCESS_KEY'),
      deployment('first', takesWord),
      deployment('second', takesWord),
      deployment('loader', { ...plain, ...withSecret('lake') }),
      custom(
        strimzi,
        'KafkaConnector',
        'orders',
        { config: { 'aws.secret.access.key': '${env:WORD}' } },
        { 'strimzi.io/cluster': 'sinks' },
      ),
    ]);
    await knex('watch_positions').delete();
    const portal = await replica();
    portal.start();
    const shows = (name: string, status: string, kind?: string) =>
      until(
        async () =>
          (await portal.inventory.get(ref(name, kind)).then(
            found => found.status,
            () => 'not there',
          )) === status,
      );
    const remove = (group: string, plural: string, name: string) => {
      const type = { group, plural };
      const { store } = cluster();
      store.remove(type, store.get(type, 'production', name)!);
    };
    try {
      await until(isFollowed);
      await shows('first', 'keyless');
      await cluster().apply([scaled('first')]);
      await shows('first', 'static');
      await cluster().apply([scaled('second')]);
      await shows('first', 'keyless');
      await shows('second', 'static');
      remove(keda, 'scaledobjects', 'queue');
      await shows('second', 'keyless');

      const connector = `KafkaConnector.${strimzi}`;
      await shows('orders', 'unknown', connector);
      await cluster().apply([
        custom(strimzi, 'KafkaConnect', 'sinks', {
          externalConfiguration: { env: [{ name: 'WORD', valueFrom: word }] },
        }),
      ]);
      await shows('orders', 'static', connector);
      remove(strimzi, 'kafkaconnects', 'sinks');
      await shows('orders', 'unknown', connector);

      await shows('loader', 'static');
      await cluster().apply([
        custom(minio, 'Tenant', 'store', { users: [{ name: 'lake' }] }),
      ]);
      await shows('loader', 'notAws');
      remove(minio, 'tenants', 'store');
      await shows('loader', 'static');
      // Nothing is judged by the tenant any more.
      expect(
        await knex('workload_objects').where('object', 'like', '%/Tenant.%'),
      ).toEqual([]);
    } finally {
      await portal.stop();
    }
  });
});
