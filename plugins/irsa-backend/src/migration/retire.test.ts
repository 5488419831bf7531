import {
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Migration } from 'backstage-plugin-irsa-common';
import { onEachDatabase } from '../__testUtils__/onEachDatabase';
import { BY, isOpen, retire, startSoaking } from './__testUtils__/soaking';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { RetireRequest } from './types';

const OFF: RetireRequest = { act: 'deactivate-key', reason: 'a try' };
const ALWAYS = 1_000_000;
const DAY = 86_400_000;

onEachDatabase('the acts of the retirement', open => {
  let world: WalkthroughWorld;
  let first: DefaultMigrationService;
  let id: string;

  beforeEach(async () => {
    ({
      world,
      service: first,
      id,
    } = await startSoaking({ database: await open() }));
  });
  afterEach(() => world.close());

  async function keyState(): Promise<string | undefined> {
    const { AccessKeyMetadata } = await world.root.send(
      new ListAccessKeysCommand({ UserName: 'profile-images-reader' }),
    );
    return AccessKeyMetadata?.[0]?.Status;
  }

  /** How often the portal has asked IAM for this. */
  const asked = (action: string) =>
    world.sandbox.aws.calls.filter(call => call.action === action).length;

  const ended = (service: DefaultMigrationService): Promise<Migration> =>
    until('the end of the act', async () => {
      const found = await service.get(id);
      return isOpen(found.act) ? undefined : found;
    });

  /** A process that goes no further at this point of its next call, and wakes up when told to. */
  async function stuckAt(at: 'before' | 'after') {
    let wake = () => {};
    const awake = new Promise<void>(resolve => {
      wake = resolve;
    });
    let isStuck = false;
    const service = await world.service({
      observeCalls: async phase => {
        if (phase === at && !isStuck) {
          isStuck = true;
          await awake;
        }
      },
    });
    service.startWorker();
    return { service, wake, stuck: () => until('stuck', async () => isStuck) };
  }

  /** As after a kill: no heartbeat for long. */
  const loseTheClaim = () =>
    world
      .database('migrations')
      .whereNotNull('claim')
      .update({ heartbeat: 0, claim: 'that-of-a-dead-process' });

  async function another(): Promise<DefaultMigrationService> {
    const service = await world.service();
    service.startWorker();
    return service;
  }

  it('are answered before they are done, and only one is under way', async () => {
    await first.stopWorker();
    const answer = await first.retire(id, OFF, BY);
    expect(answer).toMatchObject({
      status: 'soaking',
      act: { act: 'deactivate-key', by: BY, state: 'asked' },
      possible: ['stop'],
    });
    expect(await keyState()).toBe('Active');
    // A double click is one act; anything else has to wait.
    await first.retire(id, OFF, BY);
    await expect(first.retire(id, { act: 'extend-soak' }, BY)).rejects.toThrow(
      /has not ended/,
    );
    await expect(first.rollback(id, { reason: 'a try' }, BY)).rejects.toThrow();
    first.startWorker();
    const done = await ended(first);
    expect(done).toMatchObject({
      status: 'keyInactive',
      act: {
        state: 'done',
        message: expect.stringMatching(/switched the key/),
      },
    });
    expect(asked('UpdateAccessKey')).toBe(1);
    const journal = await world
      .database('migration_journal')
      .where({ migration_id: id, step: 'deactivate-key' });
    expect(journal.map(({ entry }) => entry)).toEqual(['intent', 'outcome']);
  });

  it.each(['before', 'after'] as const)(
    'are ended by another process when one was killed %s its call to IAM',
    async at => {
      await first.stopWorker();
      const { service, stuck } = await stuckAt(at);
      await service.retire(id, OFF, BY);
      await stuck();
      expect(await keyState()).toBe(at === 'after' ? 'Inactive' : 'Active');
      expect((await service.get(id)).act?.state).toBe('running');
      world.abandon(service);
      await loseTheClaim();
      const done = await ended(await another());
      expect(done).toMatchObject({
        status: 'keyInactive',
        act: {
          state: 'done',
          message: `${BY} switched the key ••••${
            world.execution.key!.last4
          } off: a try`,
        },
      });
      expect(await keyState()).toBe('Inactive');
      expect(asked('UpdateAccessKey')).toBe(1);
    },
  );

  it('are ended by what IAM shows, though the guards would refuse by then', async () => {
    await first.stopWorker();
    const { service, stuck } = await stuckAt('after');
    await service.retire(id, OFF, BY);
    await stuck();
    world.abandon(service);
    await loseTheClaim();
    world.others = [{ ...world.workload(), name: 'other' }];
    expect((await ended(await another())).status).toBe('keyInactive');
  });

  it('end a deletion once, whoever is killed', async () => {
    await retire(first, id, OFF);
    world.offset = 8 * DAY;
    await first.stopWorker();
    const { service, stuck } = await stuckAt('after');
    const { last4 } = world.execution.key!;
    await service.retire(id, { act: 'delete-key', confirm: last4 }, BY);
    await stuck();
    world.abandon(service);
    await loseTheClaim();
    const next = await another();
    expect(await ended(next)).toMatchObject({
      status: 'retired',
      act: { state: 'done', message: expect.stringMatching(/deleted the key/) },
    });
    expect(asked('DeleteAccessKey')).toBe(1);
    await next.stopWorker();
    const third = await stuckAt('after');
    await third.service.retire(
      id,
      { act: 'delete-secret', confirm: 'aws-secrets' },
      BY,
    );
    await third.stuck();
    world.abandon(third.service);
    await loseTheClaim();
    expect(await ended(await another())).toMatchObject({
      status: 'retired',
      secretState: 'deleted',
      act: { state: 'done', message: expect.stringMatching(/deleted Secret/) },
    });
  });

  it('keep a process that slept too long from writing to IAM', async () => {
    await first.stopWorker();
    const { service, stuck, wake } = await stuckAt('before');
    await service.retire(id, OFF, BY);
    await stuck();
    await loseTheClaim();
    const next = await another();
    expect((await ended(next)).status).toBe('keyInactive');
    await retire(next, id, { act: 'reactivate-key' });
    wake();
    await until('the sleeper has seen it', async () =>
      world.logger.warn.mock.calls.some(([line]) =>
        /taken over by another process/.test(String(line)),
      ),
    );
    expect(await keyState()).toBe('Active');
    expect((await next.get(id)).status).toBe('soaking');
  });

  it('hold their claim while IAM is slower than the lease, with two replicas', async () => {
    const second = await another();
    world.sandbox.aws.faults.add({
      service: 'iam',
      action: 'UpdateAccessKey',
      latency: world.config.migration.staleAfterMs + 2_000,
    });
    await Promise.all([first.retire(id, OFF, BY), second.retire(id, OFF, BY)]);
    expect((await ended(second)).status).toBe('keyInactive');
    expect(asked('UpdateAccessKey')).toBe(1);
  });

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
    expect(await ended(first)).toMatchObject({
      status: 'soaking',
      statusReason: undefined,
      act: { state: 'withdrawn' },
      possible: expect.arrayContaining(['rollback', 'extend-soak']),
    });
    await first.stopWorker();
    world.sandbox.aws.faults.clear();
    expect(await keyState()).toBe('Active');
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
    expect(await ended(first)).toMatchObject({
      status: 'keyInactive',
      statusReason: undefined,
      act: { state: 'done' },
    });
  });

  it('are refused by the worker when the world has changed since they were asked for, and who asked is told', async () => {
    await first.stopWorker();
    await first.retire(id, OFF, BY);
    world.others = [{ ...world.workload(), name: 'other' }];
    const send = jest.fn(async () => {});
    const second = await world.service({ notifications: { send } });
    second.startWorker();
    const refused = await ended(second);
    await until('a notice', async () => send.mock.calls.length > 0);
    expect(send).toHaveBeenCalledWith({
      recipients: {
        type: 'entity',
        entityRef: [BY, 'group:default/media'],
      },
      payload: expect.objectContaining({
        title: expect.stringMatching(/deactivate-key did not work/),
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
    expect(await keyState()).toBe('Active');
    expect((await first.events(id)).at(-1)).toMatchObject({
      level: 'error',
      message: expect.stringMatching(/^deactivate-key failed: /),
    });
    world.others = [];
    expect((await retire(first, id, OFF)).status).toBe('keyInactive');
  });

  it('need a decision about each cluster that cannot be read, also one that became so since', async () => {
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
    expect((await ended(first)).act).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/may be used in on-prem-2, on-prem-3/),
    });
    expect(await keyState()).toBe('Active');
    world.unread = ['on-prem-2'];
    const done = await retire(first, id, decided);
    expect(done.status).toBe('keyInactive');
    expect(done.act?.message).toMatch(
      /by a decision, though on-prem-2 could not be read: a try/,
    );
  });

  it('do not overlook a use of the key since the last look', async () => {
    world.offset = 8 * DAY;
    const { data } = await world.cluster.request<{
      data: Record<string, string>;
    }>({
      path: '/api/v1/namespaces/production/secrets/aws-secrets',
      secretValues: true,
    });
    const valueOf = (name: string) =>
      Buffer.from(data[name], 'base64').toString();
    const sts = new STSClient({
      endpoint: world.sandbox.accounts[0].endpoint,
      region: 'eu-west-1',
      credentials: {
        accessKeyId: valueOf('AWS_ACCESS_KEY_ID'),
        secretAccessKey: valueOf('AWS_SECRET_ACCESS_KEY'),
      },
    });
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

  it('say that a key was off already, and do not claim it', async () => {
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
    const { act } = await retire(first, id, OFF);
    expect(act?.message).toMatch(/was off already/);
  });
});
