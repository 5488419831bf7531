import { Knex } from 'knex';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { sqliteInMemory } from '../../__testUtils__/sqliteInMemory';
import { SoakWatcher, SoakWatcherOptions } from './SoakWatcher';

/** Replicas whose rounds take as long as is said. */
function watching(knex: Knex) {
  const world = { now: 1_000_000, took: 0, rounds: 0, held: Promise.resolve() };
  const replica = () =>
    new SoakWatcher({
      knex,
      logger: mockLogger(),
      parts: {
        now: () => world.now,
        config: {
          scan: { intervalMs: 300_000 },
          migration: { propagationTimeoutMs: 0 },
        },
        store: {
          withStatus: async () => {
            world.rounds += 1;
            await world.held;
            world.now += world.took;
            return [];
          },
        },
      },
    } as unknown as SoakWatcherOptions);
  return { world, replica };
}

describe('the rounds in which soaks are watched', () => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await sqliteInMemory();
  });
  afterEach(() => knex.destroy());

  it('come every half minute while they are short', async () => {
    const { world, replica } = watching(knex);
    const watcher = replica();
    for (let round = 1; round <= 3; round += 1) {
      await watcher.round();
      expect(world.rounds).toBe(round);
      world.now += 30_000;
    }
  });

  it('take a tenth of the time at most, of whatever replica', async () => {
    const { world, replica } = watching(knex);
    const [one, other] = [replica(), replica()];
    const begun: number[] = [];
    world.took = 10_000;
    const from = world.now;
    while (world.now < from + 220_000) {
      const before = world.rounds;
      const at = world.now - from;
      await one.round();
      if (world.rounds > before) {
        begun.push(at);
      }
      await other.round();
      world.now += 30_000;
    }
    expect(begun).toEqual([0, 100_000, 200_000]);
    expect(world.rounds).toBe(begun.length);
  });

  it('are at most ten minutes apart', async () => {
    const { world, replica } = watching(knex);
    const watcher = replica();
    world.took = 120_000;
    await watcher.round();
    world.now += 8 * 60_000;
    await watcher.round();
    expect(world.rounds).toBe(2);
  });

  it('do not overlap', async () => {
    const { world, replica } = watching(knex);
    const watcher = replica();
    let end = () => {};
    world.held = new Promise(resolve => {
      end = resolve;
    });
    const first = watcher.round();
    const second = watcher.round();
    end();
    await Promise.all([first, second]);
    expect(world.rounds).toBe(1);
  });
});
