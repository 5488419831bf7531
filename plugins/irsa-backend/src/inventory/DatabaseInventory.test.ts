import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { Knex } from 'knex';
import { parseAllDocuments } from 'yaml';
import { mockLogger } from '../__testUtils__/mockLogger';
import { sandboxConfig } from '../__testUtils__/sandboxConfig';
import { mockAuth } from '../__testUtils__/mockAuth';
import { inMemoryCatalog } from '../__testUtils__/inMemoryCatalog';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { DefaultAccountRegistry } from '../accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { readFacts } from '../clusters/readSecret';
import { ClusterRegistry } from '../clusters/types';
import { readIrsaConfig } from '../config/readIrsaConfig';
import { DatabaseInventory } from './DatabaseInventory';

onOneDatabase('DatabaseInventory against the portal scenario', open => {
  const logged: string[] = [];
  let sandbox: Sandbox;
  let knex: Knex;
  let clusters: ClusterRegistry;
  let accounts: DefaultAccountRegistry;
  let inventory: DatabaseInventory;
  let inventoryWith: (
    overrides: Record<string, unknown>,
  ) => Promise<DatabaseInventory>;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'portal' });
    knex = await open();
    const logger = mockLogger({
      debug: message => logged.push(message),
      info: message => logged.push(message),
      warn: message => logged.push(message),
      error: message => logged.push(String(message)),
    });
    const entities = sandbox.scenario.catalog
      .flatMap(({ text }) =>
        [...parseAllDocuments(text)].map(document => document.toJS()),
      )
      .filter(Boolean);
    inventoryWith = async overrides => {
      const rootConfig = sandboxConfig(sandbox, {
        emulator: 'sandbox',
        ...overrides,
      });
      const config = readIrsaConfig(rootConfig);
      clusters = DefaultClusterRegistry.create({ config, rootConfig, logger });
      accounts = DefaultAccountRegistry.create({ config, rootConfig, logger });
      return DatabaseInventory.create({
        database: knex,
        clusters,
        accounts,
        catalog: inMemoryCatalog(entities),
        auth: mockAuth(),
        logger,
        config,
      });
    };
    inventory = await inventoryWith({});
    await inventory.scan();
  });

  afterAll(async () => {
    await sandbox?.close();
  });

  const ref = (path: string) => {
    const [cluster, namespace, kind, name] = path.split('/');
    return { cluster, namespace, kind, name };
  };

  it('joins the walk-through from Secret to key, user, entity and owner', async () => {
    const workload = await inventory.get(
      ref('eks-prod-eu/production/Deployment/test'),
    );
    expect(workload).toMatchObject({
      status: 'static',
      ownerRef: 'group:default/team-profile',
      entityRef: 'component:default/profile-api',
      linkedBy: expect.stringContaining('backstage.io/kubernetes-'),
      serviceAccount: { name: 'test', isDefault: false, sharedWith: [] },
      manager: { kind: 'kubectl', livePatchAllowed: true },
      references: [
        {
          location: 'envFrom-secret',
          objectName: 'aws-secrets',
          keyNames: expect.arrayContaining([
            'AWS_ACCESS_KEY_ID',
            'AWS_SECRET_ACCESS_KEY',
          ]),
          verdict: 'static-aws',
          readLevel: 2,
        },
      ],
      keys: [
        {
          state: 'active',
          userName: 'profile-images-reader',
          accountId: '111122223333',
          sharedWith: [],
        },
      ],
    });
    expect(workload.references[0].keyLast4).toBe(workload.keys[0].last4);
  });

  it.each([
    ['eks-prod-eu/data/Deployment/model-cache', 'notAws'],
    ['eks-prod-eu/data/StatefulSet/minio', 'notAws'],
    ['eks-prod-eu/shop/Deployment/legacy-exporter', 'static'],
    ['eks-prod-eu/media/Deployment/thumbnailer', 'static'],
    ['eks-prod-eu/media/Deployment/image-uploader', 'static'],
    ['eks-prod-eu/shop/Deployment/catalog-search', 'static'],
    ['eks-prod-eu/data/CronJob/etl-nightly', 'static'],
    ['eks-staging-eu/data/Deployment/report-builder', 'shadowed'],
    ['eks-staging-eu/data/Deployment/warehouse-loader', 'keyless'],
  ])('%s is %s', async (path, status) => {
    expect((await inventory.get(ref(path))).status).toBe(status);
  });

  it('knows who manages a workload, and which key and ServiceAccount is shared (in CI)', async () => {
    const basket = await inventory.get(
      ref('eks-prod-eu/shop/Deployment/basket'),
    );
    expect(basket.manager).toMatchObject({
      kind: 'helm',
      livePatchAllowed: false,
    });
    const indexer = await inventory.get(
      ref('eks-prod-eu/search/Deployment/indexer'),
    );
    expect(indexer.manager.kind).toBe('argocd');
    expect(indexer.keys[0].sharedWith).toEqual([
      'eks-prod-eu/search/Deployment/suggest',
    ]);
    const flags = await inventory.get(
      ref('eks-staging-eu/shop/Deployment/feature-flags'),
    );
    expect(flags.serviceAccount.sharedWith).toHaveLength(2);
    const edi = await inventory.get(
      ref('eks-prod-eu/partner/Deployment/edi-gateway'),
    );
    expect(edi.keys[0].state).toBe('unknownAccount');
  });

  it('leaves a workload without credentials out of the list but counts it', async () => {
    const { items, totalCount } = await inventory.list({
      offset: 0,
      limit: 100,
    });
    expect(items).toHaveLength(totalCount);
    expect(items.map(({ name }) => name)).not.toContain('media-gateway');
    expect((await inventory.summary()).workloads).toBeGreaterThan(totalCount);
  });

  it('filters, sorts and pages in SQL', async () => {
    const shop = await inventory.list({
      q: 'SHOP',
      cluster: ['eks-prod-eu'],
      offset: 0,
      limit: 100,
    });
    expect(shop.items.length).toBeGreaterThan(0);
    const oldest = await inventory.list({
      sort: '-keyAge',
      offset: 0,
      limit: 5,
    });
    const ages = oldest.items.map(({ keys }) => keys[0].ageDays!);
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    const none = await inventory.list({
      owner: ['none'],
      offset: 0,
      limit: 100,
    });
    expect(none.items.every(({ ownerRef }) => !ownerRef)).toBe(true);
    const all = await inventory.list({ offset: 0, limit: 100 });
    const second = await inventory.list({ offset: 5, limit: 5 });
    expect(second.items.map(w => w.id)).toEqual(
      all.items.slice(5, 10).map(w => w.id),
    );
    const literal = await inventory.list({ q: '%', offset: 0, limit: 10 });
    expect(literal.totalCount).toBe(0);
  });

  it.each([
    'production/test',
    'Production/Test',
    'duction/te',
    'eks-prod-eu/production/Deployment/test',
    'Deployment/test',
    'test production',
    ' production   team-profile ',
  ])('finds a service by %j', async q => {
    const { items } = await inventory.list({ q, offset: 0, limit: 100 });
    expect(items.map(({ id }) => id)).toContain(
      'eks-prod-eu/production/Deployment/test',
    );
    expect(items.length).toBeLessThan(5);
  });

  it.each([
    'production/',
    'test/production',
    'production nowhere',
    '_/_',
    '/%',
  ])('looks for each word of %j as it is', async q => {
    const { items } = await inventory.list({ q, offset: 0, limit: 100 });
    const all = await inventory.list({ offset: 0, limit: 100 });
    expect(items.length).toBeLessThan(all.items.length);
    expect(items.every(({ namespace }) => namespace === 'production')).toBe(
      true,
    );
  });

  it('says what could not be read and what to do', async () => {
    const coverage = await inventory.coverage();
    const down = coverage.clusters.find(({ name }) => name === 'on-prem-2');
    expect(down).toMatchObject({
      state: 'unauthorized',
      message: expect.stringContaining('Renew the token'),
    });
    expect(coverage.accounts.map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  it('shows a static key that a migration believes gone, with the migration beside it', async () => {
    const target = ref('eks-prod-eu/shop/Deployment/price-feed');
    await inventory.mark(target, {
      migrationId: 'm-1',
      status: 'soaking',
      soakEndsAt: '2026-12-01T00:00:00.000Z',
    });
    expect(await inventory.refresh(target)).toMatchObject({
      status: 'static',
      statusReason: expect.stringContaining('has a static key again'),
      migrationId: 'm-1',
      soakEndsAt: '2026-12-01T00:00:00.000Z',
    });
    const page = await inventory.list({
      status: ['soaking'],
      offset: 0,
      limit: 10,
    });
    expect(page.items).toEqual([]);
    await inventory.mark(target, { migrationId: 'm-1' });
    expect(await inventory.get(target)).toMatchObject({ status: 'static' });
  });

  it('refuses a workload that is not there', async () => {
    const gone = ref('eks-prod-eu/shop/Deployment/no-such');
    await expect(inventory.get(gone)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(inventory.refresh(gone)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(
      inventory.refresh({ ...gone, cluster: 'mars' }),
    ).rejects.toThrow(/There are: eks-prod-eu/);
  });

  it('reads key ids only as fingerprint', async () => {
    const cluster = clusters.get('eks-prod-eu');
    const facts = await readFacts(
      cluster,
      'production',
      'Secret',
      'aws-secrets',
    );
    const [found] = facts.get('AWS_ACCESS_KEY_ID')!.ids;
    expect(await accounts.findKey(found.fingerprint)).toMatchObject({
      userName: 'profile-images-reader',
      last4: found.last4,
    });
  });

  it('keeps no value of any Secret, and no full key id', async () => {
    const values = new Set<string>();
    for (const { name, adminToken, caPem, server } of sandbox.clusters) {
      if (name === 'on-prem-2') {
        continue;
      }
      const admin = DefaultClusterRegistry.create({
        config: readIrsaConfig(
          new ConfigReader({
            irsa: {
              clusters: [
                {
                  name,
                  server,
                  token: adminToken,
                  caData: Buffer.from(caPem).toString('base64'),
                },
              ],
            },
          }),
        ),
        logger: mockLogger(),
      }).get(name);
      const { items } = await admin.request<{
        items: { data?: Record<string, string> }[];
      }>({ path: '/api/v1/secrets', secretValues: true });
      for (const encoded of items.flatMap(({ data }) =>
        Object.values(data ?? {}),
      )) {
        const text = Buffer.from(encoded, 'base64').toString('utf8');
        [encoded, text, ...text.split(/[\s=]+/)]
          .filter(value => value.length >= 16 && !/^aws_/.test(value))
          .forEach(value => values.add(value));
      }
    }
    expect(values.size).toBeGreaterThan(30);
    const tables = ['workloads', 'workload_keys', 'workload_marks', 'coverage'];
    const rows = await Promise.all(tables.map(table => knex(table)));
    const kept = JSON.stringify(rows) + JSON.stringify(logged);
    expect([...values].filter(value => kept.includes(value))).toEqual([]);
    expect(kept).not.toMatch(/(AKIA|ASIA)[A-Z0-9]{16}/);
  });

  it('keeps rows of a cluster that fails as unknown and outside of counts (in CI)', async () => {
    const before = await inventory.summary();
    const broken = await inventoryWith({
      clusters: sandbox.clusters.map(cluster => ({
        name: cluster.name,
        server:
          cluster.name === 'eks-staging-eu'
            ? 'https://127.0.0.1:1'
            : cluster.server,
        token: cluster.portalToken,
        caData: Buffer.from(cluster.caPem).toString('base64'),
      })),
    });
    await broken.scan({ cluster: 'eks-staging-eu' });
    const after = await broken.summary();
    const lost = await broken.list({
      cluster: ['eks-staging-eu'],
      offset: 0,
      limit: 100,
    });
    expect(lost.totalCount).toBeGreaterThan(5);
    expect(lost.items.every(({ status }) => status === 'unknown')).toBe(true);
    expect(after.unknown).toBe(lost.totalCount);
    expect(after.withStaticKey).toBeLessThan(before.withStaticKey);
    const { clusters: list } = await broken.coverage();
    expect(list.find(({ name }) => name === 'eks-staging-eu')).toMatchObject({
      state: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
      asOf: expect.any(String),
    });
    await inventory.scan({ cluster: 'eks-staging-eu' });
    expect((await inventory.summary()).withStaticKey).toBe(
      before.withStaticKey,
    );
  });

  describe('where one list of a cluster fails (in CI)', () => {
    const cluster = 'eks-prod-eu';
    const rows = (kind: string) =>
      knex('workloads').where({ cluster, kind }).orderBy('id');
    const seen = async () =>
      (await inventory.coverage()).clusters.find(
        ({ name }) => name === cluster,
      );
    const counts = async () => ({
      ...(await inventory.summary()),
      coverage: undefined,
    });
    const failing = async (path: string, code: number, reason: string) => {
      const { faults } = sandbox.cluster(cluster);
      faults.failNext(1_000, {
        code,
        reason,
        matches: (method, asked) => method === 'GET' && asked === path,
      });
      try {
        await inventory.scan({ cluster });
      } finally {
        faults.clear();
      }
    };

    it.each([
      [500, 'InternalError', /deployments/],
      [403, 'Forbidden', /list deployments/],
    ])(
      'names it (%s), reads the others, keeps its rows as unknown outside of counts, and heals',
      async (code, reason, named) => {
        await inventory.scan({ cluster });
        const before = await counts();
        const deployments = await rows('Deployment');
        const others = await rows('CronJob');
        const ids = (all: { id: string }[]) => all.map(({ id }) => id);
        expect(deployments.length).toBeGreaterThan(3);
        expect(others.length).toBeGreaterThan(0);

        await failing('/apis/apps/v1/deployments', code, reason);

        expect(await seen()).toMatchObject({
          state: 'partial',
          message: expect.stringMatching(named),
        });
        const kept = await rows('Deployment');
        expect(ids(kept)).toEqual(ids(deployments));
        expect([...new Set(kept.map(({ status }) => status))]).toEqual([
          'unknown',
        ]);
        expect(kept[0].status_reason).toMatch(named);
        const still = await rows('CronJob');
        expect(still.map(({ id, status }) => [id, status])).toEqual(
          others.map(({ id, status }) => [id, status]),
        );
        const during = await inventory.summary();
        const listed = deployments.filter(row => row.status === 'static');
        expect(listed.length).toBeGreaterThan(0);
        expect(during.withStaticKey).toBeLessThan(before.withStaticKey);
        expect(during.unknown).toBeGreaterThan(before.unknown);

        await inventory.scan({ cluster });
        expect(await counts()).toEqual(before);
        expect((await seen())?.state).toBe('ok');
      },
    );

    it('deletes no row when the ServiceAccounts may not be listed, and names the right (in CI)', async () => {
      await inventory.scan({ cluster });
      const before = await knex('workloads').where({ cluster }).orderBy('id');
      await failing('/api/v1/serviceaccounts', 403, 'Forbidden');
      expect(await seen()).toMatchObject({
        state: 'partial',
        missingRights: expect.arrayContaining(['list serviceaccounts']),
      });
      const after = await knex('workloads').where({ cluster }).orderBy('id');
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      await inventory.scan({ cluster });
      expect((await seen())?.missingRights ?? []).not.toContain(
        'list serviceaccounts',
      );
    });

    it('keeps in the list what is there for its role only, while that cannot be read (in CI)', async () => {
      const shown = async () =>
        (
          await inventory.list({ cluster: [cluster], offset: 0, limit: 100 })
        ).items.map(({ id }) => id);
      const metadata = { name: 'only-a-role', namespace: 'default' };
      const labels = { app: metadata.name };
      await sandbox.cluster(cluster).apply([
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: {
            ...metadata,
            annotations: {
              'eks.amazonaws.com/role-arn':
                'arn:aws:iam::111122223333:role/only-a-role',
            },
          },
        },
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata,
          spec: {
            replicas: 0,
            selector: { matchLabels: labels },
            template: {
              metadata: { labels },
              spec: {
                serviceAccountName: metadata.name,
                containers: [{ name: 'main', image: 'registry.example/idle' }],
              },
            },
          },
        },
      ]);
      await inventory.scan({ cluster });
      const before = await shown();
      expect(before).toContain(`${cluster}/default/Deployment/only-a-role`);
      await failing('/api/v1/serviceaccounts', 403, 'Forbidden');
      expect(await shown()).toEqual(before);
    });

    it('does not call a role that it could not read none (in CI)', async () => {
      await inventory.scan({ cluster });
      const identities = async () =>
        (
          await inventory.list({ cluster: [cluster], offset: 0, limit: 100 })
        ).items
          .map(({ serviceAccount }) => serviceAccount)
          .filter(({ name }) => name);
      expect(
        (await identities()).filter(({ isRoleUnknown }) => isRoleUnknown),
      ).toEqual([]);
      await failing('/api/v1/serviceaccounts', 403, 'Forbidden');
      const during = await identities();
      expect(during.length).toBeGreaterThan(0);
      expect(during.filter(({ isRoleUnknown }) => !isRoleUnknown)).toEqual([]);
      await inventory.scan({ cluster });
      expect(
        (await identities()).filter(({ isRoleUnknown }) => isRoleUnknown),
      ).toEqual([]);
    });
  });
});
