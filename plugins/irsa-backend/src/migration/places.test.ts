import { startPlan } from './__testUtils__/starting';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';

describe('a migration that waits for a place', () => {
  let world: WalkthroughWorld;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
  });
  afterEach(() => world.close());

  it('says in which account, and begins when a place is free', async () => {
    const { config, database } = world;
    const service = await world.service({
      config: {
        ...config,
        migration: { ...config.migration, limits: { account: 1 } },
      },
    });
    const { id } = await startPlan(service);
    const row = await database('migrations').where({ id }).first();
    const inTheWay = {
      ...row,
      id: 'in-the-way',
      idempotency_key: 'click-0002',
      status: 'running',
      claim: 'of another replica',
      heartbeat: Date.now() + 3_600_000,
    };
    await database('migrations').insert(inTheWay);
    service.startWorker();
    expect(await service.get(id)).toMatchObject({
      status: 'queued',
      statusReason:
        'Waiting for a place: 1 of 1 running in account 111122223333.',
    });
    await database('migrations')
      .where({ id: 'in-the-way' })
      .update({ status: 'soaking', claim: null });
    const begun = await until('the beginning', async () => {
      const migration = await service.get(id);
      return migration.status === 'queued' ? undefined : migration;
    });
    expect(begun.statusReason ?? '').not.toContain('Waiting for a place');
  });
});
