import { IAMClient, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { Entity } from '@backstage/catalog-model';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { Workload } from 'backstage-plugin-irsa-common';
import { OwnershipRule } from 'backstage-plugin-irsa-node';
import { Knex } from 'knex';
import { inMemoryCatalog } from '../__testUtils__/inMemoryCatalog';
import { mockAuth } from '../__testUtils__/mockAuth';
import { mockLogger } from '../__testUtils__/mockLogger';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { sandboxConfig } from '../__testUtils__/sandboxConfig';
import { DefaultAccountRegistry } from '../accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { readIrsaConfig } from '../config/readIrsaConfig';
import { DatabaseInventory } from './DatabaseInventory';

const KEY = {
  id: `${'AKIA'}${'RTX3GSDS5KF2D5HV'}`,
  secret: 'mtKbmfzCjXfA3QKmWmhX9Uer1EJsKKImdp6WyiSA',
};
const PLACE = 'same';
const USER = 'holder';
const IMAGE = 'idle';
/** What an audit would not have written. */
const OLD = 'from before';

const named = (name: string, more: object = {}) => ({
  name,
  namespace: PLACE,
  ...more,
});
const deployment = (name: string, pod: object, labels = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: named(name, { labels }),
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: pod },
  },
});
const stored = (
  kind: 'Secret' | 'ConfigMap',
  name: string,
  data: Record<string, string>,
) => ({
  apiVersion: 'v1',
  kind,
  metadata: named(name),
  ...(kind === 'Secret' ? { stringData: data } : { data }),
});
const account = (annotations = {}) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: named('runner', { annotations }),
});
const main = (more: object) => ({
  serviceAccountName: 'runner',
  containers: [{ name: 'main', image: IMAGE, ...more }],
});
const clean = (labels = {}) =>
  deployment(
    'clean',
    main({
      envFrom: [
        { secretRef: { name: 'database' } },
        { configMapRef: { name: 'settings' } },
        { configMapRef: { name: 'later', optional: true } },
      ],
    }),
    labels,
  );
const holder = () =>
  deployment('holder', main({ envFrom: [{ secretRef: { name: 'keys' } }] }));

