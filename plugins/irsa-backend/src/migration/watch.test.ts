import {
  AttachRolePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  ListAccessKeysCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { V1PodList } from '@kubernetes/client-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { retire, startSoaking } from './__testUtils__/soaking';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

jest.setTimeout(120_000);

describe('the watch over a soak', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;
  const send = jest.fn<Promise<void>, Parameters<NotificationService['send']>>(
    async () => undefined,
  );

  beforeAll(async () => {
    ({ world, service, id } = await startSoaking({ notifications: { send } }));
  });

  afterAll(() => world.close());

  const attachment = () => ({
    RoleName: world.execution.role.name,
    PolicyArn: world.execution.policy.arn,
  });
  const messages = async () =>
    (await service.events(id)).map(({ message }) => message);

  /** From now on, the cluster shows all Pods as working, and then as crashing. */
  const shownPods = () => {
    const { cluster } = world;
    const shown = { crash: false };
    const request = cluster.request.bind(cluster);
    const spy = jest.spyOn(cluster, 'request');
    spy.mockImplementation(async call => {
      const answer = await request<V1PodList>(call);
      return call.path.endsWith('/pods')
        ? {
            ...answer,
            items: answer.items.map(pod => ({
              ...pod,
              status: {
                ...pod.status,
                containerStatuses: [
                  {
                    name: 'app',
                    restartCount: 3,
                    state: shown.crash
                      ? { waiting: { reason: 'CrashLoopBackOff' } }
                      : {},
                  },
                ],
              },
            })),
          }
        : (answer as any);
    });
    return { shown, restore: () => spy.mockRestore() };
  };

  it('calls nothing broken that was made after the account was read', async () => {
    // The account was read for the plan, before there was a role.
    await service.watchSoaks(3_600_000);
    const { soak } = await service.get(id);
    expect(soak?.footing?.facts).not.toEqual([]);
    expect(
      soak?.footing?.facts.filter(({ state }) => state !== 'holds'),
    ).toEqual([]);
    expect(soak?.brokenSince).toBeUndefined();
  });

  it('sees that the policy was detached, stops the clock, tells the owner, and goes on when it is mended', async () => {
    await service.watchSoaks();
    const before = await service.get(id);
    expect(before.soak?.brokenSince).toBeUndefined();
    expect(before.soak?.footing?.facts.map(({ state }) => state)).toEqual(
      before.soak?.footing?.facts.map(() => 'holds'),
    );
    send.mockClear();

    await world.root.send(new DetachRolePolicyCommand(attachment()));
    await service.watchSoaks();
    await service.watchSoaks();
    const broken = await service.get(id);
    expect(broken.soak?.brokenSince).toBeDefined();
    expect(broken.soak?.remainingSeconds).toBeGreaterThan(600_000);
    expect(broken.guards).toContainEqual({
      act: 'deactivate-key',
      message: expect.stringMatching(
        /^Soak broken: something that the workload rests on does not hold/,
      ),
    });
    expect(broken.soak?.footing?.facts).toContainEqual({
      object: expect.stringMatching(/^IAM policy /),
      state: 'broken',
      message: expect.stringMatching(/not attached/),
    });
    expect(
      (await messages()).filter(text => /^Soak broken/.test(text)),
    ).toHaveLength(1);
    expect(send).toHaveBeenCalledTimes(1);
    expect(send.mock.calls[0][0].payload).toMatchObject({
      title: 'Deployment production/test: soak broken',
      severity: 'high',
      link: expect.stringContaining(id),
    });
    await expect(
      retire(service, id, { act: 'deactivate-key', reason: 'all the same' }),
    ).rejects.toThrow(/Soak broken/);

    world.offset += 3 * 86_400_000;
    await world.root.send(new AttachRolePolicyCommand(attachment()));
    await service.watchSoaks();
    const mended = await service.get(id);
    expect(mended.soak?.brokenSince).toBeUndefined();
    // Three days stood still.
    expect(
      Date.parse(mended.soak!.endsAt) - Date.parse(before.soak!.endsAt),
    ).toBeGreaterThan(2.9 * 86_400_000);
    expect(send.mock.calls.at(-1)?.[0].payload.title).toBe(
      'Deployment production/test: the soak goes on',
    );
  });

  it.each([
    [
      'lost a right',
      's3:GetObject',
      /gone: Allow .*; new: Allow s3:GetObject\)/,
    ],
    ['got one', 's3:*', /new: Allow s3:\*/],
  ])('sees that the policy %s, and says which', async (_, Action, words) => {
    const { arn: PolicyArn } = world.execution.policy;
    const { PolicyVersion } = await world.root.send(
      new CreatePolicyVersionCommand({
        PolicyArn,
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action,
              Resource: 'arn:aws:s3:::profile-images',
            },
          ],
        }),
        SetAsDefault: true,
      }),
    );
    await service.watchSoaks();
    // The same page says the same: what is in question was asked for.
    const { iam } = world.accounts.get(world.execution.accountId);
    const asked = jest.spyOn(iam, 'send');
    await service.watchSoaks(3_600_000);
    expect(asked.mock.calls.map(([{ input }]) => input)).toEqual([]);
    asked.mockRestore();
    const { soak } = await service.get(id);
    expect(soak?.brokenSince).toBeDefined();
    expect(
      soak?.footing?.facts.filter(({ state }) => state !== 'holds'),
    ).toEqual([
      {
        object: `IAM policy ${world.execution.policy.name}`,
        state: 'broken',
        message: expect.stringMatching(words),
      },
    ]);
    const { Versions = [] } = await world.root.send(
      new ListPolicyVersionsCommand({ PolicyArn }),
    );
    const planned = Versions.find(({ IsDefaultVersion }) => !IsDefaultVersion);
    await world.root.send(
      new SetDefaultPolicyVersionCommand({
        PolicyArn,
        VersionId: planned!.VersionId,
      }),
    );
    await world.root.send(
      new DeletePolicyVersionCommand({
        PolicyArn,
        VersionId: PolicyVersion!.VersionId,
      }),
    );
    await service.watchSoaks();
    expect((await service.get(id)).soak?.brokenSince).toBeUndefined();
  });

  it.each([
    ['set anew', /^It is arn:.* now, not arn:.*IrsaBoundary/],
    ['taken away', /was taken away: the role may do more/],
  ])('sees that the permissions boundary was %s', async (how, words) => {
    const { name: RoleName, boundaryArn } = world.execution.role;
    const bound = (PermissionsBoundary: string) =>
      world.root.send(
        new PutRolePermissionsBoundaryCommand({
          RoleName,
          PermissionsBoundary,
        }),
      );
    await (how === 'taken away'
      ? world.root.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }))
      : bound(world.execution.policy.arn));
    await service.watchSoaks();
    const { soak } = await service.get(id);
    expect(soak?.brokenSince).toBeDefined();
    expect(
      soak?.footing?.facts.filter(({ state }) => state !== 'holds'),
    ).toEqual([
      {
        object: `Permissions boundary of ${RoleName}`,
        state: 'broken',
        message: expect.stringMatching(words),
      },
    ]);
    await bound(boundaryArn!);
    await service.watchSoaks();
    expect((await service.get(id)).soak?.brokenSince).toBeUndefined();
  });

  it('tells the owner of each break once, as soon as notices are taken (in CI)', async () => {
    const titles = () =>
      send.mock.calls.map(([{ payload }]) => payload.title.split(': ')[1]);
    const detached = async () => {
      await world.root.send(new DetachRolePolicyCommand(attachment()));
      await service.watchSoaks();
    };
    send.mockClear();
    send.mockRejectedValueOnce(new Error('made by the test'));
    await detached();
    expect(titles()).toEqual(['soak broken']);
    await service.watchSoaks();
    await service.watchSoaks();
    expect(titles()).toEqual(['soak broken', 'soak broken']);

    await world.root.send(new AttachRolePolicyCommand(attachment()));
    await service.watchSoaks();
    await detached();
    await service.watchSoaks();
    expect(titles().slice(2)).toEqual(['the soak goes on', 'soak broken']);
    await world.root.send(new AttachRolePolicyCommand(attachment()));
    await service.watchSoaks();
  });

  it('writes what it found and what it says of it at once, or neither', async () => {
    const { database } = world;
    const lines = async () =>
      (await messages()).filter(text => /^Soak broken/.test(text)).length;
    const before = await lines();
    // As when the process ends right before the line is written.
    await database.raw(
      `create trigger no_line before insert on migration_events begin select raise(abort, 'made by the test'); end`,
    );
    await world.root.send(new DetachRolePolicyCommand(attachment()));
    await service.watchSoaks();
    await database.raw('drop trigger no_line');
    await service.watchSoaks();
    expect((await service.get(id)).soak?.brokenSince).toBeDefined();
    expect(await lines()).toBe(before + 1);
    await world.root.send(new AttachRolePolicyCommand(attachment()));
    await service.watchSoaks();
    expect((await service.get(id)).soak?.brokenSince).toBeUndefined();
  });

  it('reads the account anew as soon as the workload begins to fail on its role', async () => {
    const { shown, restore } = shownPods();
    await service.watchSoaks();
    const broken = async () => {
      await service.watchSoaks(3_600_000);
      const { soak } = await service.get(id);
      return soak?.footing?.facts
        .filter(({ state }) => state === 'broken')
        .map(({ object }) => object);
    };
    const { iam } = world.accounts.get(world.execution.accountId);
    const asked = jest.spyOn(iam, 'send');
    await world.root.send(new DetachRolePolicyCommand(attachment()));
    // As far as the account is known, all is well.
    expect(await broken()).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
    const policy = `IAM policy ${world.execution.policy.name}`;
    shown.crash = true;
    expect(await broken()).toEqual([policy]);
    expect((await service.get(id)).soak?.footing?.facts).toContainEqual(
      expect.objectContaining({
        object: 'Pods of Deployment production/test',
        message: expect.stringMatching(/2 of them crash again and again/),
      }),
    );
    asked.mockClear();
    expect(await broken()).toEqual([policy]);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    await world.root.send(new AttachRolePolicyCommand(attachment()));
    await service.watchSoaks();
    await expect(
      retire(service, id, { act: 'deactivate-key', reason: 'now' }),
    ).rejects.toThrow(/2 of them crash again and again/);
    restore();
    expect((await service.get(id)).soak?.brokenSince).toBeUndefined();
  });

  it('reads the key again before it says anything better of it than before', async () => {
    const account = world.accounts.get(world.execution.accountId);
    const asked = jest.spyOn(account.iam, 'send');
    const reads = () =>
      asked.mock.calls.filter(
        ([command]) => command instanceof ListAccessKeysCommand,
      ).length;
    const quiet = async () =>
      (await service.get(id)).proofs.find(({ level }) => level === 'L5');
    try {
      await service.watchSoaks();
      const { soak } = await service.get(id);
      asked.mockClear();
      await service.watchSoaks(3_600_000);
      expect(reads()).toBe(0);
      expect(await quiet()).toMatchObject({ state: 'pending' });

      world.offset = Date.parse(soak!.endsAt) - Date.now() + 60_000;
      await service.watchSoaks(3_600_000);
      const proven = await quiet();
      expect(proven?.state).toBe('proven');
      expect(Date.parse(proven!.at!)).toBeGreaterThan(Date.parse(soak!.endsAt));
      expect(reads()).toBe(1);
      await service.watchSoaks(3_600_000);
      expect(reads()).toBe(1);
    } finally {
      asked.mockRestore();
    }
  });

  it('reads an account once for all migrations, by one of two replicas (in CI)', async () => {
    const rows = await world.database('migrations').where({ id });
    for (const copy of ['one', 'two', 'three']) {
      await world.database('migrations').insert({
        ...rows[0],
        id: copy,
        idempotency_key: copy,
      });
    }
    const account = world.accounts.get(world.execution.accountId);
    const asked = jest.spyOn(account.iam, 'send');
    await account.snapshot({ maxAgeMs: 0, keysMaxAgeMs: Infinity });
    const ofPage = asked.mock.calls.length;
    asked.mockClear();
    const other = await world.service();
    world.offset += 86_400_000;
    try {
      world.config.scan.intervalMs = 1;
      await Promise.all([service.watchInTurn(), other.watchInTurn()]);
      // And the key that all of them have left: whether it is there, and its last use.
      expect(asked.mock.calls.length).toBe(ofPage + 2);
      // The replica that had the turn knows the key, so it has the next turns too.
      for (let round = 0; round < 3; round += 1) {
        asked.mockClear();
        // After a round that took long, such as on a busy machine, it is later.
        const turns = world.database('migration_watch_turns');
        const { due_at: due } = await turns.where({ name: 'soak' }).first();
        world.offset += Math.max(30_000, Number(due) - world.now());
        await Promise.all([other.watchInTurn(), service.watchInTurn()]);
        expect(asked.mock.calls.length).toBe(ofPage);
      }
    } finally {
      asked.mockRestore();
    }
  });
});
