import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { RetireStage } from './__testUtils__/RetireStage';
import { retire } from './__testUtils__/soaking';
import { BY } from './__testUtils__/starting';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { RetireRequest } from './types';

const OFF: RetireRequest = { act: 'deactivate-key', reason: 'a try' };
const DAY = 86_400_000;

onOneDatabase('the acts of the retirement', open => {
  let stage: RetireStage;
  let world: WalkthroughWorld;
  let first: DefaultMigrationService;
  let id: string;

  beforeEach(async () => {
    stage = await RetireStage.start(await open());
    ({ world, first, id } = stage);
  });
  afterEach(() => world.close());

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

  /** The key is off and the row says so; the process went before anybody was told. */
  async function retireAndDie() {
    const service = await world.service({
      inventory: { ...world.inventory, mark: () => new Promise(() => {}) },
    });
    service.startWorker();
    await service.retire(id, OFF, BY);
    await until('the row', async () => {
      const { status } = await service.get(id);
      return status === 'keyInactive';
    });
    world.abandon(service);
  }

  /** As after a kill: no heartbeat for long. */
  const loseTheClaim = () =>
    world
      .database('migrations')
      .whereNotNull('claim')
      .update({ heartbeat: 0, claim: 'that-of-a-dead-process' });

  it('are answered before they are done, and only one is under way', async () => {
    await first.stopWorker();
    const answer = await first.retire(id, OFF, BY);
    expect(answer).toMatchObject({
      status: 'soaking',
      act: { act: 'deactivate-key', by: BY, state: 'asked' },
      possible: ['stop'],
    });
    expect(await stage.keyState()).toBe('Active');
    // A double click is one act; anything else has to wait.
    await first.retire(id, OFF, BY);
    await expect(first.retire(id, { act: 'extend-soak' }, BY)).rejects.toThrow(
      /has not ended/,
    );
    await expect(first.rollback(id, { reason: 'a try' }, BY)).rejects.toThrow();
    first.startWorker();
    const done = await stage.ended(first);
    expect(done).toMatchObject({
      status: 'keyInactive',
      act: {
        state: 'done',
        message: expect.stringMatching(/switched the key/),
      },
    });
    // The proof does not say that a key is on which is off.
    expect(done.proofs.find(({ level }) => level === 'L6')).toMatchObject({
      state: 'pending',
      detail: expect.stringMatching(/^The key is off since/),
    });
    expect(stage.asked('UpdateAccessKey')).toBe(1);
    const said = (await first.events(id)).filter(
      ({ stepId }) => stepId === 'deactivate-key',
    );
    expect(said.map(({ message }) => message)).toEqual([
      `Switching the key off: asked for by ${BY}: a try`,
      done.act?.message,
    ]);
    const journal = await world
      .database('migration_journal')
      .where({ migration_id: id, step: 'deactivate-key' });
    expect(journal.map(({ entry }) => entry)).toEqual(['intent', 'outcome']);
  });

  it('are not done twice for a request that slept while another one was made and ended (in CI)', async () => {
    let wake = () => {};
    const awake = new Promise<void>(resolve => {
      wake = resolve;
    });
    let isAsleep = false;
    const sleeper = await world.service({
      inventory: {
        ...world.inventory,
        each: async function* late(filter) {
          isAsleep = true;
          await awake;
          yield* world.inventory.each(filter);
        },
      },
    });
    const request: RetireRequest = { act: 'extend-soak', days: 3 };
    const late = sleeper.retire(id, request, BY);
    late.catch(() => undefined);
    await until('the sleep', async () => isAsleep);
    const { soak } = await retire(first, id, request);
    wake();
    await expect(late).rejects.toThrow(
      /^Extending the soak was asked for by .* in the meantime, and has ended: .* extended the soak by 3 days.* Look again/,
    );
    expect((await stage.ended(first)).soak?.endsAt).toBe(soak?.endsAt);
    // One that comes afterwards is a wish of its own.
    const more = await retire(first, id, request);
    expect(Date.parse(more.soak!.endsAt) - Date.parse(soak!.endsAt)).toBe(
      3 * DAY,
    );
  });

  it.each(['before', 'after'] as const)(
    'are ended by another process when one was killed %s its call to IAM (in CI)',
    async at => {
      await first.stopWorker();
      const { service, stuck } = await stuckAt(at);
      await service.retire(id, OFF, BY);
      await stuck();
      expect(await stage.keyState()).toBe(
        at === 'after' ? 'Inactive' : 'Active',
      );
      expect((await service.get(id)).act?.state).toBe('running');
      world.abandon(service);
      await loseTheClaim();
      const done = await stage.ended(await stage.another());
      expect(done).toMatchObject({
        status: 'keyInactive',
        act: {
          state: 'done',
          message: `${BY} switched the key ••••${
            world.execution.key!.last4
          } off: a try`,
        },
      });
      expect(await stage.keyState()).toBe('Inactive');
      expect(stage.asked('UpdateAccessKey')).toBe(1);
    },
  );

  it('are ended by what IAM shows, though the guards would refuse by then (in CI)', async () => {
    await first.stopWorker();
    const { service, stuck } = await stuckAt('after');
    await service.retire(id, OFF, BY);
    await stuck();
    world.abandon(service);
    await loseTheClaim();
    world.others = [{ ...world.workload(), name: 'other' }];
    expect((await stage.ended(await stage.another())).status).toBe(
      'keyInactive',
    );
  });

  it('end a deletion once, whoever is killed (in CI)', async () => {
    await retire(first, id, OFF);
    world.offset = 8 * DAY;
    await first.stopWorker();
    const { service, stuck } = await stuckAt('after');
    const { last4 } = world.execution.key!;
    await service.retire(id, { act: 'delete-key', confirm: last4 }, BY);
    await stuck();
    world.abandon(service);
    await loseTheClaim();
    const next = await stage.another();
    expect(await stage.ended(next)).toMatchObject({
      status: 'retired',
      act: { state: 'done', message: expect.stringMatching(/deleted the key/) },
    });
    expect(stage.asked('DeleteAccessKey')).toBe(1);
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
    expect(await stage.ended(await stage.another())).toMatchObject({
      status: 'retired',
      secretState: 'deleted',
      act: { state: 'done', message: expect.stringMatching(/deleted Secret/) },
    });
  });

  it('show in the list of workloads, though the process was killed before it told (in CI)', async () => {
    await first.stopWorker();
    const marks = world.database('workload_marks');
    await retireAndDie();
    // What the list shows is of before.
    await marks.insert({
      workload_id: 'eks-prod-eu/production/Deployment/test',
      migration_id: id,
      status: 'soaking',
      migration_status: 'soaking',
    });
    world.marks.length = 0;
    await stage.another();
    // That of the Secret, which is kept for the way back, and that of the workload.
    await until('two marks', async () => world.marks.length > 1);
    const off = {
      migrationId: id,
      status: 'keyOff',
      migrationStatus: 'keyInactive',
    };
    expect(world.marks).toEqual([
      expect.objectContaining({ ...off, keptKey: expect.any(String) }),
      expect.objectContaining(off),
    ]);
  });

  it('keep a process that slept too long from writing to IAM', async () => {
    await first.stopWorker();
    const { service, stuck, wake } = await stuckAt('before');
    await service.retire(id, OFF, BY);
    await stuck();
    await loseTheClaim();
    const next = await stage.another();
    expect((await stage.ended(next)).status).toBe('keyInactive');
    await retire(next, id, { act: 'reactivate-key' });
    wake();
    await until('the sleeper has seen it', async () =>
      world.logger.warn.mock.calls.some(([line]) =>
        /taken over by another process/.test(String(line)),
      ),
    );
    expect(await stage.keyState()).toBe('Active');
    expect((await next.get(id)).status).toBe('soaking');
  });
});
