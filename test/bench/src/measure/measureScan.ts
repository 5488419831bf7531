import { Measurement } from '../Measurement';
import { BenchWorld } from '../world/BenchWorld';
import { readRaw } from './readRaw';
import { timed, timedCpu, watchLoop, watchMemory } from './statistics';

type ScanFigures = Pick<
  Measurement,
  | 'iam'
  | 'raw'
  | 'rawObjects'
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

/** Measures the first scan, a scan when nothing has changed, and raw requests for the same objects. */
export async function measureScan(world: BenchWorld): Promise<ScanFigures> {
  const { inventory, clusters, accounts, knex } = world;
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
    inventory.keeper.follow(cluster, new AbortController().signal);
  const scan = await timedCpu(follow);
  const { peakMb } = memory.stop();
  await knex('watch_positions').delete();
  const secondMemory = watchMemory();
  const again = await timedCpu(follow);
  const peakAgainMb = secondMemory.stop().peakMb;
  const blocked = loop.stop();
  // Measured last, so that its memory does not count as that of a scan. The faster of two runs is taken, because the
  // machine may have been busy during one of them.
  const named = await readObjects(world);
  let rawObjects = 0;
  const readAll = async () => {
    rawObjects = await readRaw(cluster, named);
  };
  const [raw, other] = [await timedCpu(readAll), await timedCpu(readAll)];
  return {
    iam,
    raw: Math.min(raw.clock, other.clock),
    rawCpu: Math.min(raw.cpu, other.cpu),
    rawObjects,
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
