import { V1Pod } from '@kubernetes/client-node';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { Migration } from 'backstage-plugin-irsa-common';
import { until } from '@internal/sandbox/until';
import { MIGRATION_TAG } from '../accounts/iam';
import { templateDigest } from '../plan/patch/workloadPatch';
import { byPodIdentity } from './__testUtils__/podIdentityPlan';
import { BY, startPlan } from './__testUtils__/starting';
import { WalkthroughWorld, WORKLOAD } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { readFooting } from './footing/readFooting';
import { carriesIdentity } from './kubernetes/podIdentity';
import { POD_IDENTITY_STEP_IDS } from './model/stepIds';

const PODS = '/api/v1/namespaces/production/pods';

describe('a migration whose role comes by EKS Pod Identity', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    Object.assign(world.execution, byPodIdentity(world.execution));
    service = await world.service();
    service.startWorker();
    await world.healthy();
  });
  afterEach(() => world.close());

  const association = () => world.cluster.eks!()!.find('production', 'test');
  const pods = async () => {
    const { items } = await world.cluster.request<{ items: V1Pod[] }>({
      path: PODS,
    });
    return items.filter(
      ({ metadata }) =>
        metadata?.labels?.app === 'test' && !metadata.deletionTimestamp,
    );
  };

  async function start(): Promise<string> {
    const { id } = await startPlan(service);
    return id;
  }

  async function ends(id: string, status: string): Promise<Migration> {
    const migration = await until('an end', async () => {
      const found = await service.get(id);
      return ['queued', 'running', 'rollingBack'].includes(found.status)
        ? undefined
        : found;
    });
    expect([migration.status, migration.statusReason]).toEqual([
      status,
      status === 'soaking' ? undefined : expect.any(String),
    ]);
    return migration;
  }

  const footing = () =>
    readFooting(
      {
        execution: world.execution,
        cluster: world.cluster,
        account: world.accounts.get(world.execution.accountId),
        accountOf: id => world.accounts.get(id),
        read: act => act(),
      },
      {
        workload: async () => ({
          ...world.workload(),
          status: 'keyless',
          keys: [],
        }),
      },
    );
  const broken = async () =>
    (await footing())
      .filter(({ state }) => state !== 'holds')
      .map(({ object, state }) => `${state} ${object}`);

  it('comes to the soak, watches the association, and goes back without it', async () => {
    const before = templateDigest(await world.deployment());
    const id = await start();
    const soaking = await ends(id, 'soaking');
    expect(soaking.steps.map(step => step.id)).toEqual(
      POD_IDENTITY_STEP_IDS.filter(
        step => step !== 'prove-canary' && !step.startsWith('ensure-first'),
      ),
    );
    expect(soaking.proofs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'L0', state: 'notChecked' }),
        expect.objectContaining({ level: 'L1', state: 'proven' }),
        expect.objectContaining({ level: 'L4', state: 'proven' }),
      ]),
    );
    expect(await association()).toMatchObject({
      roleArn: world.execution.role.arn,
      tags: { [MIGRATION_TAG]: id, ...world.execution.tags },
    });
    expect(
      (await pods()).map(pod => carriesIdentity(pod, world.execution)),
    ).toEqual([true, true]);
    expect(await broken()).toEqual([]);
    const outage = jest
      .spyOn(world.cluster.eks!()!, 'find')
      .mockRejectedValue(new Error('no'));
    expect(await broken()).toEqual([
      'notKnown Pod Identity association production/test',
    ]);
    outage.mockRestore();

    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await ends(id, 'rolledBack');
    expect(
      back.afterRollback?.objects.filter(({ state }) => state !== 'asBefore'),
    ).toEqual([]);
    expect(await association()).toBeUndefined();
    expect(templateDigest(await world.deployment())).toBe(before);
    expect(
      (await pods()).map(pod => carriesIdentity(pod, world.execution)),
    ).toEqual([false, false]);
    await expect(
      world.root.send(
        new GetRoleCommand({ RoleName: world.execution.role.name }),
      ),
    ).rejects.toMatchObject({ name: expect.stringMatching(/^NoSuchEntity/) });

    const drift = async () => {
      await service.reconcile();
      const found = (await service.get(id)).drift;
      return found?.facts.map(({ object }) => object) ?? [];
    };
    expect(await drift()).toEqual([]);
    // As a write of a paused process would leave it.
    const eks = world.cluster.eks!()!;
    await eks.create({
      namespace: WORKLOAD.namespace,
      serviceAccount: 'test',
      roleArn: world.execution.role.arn,
      tags: { [MIGRATION_TAG]: id },
      token: 'late',
    });
    const left = ['Pod Identity association production/test'];
    expect(await drift()).toEqual(left);
    const refused = jest.spyOn(eks, 'find').mockRejectedValue(new Error('no'));
    expect(await drift()).toEqual(left);
    refused.mockRestore();
    await eks.delete((await association())!.id);
    expect(await drift()).toEqual([]);
  });

  it('leaves an association alone that others made meanwhile, and says so (in CI)', async () => {
    const id = await start();
    await ends(id, 'soaking');
    const eks = world.cluster.eks!()!;
    await eks.delete((await association())!.id);
    expect(await broken()).toEqual([
      'broken Pod Identity association production/test',
    ]);
    await eks.create({
      namespace: WORKLOAD.namespace,
      serviceAccount: 'test',
      roleArn: world.execution.role.arn,
      tags: {},
      token: 'of-others',
    });

    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await ends(id, 'rolledBack');
    expect(await association()).toMatchObject({ tags: {} });
    expect(back.afterRollback?.objects).toContainEqual(
      expect.objectContaining({
        object: 'Pod Identity association production/test',
        state: 'differs',
      }),
    );
  });
});
