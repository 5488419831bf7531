import {
  AttachRolePolicyCommand,
  ListAccessKeysCommand,
  TagRoleCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { Migration } from 'backstage-plugin-irsa-common';
import { jsonPatch } from 'backstage-plugin-irsa-node';
import { WorkloadObject } from '../plan/patch/workloadPatch';
import { BY, DEPLOYMENT_PATH, startSoaking } from './__testUtils__/soaking';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { SettleRefusedError } from './model/errors';

jest.setTimeout(120_000);

describe('a migration that needs a human goes on', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;

  afterEach(() => world.close());

  const ended = (...statuses: string[]): Promise<Migration> =>
    until(`status ${statuses}`, async () => {
      const found = await service.get(id);
      return statuses.includes(found.status) ? found : undefined;
    });
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
    service.startWorker();
    ({ id } = await service.start(
      {
        planId: 'plan-1',
        planHash: 'hash',
        idempotencyKey: 'click-0001',
        acknowledgements: ['links-shorter'],
      },
      BY,
    ));
    const stuck = await ended('needsHuman', 'soaking', 'failed');
    expect(stuck).toMatchObject({
      status: 'needsHuman',
      stuckAt: 'ensure-role',
    });
    expect(stuck.possible).toContain('adopt-step');
    expect(stuck.possible).not.toContain('skip-step');
    // Nothing of what is refused goes on.
    expect(await refusal(settle('adopt', 'ensure-policy'))).toMatch(
      /stands at ensure-role by now, and not at ensure-policy/,
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

  it('when others have given the workload a key that AWS accepts', async () => {
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

  it('without what an undo could not take back, which is named at the end', async () => {
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