onOneDatabase('workloads that are as they were at the last scan', open => {
  let sandbox: Sandbox;
  let knex: Knex;
  let inventory: DatabaseInventory;
  let entities: Entity[];
  const cluster = () => sandbox.cluster(sandbox.clusters[0].name);
  const idOf = (name: string) =>
    `${sandbox.clusters[0].name}/${PLACE}/Deployment/${name}`;

  const isRolledOut = (name: string) => {
    const type = { group: 'apps', plural: 'deployments' };
    const status = cluster().store.get(type, PLACE, name)?.status as
      | { availableReplicas?: number }
      | undefined;
    return status?.availableReplicas === 1;
  };

  const startPortal = (ownershipRules: OwnershipRule[] = []) => {
    const rootConfig = sandboxConfig(sandbox, {
      emulator: 'sandbox',
      ownership: { namespace: { labels: ['team'] } },
    });
    const config = readIrsaConfig(rootConfig);
    const common = { config, rootConfig, logger: mockLogger() };
    return DatabaseInventory.create({
      database: knex,
      clusters: DefaultClusterRegistry.create(common),
      accounts: DefaultAccountRegistry.create(common),
      catalog: {
        streamEntities: (...asked: [any, any]) =>
          inMemoryCatalog(entities).streamEntities(...asked),
      } as ReturnType<typeof inMemoryCatalog>,
      auth: mockAuth(),
      ownershipRules,
      logger: common.logger,
      config,
    });
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'walkthrough' });
    knex = await open();
    entities = [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'something', namespace: 'default' },
        spec: { owner: 'group:default/someone' },
      },
    ];
    await cluster().apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: PLACE } },
      account(),
      stored('Secret', 'database', { password: 'correct horse' }),
      stored('Secret', 'keys', {
        AWS_ACCESS_KEY_ID: KEY.id,
        AWS_SECRET_ACCESS_KEY: KEY.secret,
      }),
      stored('ConfigMap', 'settings', { LOG_LEVEL: 'info' }),
      clean(),
      holder(),
    ]);
    // A roll-out is a change of the workload.
    await until('the Pods to be ready', () =>
      ['clean', 'holder'].every(isRolledOut),
    );
    const [{ id }] = sandbox.accounts;
    sandbox.aws.account(id)!.importUser({
      name: USER,
      accessKeys: [{ accessKeyId: KEY.id, secretAccessKey: KEY.secret }],
    });
    inventory = await startPortal();
    await inventory.scan();
  });
  afterAll(() => sandbox?.close());

  const documentOf = async (name: string): Promise<Workload> => {
    const [row] = await knex('workload_documents')
      .select('document')
      .where({ workload_id: idOf(name) });
    return JSON.parse(row.document);
  };

  /** Whether the workload is audited anew by a scan after this. */
  async function isAuditedAfter(
    change: () => Promise<unknown>,
    name = 'clean',
  ): Promise<boolean> {
    const before = await documentOf(name);
    await knex('workload_documents')
      .where({ workload_id: idOf(name) })
      .update({ document: JSON.stringify({ ...before, image: OLD }) });
    await change();
    await inventory.scan();
    const { image } = await documentOf(name);
    await knex('workload_documents')
      .where({ workload_id: idOf(name) })
      .whereLike('document', `%${OLD}%`)
      .update({ document: JSON.stringify(before) });
    expect([IMAGE, OLD]).toContain(image);
    return image === IMAGE;
  }
  const refOf = (name: string) => {
    const [place, namespace, kind] = idOf(name).split('/');
    return { cluster: place, namespace, kind, name };
  };
  const nothing = async () => {};
  const stateOf = async () => (await documentOf('holder')).keys[0].state;
  const switchKey = (Status: 'Active' | 'Inactive') => async () => {
    const [{ endpoint, rootAccessKeyId, rootSecretAccessKey }] =
      sandbox.accounts;
    const root = new IAMClient({
      endpoint,
      region: 'eu-west-1',
      credentials: {
        accessKeyId: rootAccessKeyId,
        secretAccessKey: rootSecretAccessKey,
      },
    });
    await root.send(
      new UpdateAccessKeyCommand({
        UserName: USER,
        AccessKeyId: KEY.id,
        Status,
      }),
    );
    root.destroy();
  };
  const outage = () =>
    cluster().faults.failNext(10_000, { code: 401, reason: 'Unauthorized' });

  it.each(['clean', 'holder'])('are not audited again: %s', async name => {
    expect(await isAuditedAfter(nothing, name)).toBe(false);
  });

  it('keep their secrets taken, and the time at which they were seen', async () => {
    const ids = () => knex('workloads').orderBy('id').pluck('id');
    const before = await ids();
    const began = Date.now();
    await inventory.scan();
    expect(await ids()).toEqual(before);
    expect(before.filter(id => id.includes('/Secret/keys'))).toEqual([]);
    const seen = await knex('workloads')
      .whereIn('id', [idOf('clean'), idOf('holder')])
      .pluck('seen_at');
    expect(seen.filter(at => Number(at) < began)).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['they change', () => cluster().apply([clean({ tier: 'web' })])],
    [
      'a Secret changes that they refer to',
      () =>
        cluster().apply([stored('Secret', 'database', { password: 'other' })]),
    ],
    [
      'a ConfigMap changes that they refer to',
      () =>
        cluster().apply([
          stored('ConfigMap', 'settings', { LOG_LEVEL: 'debug' }),
        ]),
    ],
    [
      'a ConfigMap appears that they refer to',
      () => cluster().apply([stored('ConfigMap', 'later', { COLOUR: 'red' })]),
    ],
    [
      'their ServiceAccount gets a role',
      () =>
        cluster().apply([
          account({
            'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/r',
          }),
        ]),
    ],
    [
      'their namespace changes',
      () =>
        cluster().apply([
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: PLACE, labels: { team: 'payments' } },
          },
        ]),
    ],
    [
      'the catalog changes',
      async () => {
        entities = [
          ...entities,
          {
            ...entities[0],
            metadata: {
              ...entities[0].metadata,
              name: 'clean',
              annotations: { 'backstage.io/kubernetes-id': 'clean' },
            },
          },
        ];
      },
    ],
    [
      'another program scans, as after an upgrade',
      async () => {
        inventory = await startPortal();
      },
    ],
    [
      'the cluster could not be read meanwhile',
      async () => {
        outage();
        await inventory.scan();
        cluster().faults.clear();
        const { status } = await inventory.get(refOf('clean'));
        expect(status).toBe('unknown');
      },
    ],
    [
      'they were read alone',
      async () => {
        await cluster().apply([clean({ tier: 'batch' })]);
        await inventory.refresh(refOf('clean'));
        await knex('workload_documents')
          .where({ workload_id: idOf('clean') })
          .update({
            document: JSON.stringify({
              ...(await documentOf('clean')),
              image: OLD,
            }),
          });
      },
    ],
  ])('are audited again when %s', async (_what, change) => {
    expect(await isAuditedAfter(change)).toBe(true);
    expect(await isAuditedAfter(nothing)).toBe(false);
  });

  it('are shown with their keys as these are now', async () => {
    expect(await stateOf()).toBe('active');
    expect(await isAuditedAfter(nothing, 'holder')).toBe(false);
    expect(await isAuditedAfter(switchKey('Inactive'), 'holder')).toBe(false);
    expect(await isAuditedAfter(nothing, 'holder')).toBe(false);
    await inventory.scan();
    expect(await stateOf()).toBe('inactive');
    await switchKey('Active')();
    await inventory.scan();
    expect(await stateOf()).toBe('active');
  });

  it('stay unknown while they cannot be read, whatever becomes of their keys', async () => {
    const statusOf = async () => (await inventory.get(refOf('holder'))).status;
    const before = await statusOf();
    await switchKey('Inactive')();
    cluster().faults.failNext(10, {
      code: 500,
      reason: 'InternalError',
      matches: (method, path) =>
        method === 'GET' && path === '/apis/apps/v1/deployments',
    });
    await inventory.scan();
    cluster().faults.clear();
    expect([await stateOf(), await statusOf()]).toEqual([
      'inactive',
      'unknown',
    ]);
    await switchKey('Active')();
    await inventory.scan();
    expect([await stateOf(), await statusOf()]).toEqual(['active', before]);
  });

  it('are known again as they are after an outage', async () => {
    const before = await inventory.get(refOf('holder'));
    outage();
    await inventory.scan();
    cluster().faults.clear();
    expect((await inventory.get(refOf('holder'))).status).toBe('unknown');
    await inventory.scan();
    const after = await inventory.get(refOf('holder'));
    expect(after.status).toBe(before.status);
    expect(after.references).toEqual(before.references);
  });

  it('are audited each time while a Secret of theirs may not be read', async () => {
    await cluster().apply([
      stored('Secret', 'database', { password: 'a third' }),
    ]);
    cluster().faults.failNext(1_000, {
      code: 403,
      reason: 'Forbidden',
      matches: (method, path) =>
        method === 'GET' && path.endsWith('/secrets/database'),
    });
    try {
      expect(await isAuditedAfter(nothing)).toBe(true);
      expect(await isAuditedAfter(nothing)).toBe(true);
    } finally {
      cluster().faults.clear();
    }
    // Now it may be read, though its version is the same.
    expect(await isAuditedAfter(nothing)).toBe(true);
    expect((await inventory.get(refOf('clean'))).status).toBe('keyless');
  });

  it('are audited each time where rules of the portal say whose they are, since nobody knows what those go by', async () => {
    let team = 'payments';
    const rule = {
      name: 'of a list',
      ownerOf: () => ({ ownerRef: `group:${team}`, linkedBy: 'a list' }),
    };
    await cluster().apply([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: PLACE, labels: { team: '' } },
      },
    ]);
    inventory = await startPortal([rule]);
    await inventory.scan();
    const ownerOf = async () => (await documentOf('clean')).ownerRef;
    expect(await ownerOf()).toBe('group:default/payments');
    team = 'search';
    await inventory.scan();
    expect(await ownerOf()).toBe('group:default/search');
  });
});
