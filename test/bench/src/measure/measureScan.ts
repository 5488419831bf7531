import { Measurement } from '../Measurement';
import { BenchWorld } from '../world/BenchWorld';
import { readRaw } from './readRaw';
import { timed, timedCpu, watchLoop, watchMemory } from './statistics';

type ScanFigures = Pick<
  Measurement,
  | 'iam'
  | 'raw'
  | 'rawObjects'
  | 'scanAtStart'
  | 'scan'
  | 'again'
  | 'rawCpu'
  | 'scanCpu'
  | 'againCpu'
  | 'blocked'
  | 'blockedCpu'
  | 'idleMb'
  | 'peakMb'
  | 'peakAgainMb'
>;

const MB = 1024 * 1024;
/** How often all three are measured; the best counts, since the machine may have been busy during one of them. */
const ROUNDS = 3;
/** With more workloads, once is enough: a scan takes so long that pauses of the machine are a part of each. */
const REPEATED = 10_000;

/** Measures the first scan, a scan when nothing has changed, and raw requests for the same objects. */
export async function measureScan(
  world: BenchWorld,
  workloads: number,
): Promise<ScanFigures> {
  const { clusters, accounts } = world;
  const [cluster] = clusters.all();
  // The server caches the text of objects. This fills the cache, so that no measurement includes it.
  await readRaw(cluster, []);
  const iam = await timed(() => accounts.all()[0].snapshot());
  global.gc?.();
  const idleMb = process.memoryUsage().rss / MB;

  const loop = watchLoop();
  const memory = watchMemory();
  // Without a saved position, following a cluster starts with a list and ends there.
  const follow = () =>
    world.inventory.keeper.follow(cluster, new AbortController().signal);
  const first = await timedCpu(follow);
  const { peakMb } = memory.stop();
  await world.knex('watch_positions').delete();
  const secondMemory = watchMemory();
  const second = await timedCpu(follow);
  const peakAgainMb = secondMemory.stop().peakMb;
  const blocked = loop.stop();
  // Measured last, so that its memory does not count as that of a scan.
  const named = await readObjects(world);
  let rawObjects = 0;
  const readAll = async () => {
    rawObjects = await readRaw(cluster, named);
  };
  const scans = [first];
  const agains = [second];
  const raws = [await timedCpu(readAll), await timedCpu(readAll)];
  for (let round = 1; round < ROUNDS && workloads <= REPEATED; round += 1) {
    await world.startAnew();
    scans.push(await timedCpu(follow));
    await world.knex('watch_positions').delete();
    agains.push(await timedCpu(follow));
    raws.push(await timedCpu(readAll));
  }
  const [scan, again, raw] = [scans, agains, raws].map(best);
  return {
    iam,
    raw: raw.clock,
    rawCpu: raw.cpu,
    rawObjects,
    scanAtStart: first.clock,
    scan: scan.clock,
    scanCpu: scan.cpu,
    again: again.clock,
    againCpu: again.cpu,
    blocked: blocked.clock,
    blockedCpu: blocked.cpu,
    idleMb,
    peakMb,
    peakAgainMb,
  };
}

function best(all: readonly { clock: number; cpu: number }[]) {
  return {
    clock: Math.min(...all.map(({ clock }) => clock)),
    cpu: Math.min(...all.map(({ cpu }) => cpu)),
  };
}

/** The Secrets that something refers to, all of which a scan reads. */
async function readObjects({ knex }: BenchWorld) {
  const rows: { object: string }[] = await knex('workload_objects')
    .distinct('object')
    .whereLike('object', '%/Secret/%');
  return rows.map(({ object }) => {
    const [namespace, , name] = object.split('/');
    return { namespace, plural: 'secrets', name };
  });
}
