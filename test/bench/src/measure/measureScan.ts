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

/** The first scan, the same objects raw, and a scan after which nothing has changed. */
export async function measureScan(world: BenchWorld): Promise<ScanFigures> {
  const { inventory, clusters, accounts, knex } = world;
  const [cluster] = clusters.all();
  // The server keeps the text of objects at hand; nobody is to pay for making it.
  await readRaw(cluster, []);
  const iam = await timed(() => accounts.all()[0].snapshot());
  global.gc?.();
  const idleMb = process.memoryUsage().rss / MB;

  const memory = watchMemory();
  // Without a position to go on from, following a cluster begins with its list and ends there.
  const follow = () => inventory.follow(cluster, new AbortController().signal);
  const scan = await timed(follow);
  const { peakMb } = memory.stop();
  const raw = await readRaw(cluster, await readObjects(world));
  await knex('watch_positions').delete();
  const secondMemory = watchMemory();
  const again = await timed(follow);
  return {
    iam,
    raw: raw.milliseconds,
    rawObjects: raw.objects,
    scan,
    again,
    idleMb,
    peakMb,
    peakAgainMb: secondMemory.stop().peakMb,
  };
}

/** The Secrets that the scan has read for their key ids. */
async function readObjects({ knex }: BenchWorld) {
  const named = new Map<
    string,
    { namespace: string; plural: string; name: string }
  >();
  const rows = await knex('workload_documents').select('document').stream();
  for await (const row of rows) {
    const { namespace, references } = JSON.parse(row.document);
    for (const { objectKind, objectName, readLevel } of references) {
      if (objectKind !== 'Secret' || readLevel !== 2) continue;
      const plural = 'secrets';
      const name = objectName;
      named.set(`${namespace}/${name}`, { namespace, plural, name });
    }
  }
  return [...named.values()];
}
