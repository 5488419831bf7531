import { Measurement } from '../Measurement';
import { BenchWorld } from '../world/BenchWorld';
import { readRaw } from './readRaw';
import { timed, watchMemory } from './statistics';

type ScanFigures = Pick<
  Measurement,
  | 'iam'
  | 'raw'
  | 'rawObjects'
  | 'scan'
  | 'again'
  | 'idleMb'
  | 'peakMb'
  | 'peakAgainMb'
>;

const MB = 1024 * 1024;
const BATCH = 1_000;

/** Measures the first scan, a scan when nothing has changed, and raw requests for the same objects. */
export async function measureScan(world: BenchWorld): Promise<ScanFigures> {
  const { inventory, clusters, accounts, knex } = world;
  const [cluster] = clusters.all();
  // The server caches the text of objects. This fills the cache, so that no measurement includes it.
  await readRaw(cluster, []);
  const iam = await timed(() => accounts.all()[0].snapshot());
  global.gc?.();
  const idleMb = process.memoryUsage().rss / MB;

  const memory = watchMemory();
  // Without a saved position, following a cluster starts with a list and ends there.
  const follow = () =>
    inventory.keeper.follow(cluster, new AbortController().signal);
  const scan = await timed(follow);
  const { peakMb } = memory.stop();
  await knex('watch_positions').delete();
  const secondMemory = watchMemory();
  const again = await timed(follow);
  const peakAgainMb = secondMemory.stop().peakMb;
  // Measured last, so that its memory does not count as that of a scan. The faster of two runs is taken, because the
  // machine may have been busy during one of them.
  const named = await readObjects(world);
  const [raw, other] = [
    await readRaw(cluster, named),
    await readRaw(cluster, named),
  ];
  return {
    iam,
    raw: Math.min(raw.milliseconds, other.milliseconds),
    rawObjects: raw.objects,
    scan,
    again,
    idleMb,
    peakMb,
    peakAgainMb,
  };
}

/** The Secrets that the scan read for their key ids. */
async function readObjects({ knex }: BenchWorld) {
  const named = new Map<
    string,
    { namespace: string; plural: string; name: string }
  >();
  let after = '';
  for (;;) {
    const rows: { workload_id: string; document: string }[] = await knex(
      'workload_documents',
    )
      .where('workload_id', '>', after)
      .orderBy('workload_id')
      .limit(BATCH);
    if (rows.length === 0) {
      break;
    }
    after = rows[rows.length - 1].workload_id;
    for (const { document } of rows) {
      const { namespace, references } = JSON.parse(document);
      for (const { objectKind, objectName, readLevel } of references) {
        if (objectKind !== 'Secret' || readLevel !== 2) {
          continue;
        }
        const plural = 'secrets';
        const name = objectName;
        named.set(`${namespace}/${name}`, { namespace, plural, name });
      }
    }
  }
  return [...named.values()];
}
