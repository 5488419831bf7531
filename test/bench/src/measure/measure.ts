import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Measurement } from '../Measurement';
import { Options } from '../options';
import { BenchWorld } from '../world/BenchWorld';
import { changesToVisible } from './changesToVisible';
import { measureLists } from './measureLists';
import { measureScan } from './measureScan';
import { percentile } from './statistics';

/** Measures a fleet of this many workloads in its own world. */
export async function measure(
  workloads: number,
  options: Options,
): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'irsa-bench-'));
  let world: BenchWorld | undefined;
  try {
    world = await BenchWorld.start({ ...options, workloads, folder });
    const scan = await measureScan(world, workloads);
    const lists = await measureLists(world);
    const visible = await changesToVisible(world);
    return {
      workloads,
      database: world.database.name,
      loaded: world.cluster.loadedMs,
      ...scan,
      ...lists,
      visible50: percentile(visible.alone, 0.5),
      visible95: percentile(visible.alone, 0.95),
      stream50: percentile(visible.stream, 0.5),
      stream95: percentile(visible.stream, 0.95),
      streamRate: visible.rate,
      streamCpu: visible.cpu,
      databaseMb: await world.database.sizeMb(),
    };
  } finally {
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
