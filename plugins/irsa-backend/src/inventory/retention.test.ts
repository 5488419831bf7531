/** `irsa.inventory.history.days` decides how long the fleet's history is kept. */
import { ConfigReader } from '@backstage/config';
import { mockLogger } from '../__testUtils__/mockLogger';
import { mockAuth } from '../__testUtils__/mockAuth';
import { inMemoryCatalog } from '../__testUtils__/inMemoryCatalog';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { DefaultAccountRegistry } from '../accounts/DefaultAccountRegistry';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { readIrsaConfig } from '../config/readIrsaConfig';
import { DatabaseInventory } from './DatabaseInventory';

const dayAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

onOneDatabase('history', open => {
  it.each([
    ['by default 400 days', undefined, [400, 7, 8, 399], [401, 500]],
    ['so many days as configured', 7, [7, 6], [8, 399, 400]],
  ])('keeps %s', async (_, days, kept, dropped) => {
    const database = await open();
    const rootConfig = new ConfigReader({
      irsa: {
        // No server answers on this port. A failed scan also counts as a day of history.
        clusters: [{ name: 'away', server: 'https://127.0.0.1:1', token: 't' }],
        ...(days && { inventory: { history: { days } } }),
      },
    });
    const logger = mockLogger();
    const config = readIrsaConfig(rootConfig);
    const inventory = await DatabaseInventory.create({
      database,
      clusters: DefaultClusterRegistry.create({ config, rootConfig, logger }),
      accounts: DefaultAccountRegistry.create({ config, rootConfig, logger }),
      catalog: inMemoryCatalog([]),
      auth: mockAuth(),
      logger,
      config,
    });
    await database('daily_counts').insert(
      [...kept, ...dropped].map(age => ({
        day: dayAgo(age),
        cluster: 'away',
        owner_ref: '',
        status: 'static',
        workloads: 3,
        aged: 2,
        // A number that needs more than 32 bits.
        age_days: 3_000_000_000,
      })),
    );
    await inventory.scan();
    const rows = await database('daily_counts').orderBy('day', 'desc');
    expect(rows.map(({ day }) => day)).toEqual(
      [...kept].sort((a, b) => a - b).map(dayAgo),
    );
    const { days: shown } = await inventory.trends({ days: 1000 });
    expect(shown).toHaveLength(kept.length);
    expect(shown[0]).toMatchObject({
      withStaticKey: 3,
      meanKeyAgeDays: 1_500_000_000,
    });
  });
});
