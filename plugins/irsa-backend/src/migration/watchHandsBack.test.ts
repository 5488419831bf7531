import { DefaultMigrationService } from './DefaultMigrationService';
import { BY, startPlan } from './__testUtils__/starting';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';

const WATCH_MS = 600_000;

describe('While new Pods are watched', () => {
  let world: WalkthroughWorld;
  let first: DefaultMigrationService;
  let id: string;

  const row = () => world.database('migrations').where({ id }).first();
  const step = () =>
    world
      .database('migration_steps')
      .where({ migration_id: id, step: 'check-pods' })
      .first();
  const status = async () => (await first.get(id)).status;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    world.config.migration.watchMs = WATCH_MS;
    await world.makePlan();
    first = await world.service();
    first.startWorker();
    ({ id } = await startPlan(first));
    await until('a look at the Pods that gave the worker back', async () => {
      const { claim, wait_until: due } = await row();
      return claim === null && due !== null;
    });
  });
  afterEach(() => world.close());

  it('no worker has the migration, and another process ends it from what was seen', async () => {
    expect(await step()).toMatchObject({
      state: 'running',
      memory: expect.stringContaining('"quietSince"'),
    });
    expect(await status()).toBe('running');

    world.abandon(first);
    world.offset += WATCH_MS;
    const second = await world.service();
    second.startWorker();
    await until('the soak', async () => (await status()) === 'soaking');
    const { steps } = await second.get(id);
    expect(steps.find(each => each.id === 'check-pods')).toMatchObject({
      state: 'done',
      detail: expect.stringContaining(
        '2 Pods were ready for 600 s, without a restart',
      ),
    });
  });

  it('a rollback begins at once (in CI)', async () => {
    await first.rollback(id, { reason: 'a try' }, BY);
    expect(
      await until('the end', async () => (await status()) === 'rolledBack'),
    ).toBe(true);
  });

  it('a stop ends at once, and it can go on (in CI)', async () => {
    await first.stop(id, BY);
    await until('the stop', async () => (await status()) === 'stopped');
    world.offset += WATCH_MS;
    await first.continue(id, BY);
    expect(
      await until('the soak', async () => (await status()) === 'soaking'),
    ).toBe(true);
  });
});
