import {
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { HAS_ALL_ROWS } from '../__testUtils__/testSize';
import { withOldKey } from './__testUtils__/oldKey';
import { RetireStage } from './__testUtils__/RetireStage';
import { retire } from './__testUtils__/soaking';
import { BY } from './__testUtils__/starting';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { RetireRequest } from './types';

const OFF: RetireRequest = { act: 'deactivate-key', reason: 'a try' };
const ALWAYS = 1_000_000;
const DAY = 86_400_000;
const OTHER = 'user:default/other';

jest.setTimeout(120_000);

describe('the acts of the retirement, when something is in the way,', () => {
  let stage: RetireStage;
  let world: WalkthroughWorld;
  let first: DefaultMigrationService;
  let id: string;

  beforeEach(async () => {
    stage = await RetireStage.start();
    ({ world, first, id } = stage);
  });
  afterEach(() => world.close());

  /** A wish to delete the key, which waits for a second person. */
  async function waiting(): Promise<RetireRequest> {
    world.config.migration.secondPerson = true;
    await retire(first, id, OFF);
    world.offset += 8 * DAY;
    const { last4 } = world.execution.key!;
    const request: RetireRequest = { act: 'delete-key', confirm: last4 };
    await first.retire(id, request, BY);
    return request;
  }

  it('hold their claim while IAM is slower than the lease, with two replicas (in CI)', async () => {
    const second = await stage.another();
    world.sandbox.aws.faults.add({
      service: 'iam',
      action: 'UpdateAccessKey',
      latency: world.config.migration.staleAfterMs + 2_000,
    });
    await Promise.all([first.retire(id, OFF, BY), second.retire(id, OFF, BY)]);
    expect((await stage.ended(second)).status).toBe('keyInactive');
    expect(stage.asked('UpdateAccessKey')).toBe(1);
  });

  const withoutRight: [string, RetireRequest][] = [
    ['UpdateAccessKey', OFF],
    ['DeleteAccessKey', { act: 'delete-key' }],
  ];

  it.each(HAS_ALL_ROWS ? withoutRight : withoutRight.slice(0, 1))(
    'fail at once, and name the right, when %s is not allowed',
    async (action, wish) => {
      // As long as IAM may take to show a change; nobody has to wait for a change that was refused.
      world.config.migration.propagationTimeoutMs = DAY;
      if (wish !== OFF) {
        await retire(first, id, OFF);
        world.offset += 8 * DAY;
        Object.assign(wish, { confirm: world.execution.key!.last4 });
      }
      world.sandbox.aws.faults.add({
        service: 'iam',
        action,
        count: ALWAYS,
        error: {
          code: 'AccessDenied',
          status: 403,
          message: `not authorized to perform: iam:${action}`,
        },
      });
      const before = await stage.keyState();
      await expect(retire(first, id, wish)).rejects.toThrow(`iam:${action}`);
      expect(await stage.keyState()).toBe(before);
    },
  );

  it('wait for an outage to end and tell, and can be withdrawn until then', async () => {
    await first.stopWorker();
    await first.retire(id, OFF, BY);
    world.sandbox.aws.faults.add({
      service: 'iam',
      count: ALWAYS,
      error: { code: 'ServiceFailure', status: 500 },
    });
    first.startWorker();
    const waits = () =>
      until('words of the outage', async () =>
        /Cannot reach AWS account/.test(
          (await first.get(id)).act?.message ?? '',
        ),
      );
    await waits();
    await first.stop(id, BY);
    expect(await stage.ended(first)).toMatchObject({
      status: 'soaking',
      statusReason: undefined,
      act: { state: 'withdrawn' },
      possible: expect.arrayContaining(['rollback', 'extend-soak']),
    });
    await first.stopWorker();
    world.sandbox.aws.faults.clear();
    expect(await stage.keyState()).toBe('Active');
    await first.retire(id, OFF, BY);
    world.sandbox.aws.faults.add({
      service: 'iam',
      action: 'UpdateAccessKey',
      count: ALWAYS,
      error: { code: 'ServiceFailure', status: 500 },
    });
    first.startWorker();
    await waits();
    // A call may have gone out: only IAM can tell, so it is ended.
    await expect(first.stop(id, BY)).rejects.toThrow(/cannot be withdrawn/);
    world.sandbox.aws.faults.clear();
    expect(await stage.ended(first)).toMatchObject({
      status: 'keyInactive',
      statusReason: undefined,
      act: { state: 'done' },
    });
  });

  it('tell an outage of the cluster once, though much is to be read (in CI)', async () => {
    await first.stopWorker();
    await first.retire(id, OFF, BY);
    const { faults } = world.sandbox.cluster('eks-prod-eu');
    let tries = 0;
    faults.failNext(ALWAYS, {
      code: 503,
      matches: () => {
        tries += 1;
        return true;
      },
    });
    first.startWorker();
    await until('words of the outage', async () =>
      /Cannot reach cluster/.test((await first.get(id)).act?.message ?? ''),
    );
    const before = tries;
    await until('more tries', async () => tries > before + 20);
    faults.clear();
    expect((await stage.ended(first)).status).toBe('keyInactive');
    const said = (await first.events(id)).map(({ message }) => message);
    expect(said.filter(line => /^Cannot reach/.test(line))).toHaveLength(1);
    expect(said.filter(line => /reached again/.test(line))).toHaveLength(1);
  });

  it('are refused by the worker when the world has changed since they were asked for, and who asked is told (in CI)', async () => {
    await first.stopWorker();
    await first.retire(id, OFF, BY);
    world.others = [{ ...world.workload(), name: 'other' }];
    const send = jest.fn(async () => {});
    const second = await world.service({ notifications: { send } });
    second.startWorker();
    const refused = await stage.ended(second);
    await until('a notice', async () => send.mock.calls.length > 0);
    expect(send).toHaveBeenCalledWith({
      recipients: {
        type: 'entity',
        entityRef: [BY, 'group:default/media'],
      },
      payload: expect.objectContaining({
        title: expect.stringMatching(/Switching the key off did not work/),
        description: expect.stringMatching(/still used by/),
      }),
    });
    await second.stopWorker();
    first.startWorker();
    expect(refused).toMatchObject({
      status: 'soaking',
      act: {
        state: 'failed',
        message: expect.stringMatching(/still used by .*other/),
      },
    });
    expect(await stage.keyState()).toBe('Active');
    expect((await first.events(id)).at(-1)).toMatchObject({
      level: 'error',
      message: expect.stringMatching(/^Switching the key off did not work: /),
    });
    world.others = [];
    expect((await retire(first, id, OFF)).status).toBe('keyInactive');
  });

  it('need a decision about each cluster that cannot be read, also one that became so since (in CI)', async () => {
    world.unread = ['on-prem-2'];
    await expect(first.retire(id, OFF, BY)).rejects.toThrow(
      /may be used in on-prem-2.*irsa\.key\.decide/,
    );
    const decided = { ...OFF, despiteUnread: ['on-prem-2'] };
    await expect(
      first.retire(id, { ...decided, reason: ' ' }, BY),
    ).rejects.toThrow(/reason/);
    await first.stopWorker();
    await first.retire(id, decided, BY);
    world.unread = ['on-prem-2', 'on-prem-3'];
    first.startWorker();
    expect((await stage.ended(first)).act).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/may be used in on-prem-2, on-prem-3/),
    });
    expect(await stage.keyState()).toBe('Active');
    world.unread = ['on-prem-2'];
    const done = await retire(first, id, decided);
    expect(done.status).toBe('keyInactive');
    expect(done.act?.message).toMatch(
      /by a decision, though on-prem-2 could not be read: a try/,
    );
  });

  it('are confirmed by a second person when they cannot be undone, and by nobody who asked', async () => {
    world.config.migration.secondPerson = true;
    await retire(first, id, OFF);
    world.offset += 8 * DAY;
    const { last4 } = world.execution.key!;
    const request: RetireRequest = { act: 'delete-key', confirm: last4 };
    const waits = await first.retire(id, request, BY);
    expect(waits).toMatchObject({
      act: { act: 'delete-key', by: BY, state: 'waits' },
      possible: ['stop', 'rollback', 'delete-key'],
    });
    await expect(first.retire(id, request, BY)).rejects.toThrow(
      /another person must confirm it: not you, who asked/,
    );
    await expect(
      first.retire(id, request, 'external:a-script'),
    ).rejects.toThrow(/a person who is signed in/);
    await expect(
      first.retire(id, { ...request, confirm: 'none' }, OTHER),
    ).rejects.toThrow(/last four characters/);
    await expect(
      first.retire(id, { act: 'reactivate-key' }, OTHER),
    ).rejects.toThrow(/has not ended/);
    // Another process leaves it alone too.
    const second = await stage.another();
    await first.watchSoaks();
    expect((await second.get(id)).act?.state).toBe('waits');
    expect(stage.asked('DeleteAccessKey')).toBe(0);

    // One that is withdrawn begins anew.
    await first.stop(id, OTHER);
    expect((await stage.ended(first)).act?.state).toBe('withdrawn');
    await first.retire(id, request, BY);
    await second.retire(id, request, OTHER);
    const done = await stage.ended(first);
    expect(done).toMatchObject({
      status: 'retired',
      act: { by: BY, confirmedBy: OTHER, state: 'done' },
    });
    expect(await stage.keyState()).toBeUndefined();
    expect((await first.events(id)).map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          `^Deleting the key: asked for by ${BY}. It waits for a second person`,
        ),
        `Deleting the key: confirmed by ${OTHER}.`,
      ]),
    );
  });

  it('wait for a second person without being in the way of a roll back, which names them (in CI)', async () => {
    const request = await waiting();
    await first.rollback(id, { reason: 'it fails' }, OTHER);
    expect(
      (
        await until('the end of the roll back', async () => {
          const found = await first.get(id);
          return found.status === 'rolledBack' ? found : undefined;
        })
      ).act,
    ).not.toMatchObject({ state: 'waits' });
    expect(await stage.keyState()).toBe('Active');
    expect((await first.events(id)).map(({ message }) => message)).toContain(
      `Deleting the key, asked for by ${BY}, waited for a second person. ${OTHER} withdrew it with the roll back.`,
    );
    await expect(first.retire(id, request, OTHER)).rejects.toThrow(
      /not possible/,
    );
    expect(stage.asked('DeleteAccessKey')).toBe(0);
  });

  it('tell those who may confirm, and expire when nobody does (in CI)', async () => {
    const send = jest.fn(async () => {});
    await first.stopWorker();
    first = await world.service({ notifications: { send } });
    first.startWorker();
    const request = await waiting();
    expect(send).toHaveBeenCalledWith({
      recipients: {
        type: 'entity',
        entityRef: ['group:default/media', 'group:default/platform'],
        excludeEntityRef: BY,
      },
      payload: expect.objectContaining({
        title: expect.stringMatching(/Deleting the key waits for a second/),
        description: expect.stringContaining(BY),
      }),
    });
    const { act } = await first.get(id);
    expect(act).toMatchObject({
      state: 'waits',
      told: ['group:default/media', 'group:default/platform'],
    });
    const left = Date.parse(act!.expiresAt!) - Date.parse(act!.askedAt);
    expect(left).toBe(3 * DAY);

    world.offset += 2 * DAY;
    await first.watchInTurn();
    expect((await first.get(id)).act?.state).toBe('waits');
    world.offset += 1 * DAY;
    await expect(first.retire(id, request, OTHER)).rejects.toThrow(
      /nobody had confirmed it/,
    );
    expect(await stage.ended(first)).toMatchObject({
      status: 'keyInactive',
      act: {
        state: 'expired',
        message: expect.stringMatching(/time was over/),
      },
    });
    await until('a notice of the end', async () => send.mock.calls.length > 1);
    expect(send).toHaveBeenLastCalledWith(
      expect.objectContaining({
        recipients: {
          type: 'entity',
          entityRef: [BY, 'group:default/media'],
        },
        payload: expect.objectContaining({
          title: expect.stringMatching(/was not confirmed/),
        }),
      }),
    );
    // The watch finds one by itself, and another replica may ask anew.
    await first.retire(id, request, BY);
    world.offset += 3 * DAY;
    await first.watchInTurn();
    expect((await stage.ended(first)).act?.state).toBe('expired');
    expect(stage.asked('DeleteAccessKey')).toBe(0);
  });

  it('do not overlook a use of the key since the last look (in CI)', async () => {
    world.offset = 8 * DAY;
    const sts = await withOldKey(world);
    // AWS tells the second of a use: it has to be a later one than that of the switch.
    const startedAt = Date.parse((await first.get(id)).soak!.startedAt);
    await until('a later second', async () => Date.now() > startedAt + 2_000);
    await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    await expect(
      first.retire(id, { act: 'deactivate-key' }, BY),
    ).rejects.toThrow(/was used at .*sts.*after the portal last looked/);
    // A key that leaked must go at once.
    expect((await retire(first, id, OFF)).status).toBe('keyInactive');
  });

  it('say that a key was off already, and do not claim it: a rollback asks before it switches it on (in CI)', async () => {
    await world.root.send(
      new UpdateAccessKeyCommand({
        UserName: 'profile-images-reader',
        AccessKeyId: (
          await world.root.send(
            new ListAccessKeysCommand({ UserName: 'profile-images-reader' }),
          )
        ).AccessKeyMetadata![0].AccessKeyId!,
        Status: 'Inactive',
      }),
    );
    const { act, soak } = await retire(first, id, OFF);
    expect(act?.message).toMatch(/was off already/);
    expect(soak?.keyOffByOthers).toBe(true);
    // The next look still knows it.
    await first.watchSoaks();
    await expect(first.rollback(id, { reason: 'a try' }, BY)).rejects.toThrow(
      /this migration did not switch it off/,
    );
    expect(await stage.keyState()).toBe('Inactive');
    await first.rollback(id, { reason: 'a try', switchKeyOn: true }, BY);
    await until('the way back', async () => {
      const { status } = await first.get(id);
      return status === 'rolledBack';
    });
    expect(await stage.keyState()).toBe('Active');
  });

  it('do not take a key for theirs that others have switched on and off again (in CI)', async () => {
    await retire(first, id, OFF);
    const switchBy = async (Status: 'Active' | 'Inactive') => {
      const UserName = 'profile-images-reader';
      const { AccessKeyMetadata } = await world.root.send(
        new ListAccessKeysCommand({ UserName }),
      );
      const AccessKeyId = AccessKeyMetadata![0].AccessKeyId!;
      await world.root.send(
        new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status }),
      );
    };
    await switchBy('Active');
    await until('a look that takes it for switched on', async () => {
      await first.watchSoaks();
      return (await first.get(id)).soak?.keyOffDoubt?.reason === 'seenOn';
    });
    await switchBy('Inactive');
    await first.watchSoaks();
    expect((await first.get(id)).soak).toMatchObject({
      keyState: 'inactive',
      keyOffByOthers: true,
    });
    await expect(first.rollback(id, { reason: 'a try' }, BY)).rejects.toThrow(
      /switched it off, but it was on again at .*somebody else/,
    );
    expect(await stage.keyState()).toBe('Inactive');
    expect(
      (await first.events(id)).map(({ message }) => message),
    ).toContainEqual(expect.stringMatching(/it was on again/));
    // The cooling time counts from when it was off the last time.
    const { guards } = await first.get(id);
    const { keyOffSince } = (await first.get(id)).soak!;
    expect(guards?.find(({ act }) => act === 'delete-key')?.availableAt).toBe(
      new Date(Date.parse(keyOffSince!) + 7 * DAY).toISOString(),
    );
    await first.rollback(id, { reason: 'a try', switchKeyOn: true }, BY);
    await until('the way back', async () => {
      const { status } = await first.get(id);
      return status === 'rolledBack';
    });
    expect(await stage.keyState()).toBe('Active');
  });
});
