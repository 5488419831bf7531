import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { mockLogger } from '../__testUtils__/mockLogger';
import { sandboxConfig } from '../__testUtils__/sandboxConfig';
import { mockAuth } from '../__testUtils__/mockAuth';
import { inMemoryCatalog } from '../__testUtils__/inMemoryCatalog';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { DefaultAccountRegistry } from '../accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { ClusterRegistry } from '../clusters/types';
import { readIrsaConfig } from '../config/readIrsaConfig';
import { DatabaseInventory } from '../inventory/DatabaseInventory';
import { DefaultPlanService } from './DefaultPlanService';

onOneDatabase('DefaultPlanService against the walk-through', open => {
  const workload = {
    cluster: 'eks-prod-eu',
    namespace: 'production',
    kind: 'Deployment',
    name: 'test',
  };
  const deployment = '/apis/apps/v1/namespaces/production/deployments/test';
  let now = Date.now();
  let sandbox: Sandbox;
  let clusters: ClusterRegistry;
  let inventory: DatabaseInventory;
  let plans: DefaultPlanService;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'walkthrough' });
    const database = await open();
    const logger = mockLogger();
    const rootConfig = sandboxConfig(sandbox);
    const config = readIrsaConfig(rootConfig);
    clusters = DefaultClusterRegistry.create({ config, rootConfig, logger });
    const accounts = DefaultAccountRegistry.create({
      config,
      rootConfig,
      logger,
    });
    inventory = await DatabaseInventory.create({
      database,
      clusters,
      accounts,
      catalog: inMemoryCatalog([]),
      auth: mockAuth(),
      logger,
      config,
    });
    plans = await DefaultPlanService.create({
      database,
      clusters,
      accounts,
      inventory,
      catalog: inMemoryCatalog([]),
      auth: mockAuth(),
      config,
      logger,
      now: () => now,
    });
    await inventory.scan();
    await until(
      () => inventory.refresh(workload),
      ({ health }) => health.state === 'healthy',
    );
  });

  afterAll(async () => {
    await sandbox?.close();
  });

  it('plans exactly the changes of the walk-through', async () => {
    const plan = await plans.create({ workload }, 'user:default/guest');
    expect(plan.checks.filter(({ state }) => state === 'blocked')).toEqual([]);
    expect(plan.status).toBe('ready');
    expect((await inventory.get(workload)).lastPlan).toEqual({
      status: 'ready',
      blockedBy: [],
      madeAt: plan.createdAt,
    });
    expect(plan.sentences.map(({ key }) => key)).toEqual([
      'provider.add',
      'policy.add',
      'role.add',
      'serviceAccount.annotate',
      'workload.detach',
      'secret.keep',
      'key.keep',
    ]);
    expect(plan.target).toMatchObject({
      accountId: '111122223333',
      subject: 'system:serviceaccount:production:test',
      audience: 'sts.amazonaws.com',
      userName: 'profile-images-reader',
      roleName: expect.stringMatching(/^irsa-production-test-[0-9a-f]{8}$/),
    });
    const after = plan.diffs.find(({ id }) => id === 'workload')!;
    expect(after.before).toContain('aws-secrets');
    expect(after.after).not.toContain('aws-secrets');
    expect(
      JSON.parse(plan.diffs.find(({ id }) => id === 'policy')!.json!),
    ).toMatchObject({
      Statement: [{ Action: 's3:GetObject' }, { Action: 's3:ListBucket' }],
    });
  });

  it('gives the same hash for the same world, and another for another wish', async () => {
    const hash = async (soakDays?: number) =>
      (await plans.create({ workload, soakDays }, 'user:default/guest')).hash;
    const first = await hash();
    expect(await hash()).toBe(first);
    expect(await hash(3)).not.toBe(first);
  });

  it('reads the workload once, so that all of a plan is about one version', async () => {
    const { requests } = sandbox.cluster('eks-prod-eu');
    requests.clear();
    await plans.create({ workload }, 'user:default/guest');
    const reads = requests
      .all()
      .filter(
        ({ verb, url }) => verb === 'get' && url.split('?')[0] === deployment,
      );
    expect(reads).toHaveLength(1);
  });

  it('reads all again when the workload changes while its plan is made, and blames no admission', async () => {
    const asked = jest.spyOn(inventory, 'notePlan');
    const refresh = inventory.refresh.bind(inventory);
    let changes = 0;
    const spy = jest
      .spyOn(inventory, 'refresh')
      .mockImplementation(async (...args) => {
        const found = await refresh(...args);
        if (changes < 2) {
          changes += 1;
          await sandboxPatch([
            {
              op: 'add',
              path: '/metadata/annotations/seen',
              value: String(changes),
            },
          ]);
        }
        return found;
      });
    try {
      const plan = await plans.create({ workload }, 'user:default/guest');
      expect(changes).toBe(2);
      expect(plan.checks.filter(({ id }) => id === 'dry-run')).toEqual([]);
      expect(plan.status).toBe('ready');
      expect(asked).toHaveBeenCalledTimes(1);
    } finally {
      spy.mockRestore();
      asked.mockRestore();
    }
  });

  it('tells what moved since, and nothing when nothing did', async () => {
    const { id } = await plans.create({ workload }, 'user:default/guest');
    const stored = await plans.get(id);
    expect(await plans.drift(stored)).toEqual([]);
    await sandboxPatch([
      {
        op: 'add',
        path: '/spec/template/spec/containers/0/env',
        value: [{ name: 'LOG_LEVEL', value: 'debug' }],
      },
    ]);
    expect(await plans.drift(stored)).toEqual([
      {
        object: 'Deployment production/test',
        before: expect.not.stringContaining('LOG_LEVEL'),
        after: expect.stringContaining('LOG_LEVEL'),
      },
    ]);
  });

  it('expires, is discarded, is used', async () => {
    const { id } = await plans.create({ workload }, 'user:default/guest');
    await plans.discard(id);
    expect((await plans.get(id)).plan.status).toBe('discarded');
    const other = await plans.create({ workload }, 'user:default/guest');
    now += 16 * 60_000;
    expect((await plans.get(other.id)).plan.status).toBe('expired');
    await plans.markUsed(other.id);
    expect((await plans.get(other.id)).plan.status).toBe('used');
    await expect(plans.discard(other.id)).rejects.toThrow(/started already/);
    await expect(plans.get('none')).rejects.toThrow(/no plan/);
  });

  it('says so when the workload is gone', async () => {
    await expect(
      plans.create({ workload: { ...workload, name: 'gone' } }, 'user:x'),
    ).rejects.toThrow(/gone is not in cluster/);
  });

  function sandboxPatch(body: unknown): Promise<unknown> {
    return clusters.get('eks-prod-eu').request({
      method: 'PATCH',
      path: deployment,
      headers: { 'Content-Type': 'application/json-patch+json' },
      body,
    });
  }
});
