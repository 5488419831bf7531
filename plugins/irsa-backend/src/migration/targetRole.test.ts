import {
  DetachRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { Migration } from 'backstage-plugin-irsa-common';
import { until } from '@internal/sandbox/until';
import { AccountRegistry } from '../accounts/types';
import { MIGRATION_TAG } from '../accounts/iam';
import { templateDigest } from '../plan/patch/workloadPatch';
import { intoOtherAccount, OTHER_ACCOUNT } from './__testUtils__/otherAccount';
import { BY, startPlan } from './__testUtils__/starting';
import { ACCOUNT } from './__testUtils__/walkthroughPlan';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { finishByHand } from './engine/finishByHand';
import { readFooting } from './footing/readFooting';

describe('a migration to a role of another account by EKS Pod Identity', () => {
  let world: WalkthroughWorld;
  let accounts: AccountRegistry;
  let service: DefaultMigrationService;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    accounts = await intoOtherAccount(world);
    service = await world.service({ accounts });
    service.startWorker();
    await world.healthy();
  });
  afterEach(() => world.close());

  const first = () => world.execution.podIdentity!.first!;
  const eks = () => world.cluster.eks!()!;
  const association = () => eks().find('production', 'test');
  const roleIn = (accountId: string, name: string) =>
    accounts
      .get(accountId)
      .iam.send(new GetRoleCommand({ RoleName: name }))
      .then(
        ({ Role }) => Role,
        () => undefined,
      );
  const roles = async () =>
    (
      await Promise.all([
        roleIn(OTHER_ACCOUNT, world.execution.role.name),
        roleIn(ACCOUNT, first().role.name),
      ])
    ).map(role => role?.Arn);

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

  const broken = async () =>
    (
      await readFooting(
        {
          execution: world.execution,
          cluster: world.cluster,
          account: accounts.get(OTHER_ACCOUNT),
          accountOf: id => accounts.get(id),
          read: act => act(),
        },
        {
          workload: async () => ({
            ...world.workload(),
            status: 'keyless',
            keys: [],
          }),
        },
      )
    )
      .filter(({ state }) => state !== 'holds')
      .map(({ object, state }) => `${state} ${object}`);

  it('makes both roles, watches both, and takes both back', async () => {
    const before = templateDigest(await world.deployment());
    const { id } = await startPlan(service);
    const soaking = await ends(id, 'soaking');
    expect(
      soaking.steps.map(step => step.id).filter(each => /ensure/.test(each)),
    ).toEqual([
      'ensure-policy',
      'ensure-role',
      'ensure-first-policy',
      'ensure-first-role',
      'ensure-association',
    ]);
    expect(soaking.proofs).toContainEqual(
      expect.objectContaining({ level: 'L4', state: 'proven' }),
    );
    expect(await association()).toMatchObject({
      roleArn: first().role.arn,
      targetRoleArn: world.execution.role.arn,
      externalId: `eu-west-1/${ACCOUNT}/eks-prod-eu/production/test`,
      isSpecial: false,
      tags: { [MIGRATION_TAG]: id },
    });
    expect(await roles()).toEqual([world.execution.role.arn, first().role.arn]);
    expect(await broken()).toEqual([]);

    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await ends(id, 'rolledBack');
    expect(
      back.afterRollback?.objects.filter(({ state }) => state !== 'asBefore'),
    ).toEqual([]);
    expect(back.afterRollback?.objects).toContainEqual(
      expect.objectContaining({ object: `IAM role ${first().role.name}` }),
    );
    expect(await association()).toBeUndefined();
    expect(await roles()).toEqual([undefined, undefined]);
    expect(templateDigest(await world.deployment())).toBe(before);
    await service.reconcile();
    expect((await service.get(id)).drift?.facts ?? []).toEqual([]);
  });

  it('breaks the soak when either role lets nobody in, or may do other things (in CI)', async () => {
    const { id } = await startPlan(service);
    await ends(id, 'soaking');
    const root = world.root;
    const nobody = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 'sts:AssumeRole',
        },
      ],
    });
    const iamOf = (accountId: string): IAMClient => accounts.get(accountId).iam;
    const facts = async () => {
      await service.watchSoaks();
      return (await service.get(id)).soak?.footing?.facts
        .filter(({ state }) => state === 'broken')
        .map(({ object }) => object);
    };
    await root.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: first().role.name,
        PolicyDocument: nobody,
      }),
    );
    expect(await broken()).toEqual([
      `broken Trust policy of ${first().role.name}`,
    ]);
    expect(await facts()).toEqual([`Trust policy of ${first().role.name}`]);
    await root.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: first().role.name,
        PolicyDocument: first().role.trustDocument,
      }),
    );
    await root.send(
      new DetachRolePolicyCommand({
        RoleName: first().role.name,
        PolicyArn: first().policy.arn,
      }),
    );
    expect(await broken()).toEqual([
      `broken IAM policy ${first().policy.name}`,
    ]);
    await iamOf(OTHER_ACCOUNT).send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: world.execution.role.name,
        PolicyDocument: nobody,
      }),
    );
    expect(await broken()).toContain(
      `broken Trust policy of ${world.execution.role.name}`,
    );
  });

  it('ends before the workload is touched where EKS leaves the target role out, and leaves nothing (in CI)', async () => {
    const { create } = eks();
    const old = jest
      .spyOn(eks(), 'create')
      .mockImplementation(({ targetRoleArn: _, ...wanted }) => create(wanted));
    const before = await world.deployment();
    const { id } = await startPlan(service);
    const back = await ends(id, 'failed');
    old.mockRestore();
    expect(back.statusReason).toMatch(/does not know target roles/);
    expect(await association()).toBeUndefined();
    expect(await roles()).toEqual([undefined, undefined]);
    expect((await world.deployment()).metadata?.generation).toBe(
      before.metadata?.generation,
    );
  });

  it('names both accounts in the commands to finish by hand', () => {
    const commands = finishByHand(world.execution, 'ensure-association');
    expect(commands).toMatch(
      new RegExp(
        `delete-pod-identity-association .*\n# In account ${ACCOUNT}.*\n.*detach-role-policy --role-name ${
          first().role.name
        }`,
      ),
    );
    expect(commands).toContain(`delete-role --role-name ${first().role.name}`);
    expect(commands).toContain(
      `delete-role --role-name ${world.execution.role.name}`,
    );
  });
});
