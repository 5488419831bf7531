import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  GetPolicyCommand,
  GetRoleCommand,
  ListAccessKeysCommand,
  TagRoleCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { Migration } from 'backstage-plugin-irsa-common';
import { jsonPatch } from 'backstage-plugin-irsa-node';
import { WorkloadObject } from '../plan/patch/workloadPatch';
import { startSoaking } from './__testUtils__/soaking';
import { BY, inStatus, startPlan } from './__testUtils__/starting';
import {
  DEPLOYMENT_PATH,
  SERVICE_ACCOUNT_PATH,
  WalkthroughWorld,
} from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { SettleRefusedError } from './model/errors';

jest.setTimeout(120_000);

describe('a migration that needs a human goes on', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;

  afterEach(() => world.close());

  const ended = (...statuses: string[]): Promise<Migration> =>
    inStatus(service, id, ...statuses);
  const start = async () => {
    await world.healthy();
    service.startWorker();
    ({ id } = await startPlan(service));
  };
  const settle = (way: 'skip' | 'adopt', step: string) =>
    service.settle(id, { way, step, reason: 'seen by me' }, BY);
  const refusal = async (act: Promise<unknown>) => {
    const error = await act.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SettleRefusedError);
    return (error as Error).message;
  };
  const log = async () =>
    (await service.events(id)).map(({ message }) => message);

  it('with a role of others, when that is exactly as planned by now', async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    service = await world.service({
      observeCalls: async (phase, { intent }) => {
        if (phase === 'after' && intent === 'create role') {
          await world.root.send(
            new TagRoleCommand({
              RoleName: world.execution.role.name,
              Tags: [{ Key: 'workload', Value: 'of others' }],
            }),
          );
        }
      },
    });
    await start();
    const stuck = await ended('needsHuman', 'soaking', 'failed');
    expect(stuck).toMatchObject({
      status: 'needsHuman',
      stuckAt: 'ensure-role',
    });
    expect(stuck.possible).toContain('adopt-step');
    expect(stuck.possible).not.toContain('skip-step');
    // Nothing of what is refused goes on.
    expect(await refusal(settle('adopt', 'ensure-policy'))).toMatch(
      /stands at "Create the role" by now, and not at "Create the policy"/,
    );
    expect(await refusal(settle('skip', 'ensure-role'))).toMatch(
      /cannot be skipped/,
    );
    expect(await refusal(settle('adopt', 'ensure-role'))).toMatch(
      /not as planned: it lacks the policy/,
    );
    expect((await service.get(id)).status).toBe('needsHuman');

    await world.root.send(
      new AttachRolePolicyCommand({
        RoleName: world.execution.role.name,
        PolicyArn: world.execution.policy.arn,
      }),
    );
    await settle('adopt', 'ensure-role');
    const soaking = await ended('needsHuman', 'soaking', 'failed');
    expect(soaking.status).toBe('soaking');
    expect(soaking.steps.find(step => step.id === 'ensure-role')).toMatchObject(
      { state: 'done', outcome: 'adopted' },
    );
    // The watch takes the role for what it is: adopted, and as planned.
    await service.watchSoaks();
    expect((await service.get(id)).soak?.brokenSince).toBeUndefined();
    expect(await log()).toContainEqual(
      expect.stringMatching(
        /^user:default\/guest adopted what is there now\. .*The reason: seen by me$/,
      ),
    );
  });

  it('with a policy of others, when its document is the planned one by now (in CI)', async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    const { policy } = world.execution;
    service = await world.service({
      observeCalls: async (phase, { intent }) => {
        if (phase === 'before' && intent === 'create policy') {
          await world.root.send(
            new CreatePolicyCommand({
              PolicyName: policy.name,
              Path: policy.path,
              PolicyDocument: JSON.stringify({
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
              }),
            }),
          );
        }
      },
    });
    await start();
    const stuck = await ended('needsHuman', 'soaking', 'failed');
    expect(stuck).toMatchObject({
      status: 'needsHuman',
      stuckAt: 'ensure-policy',
    });
    expect(stuck.possible).toContain('adopt-step');
    // It would give the workload more than planned.
    expect(await refusal(settle('adopt', 'ensure-policy'))).toMatch(
      /another document than planned/,
    );
    await world.root.send(
      new CreatePolicyVersionCommand({
        PolicyArn: policy.arn,
        PolicyDocument: policy.document,
        SetAsDefault: true,
      }),
    );
    await settle('adopt', 'ensure-policy');
    const soaking = await ended('needsHuman', 'soaking', 'failed');
    expect(soaking.status).toBe('soaking');
    expect(
      soaking.steps.find(step => step.id === 'ensure-policy'),
    ).toMatchObject({ state: 'done', outcome: 'adopted' });
    // What others made, a roll back leaves.
    await service.rollback(id, { reason: 'a try' }, BY);
    expect((await ended('needsHuman', 'rolledBack')).status).toBe('rolledBack');
    const { Policy } = await world.root.send(
      new GetPolicyCommand({ PolicyArn: policy.arn }),
    );
    expect(Policy?.DefaultVersionId).toBe('v2');
  });

  it('with annotations of others that do not decide what its Pods become (in CI)', async () => {
    const REGIONAL = 'eks.amazonaws.com/sts-regional-endpoints';
    const ROLE = 'eks.amazonaws.com/role-arn';
    const annotate = (annotations: Record<string, string | null>) =>
      world.cluster.request({
        method: 'PATCH',
        path: SERVICE_ACCOUNT_PATH,
        headers: { 'Content-Type': 'application/merge-patch+json' },
        body: { metadata: { annotations } },
      });
    world = await WalkthroughWorld.start();
    await world.makePlan();
    world.execution.serviceAccount.annotations[REGIONAL] = 'true';
    service = await world.service({
      observeCalls: async (phase, { intent }) => {
        if (phase === 'after' && intent === 'create role') {
          await annotate({
            [REGIONAL]: 'false',
            [ROLE]: 'arn:aws:iam::111122223333:role/of-others',
          });
        }
      },
    });
    await start();
    const stuck = await ended('needsHuman', 'soaking', 'failed');
    expect(stuck.statusReason).toMatch(/neither as planned nor as it was/);
    expect(stuck).toMatchObject({
      status: 'needsHuman',
      stuckAt: 'ensure-service-account',
    });
    expect(await refusal(settle('adopt', 'ensure-service-account'))).toMatch(
      /role-arn=.*of-others, which decides what its Pods become/,
    );
    await annotate({ [ROLE]: null });
    await settle('adopt', 'ensure-service-account');
    expect((await ended('needsHuman', 'soaking', 'failed')).status).toBe(
      'soaking',
    );
    const annotations = async () => {
      const { metadata } = await world.cluster.request<{
        metadata: { annotations?: Record<string, string> };
      }>({ path: SERVICE_ACCOUNT_PATH });
      return metadata.annotations ?? {};
    };
    expect(await annotations()).toMatchObject({
      [REGIONAL]: 'false',
      [ROLE]: world.execution.role.arn,
    });
    // The roll back takes ours away, and leaves theirs.
    await service.rollback(id, { reason: 'a try' }, BY);
    expect((await ended('needsHuman', 'rolledBack')).status).toBe('rolledBack');
    expect(await annotations()).toMatchObject({ [REGIONAL]: 'false' });
    expect(await annotations()).not.toHaveProperty([ROLE]);
  });

  it('without the annotations that an undo could not take back, with all that rests on them (in CI)', async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    service = await world.service({
      observeCalls: async (phase, { intent }) => {
        if (phase === 'after' && intent.startsWith('set annotations')) {
          await service.stop(id, BY);
        }
      },
    });
    await start();
    expect((await ended('stopped', 'soaking', 'needsHuman')).status).toBe(
      'stopped',
    );
    world.sandbox.cluster('eks-prod-eu').faults.failNext(1_000_000, {
      code: 403,
      matches: (method, path) =>
        method === 'PATCH' && path.includes('/serviceaccounts/'),
    });
    await service.rollback(id, { reason: 'a try' }, BY);
    const stuck = await ended('needsHuman', 'rolledBack', 'failed');
    expect(stuck).toMatchObject({
      status: 'needsHuman',
      stuckAt: 'ensure-service-account',
    });
    expect(stuck.possible).toContain('skip-step');
    await settle('skip', 'ensure-service-account');
    const back = await ended('needsHuman', 'rolledBack', 'failed');
    expect(back.status).not.toBe('needsHuman');
    // A Pod that the annotation gives the role still finds it.
    const states = Object.fromEntries(
      back.steps.map(step => [step.id, step.state]),
    );
    expect(states).toMatchObject({
      'ensure-service-account': 'skipped',
      'ensure-role': 'skipped',
      'ensure-policy': 'skipped',
    });
    const { Role } = await world.root.send(
      new GetRoleCommand({ RoleName: world.execution.role.name }),
    );
    expect(Role?.Arn).toBe(world.execution.role.arn);
    const seen = await world.cluster.request<object>({
      path: SERVICE_ACCOUNT_PATH,
    });
    expect(JSON.stringify(seen)).toContain(world.execution.role.arn);
  });

  it('when others have given the workload a key that AWS accepts (in CI)', async () => {
    ({ world, service, id } = await startSoaking());
    const { key, detach } = world.execution;
    const setKey = async (Status: 'Active' | 'Inactive') => {
      const { AccessKeyMetadata = [] } = await world.root.send(
        new ListAccessKeysCommand({ UserName: key!.userName }),
      );
      const [{ AccessKeyId }] = AccessKeyMetadata;
      await world.root.send(
        new UpdateAccessKeyCommand({
          UserName: key!.userName,
          AccessKeyId,
          Status,
        }),
      );
    };
    // The world's inventory has no account of its own.
    service = await world.service({
      inventory: {
        ...world.inventory,
        refresh: async ref => {
          const seen = await world.inventory.refresh(ref);
          return {
            ...seen,
            keys: seen.keys.map(each => ({
              ...each,
              accountId: world.execution.accountId,
            })),
          };
        },
      },
    });
    await world.stopOthers(service);
    await service.rollback(id, { reason: 'a try' }, BY);
    await setKey('Inactive');
    service.startWorker();
    const stuck = await ended('needsHuman', 'rolledBack');
    expect(stuck.possible).toContain('adopt-step');
    expect(await refusal(settle('adopt', stuck.stuckAt!))).toMatch(
      /gets no static key/,
    );
    await jsonPatch(world.cluster, DEPLOYMENT_PATH, [
      {
        op: 'add',
        path: '/spec/template/spec/containers/0/envFrom',
        value: [detach.removed[0].element],
      },
    ]);
    expect(await refusal(settle('adopt', stuck.stuckAt!))).toMatch(
      /AWS shows it as Inactive/,
    );
    await setKey('Active');
    await settle('adopt', stuck.stuckAt!);
    const back = await ended('needsHuman', 'rolledBack');
    expect(back.status).toBe('rolledBack');
    const found = await world.cluster.request<WorkloadObject>({
      path: DEPLOYMENT_PATH,
    });
    expect(JSON.stringify(found.spec)).toContain('aws-secrets');
  });

  it('without what an undo could not take back, which is named at the end (in CI)', async () => {
    ({ world, service, id } = await startSoaking());
    world.sandbox.aws.faults.add({
      service: 'iam',
      action: 'DetachRolePolicy',
      count: 1_000_000,
      error: { code: 'AccessDenied', status: 403 },
    });
    await service.rollback(id, { reason: 'a try' }, BY);
    const stuck = await ended('needsHuman', 'rolledBack');
    expect(stuck).toMatchObject({
      status: 'needsHuman',
      stuckAt: 'ensure-role',
    });
    expect(stuck.possible).toContain('skip-step');
    await settle('skip', 'ensure-role');
    const back = await ended('needsHuman', 'rolledBack');
    expect(back.status).toBe('rolledBack');
    expect(back.steps.find(step => step.id === 'ensure-role')).toMatchObject({
      state: 'skipped',
      detail: `Skipped by ${BY}: seen by me`,
    });
    expect(
      back.afterRollback?.objects
        .filter(({ state }) => state === 'differs')
        .map(({ object }) => object),
    ).toContain(`IAM role ${world.execution.role.name}`);
  });
});
