import { WorkloadFilter } from '../../../../plugins/irsa-backend/src/inventory/types';
import { Measurement } from '../Measurement';
import { startPortal } from '../portal/startPortal';
import { BenchWorld } from '../world/BenchWorld';
import { crowd } from './crowd';
import { percentile, Slowness, timed } from './statistics';

type ListFigures = Pick<
  Measurement,
  | 'list50'
  | 'list95'
  | 'crowd50'
  | 'crowd99'
  | 'summary95'
  | 'heatMap95'
  | 'listFunction95'
  | 'slowed'
>;

const ROUNDS = 15;
const LIMIT = 20;
const CROWD = 200;

const FILTERS: Partial<WorkloadFilter>[] = [
  {},
  { offset: 5_000 },
  { sort: '-keyAge' },
  { sort: 'keyLastUsed' },
  { sort: '-severity' },
  { sort: 'owner' },
  { status: ['static'], sort: '-keyAge' },
  { namespace: ['fleet-0003'] },
  { owner: ['none'], sort: 'status' },
  { q: 'service-00042' },
  { keyAge: ['d730'], status: ['static', 'shadowed'], sort: '-severity' },
  { location: ['args'] },
];

/**
 * Measures the requests of the fleet page, over HTTP through the plugin's router. The inventory reports a change now
 * and then, so that no cached answer makes the result look better than it is.
 */
export async function measureLists(world: BenchWorld): Promise<ListFigures> {
  const { inventory } = world;
  const portal = await startPortal(world);
  try {
    const lists: number[] = [];
    const summaries: number[] = [];
    const heatMaps: number[] = [];
    const functions: number[] = [];
    const slowness = new Slowness();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const filter of FILTERS) {
        const path = pathOf(filter);
        await changeOne(world, round);
        lists.push(await timed(() => portal.get(path)));
        slowness.sample();
        functions.push(
          await timed(async () =>
            JSON.stringify(
              await inventory.list({ offset: 0, limit: LIMIT, ...filter }),
            ),
          ),
        );
      }
      await changeOne(world, round);
      summaries.push(await timed(() => portal.get('/summary')));
      heatMaps.push(await timed(() => portal.get('/heat-map')));
    }
    await changeOne(world, ROUNDS);
    const together = await crowd(
      Array.from({ length: CROWD }, (_, at) =>
        portal.address(pathOf(FILTERS[at % FILTERS.length])),
      ),
    );
    return {
      crowd50: percentile(together, 0.5),
      crowd99: percentile(together, 0.99),
      list50: percentile(lists, 0.5),
      list95: percentile(lists, 0.95),
      summary95: percentile(summaries, 0.95),
      heatMap95: percentile(heatMaps, 0.95),
      listFunction95: percentile(functions, 0.95),
      slowed: slowness.factor(),
    };
  } finally {
    await portal.stop();
  }
}

/** Reads a workload again, as people and watches do. */
async function changeOne(
  { inventory, clusters, knex }: BenchWorld,
  at: number,
): Promise<void> {
  const [{ namespace, kind, name }] = await knex('workloads')
    .where({ shown: true })
    .orderBy('name')
    .offset(at)
    .limit(1);
  await inventory.refresh({
    cluster: clusters.all()[0].name,
    namespace,
    kind,
    name,
  });
}

function pathOf(filter: Partial<WorkloadFilter>): string {
  const query = new URLSearchParams(
    Object.entries({ limit: LIMIT, ...filter }).flatMap(([name, value]) =>
      [value].flat().map(each => [name, String(each)]),
    ),
  );
  return `/workloads?${query}`;
}
