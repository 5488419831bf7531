import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  KubeConfig,
  AppsV1Api,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { WorkloadFilter } from '../../../plugins/irsa-backend/src/inventory/types';
import { BenchWorld } from './BenchWorld';
import { readRaw } from './rawLists';
import { percentile, watchMemory } from './statistics';

/** What one size of fleet gave. Times in milliseconds, memory in MiB. */
export interface Measurement {
  workloads: number;
  loaded: number;
  iam: number;
  raw: number;
  rawObjects: number;
  scan: number;
  again: number;
  idleMb: number;
  peakMb: number;
  peakAgainMb: number;
  visible50: number;
  visible95: number;
  list50: number;
  list95: number;
  summary95: number;
  databaseMb: number;
}

const CHANGES = 30;
const ROUNDS = 15;

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

/** Measures a fleet of so many workloads on a sandbox of its own. */
export async function measure(workloads: number): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'irsa-bench-'));
  const world = await BenchWorld.start({ workloads, folder });
  try {
    return await measureWorld(world, workloads);
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureWorld(
  world: BenchWorld,
  workloads: number,
): Promise<Measurement> {
  const { inventory, clusters, accounts, knex } = world;
  const [cluster] = clusters.all();
  // The server keeps the text of objects at hand; nobody is to pay for making it.
  await readRaw(cluster, []);
  const iam = await timed(() => accounts.all()[0].snapshot());
  global.gc?.();
  const idleMb = process.memoryUsage().rss / 1024 / 1024;

  const memory = watchMemory();
  // Without a position to go on from, following a cluster begins with its list and ends there.
  const scan = await timed(() =>
    inventory.follow(cluster, new AbortController().signal),
  );
  const { peakMb } = memory.stop();
  const raw = await readRaw(cluster, await readObjects(world));
  await knex('watch_positions').delete();
  const secondMemory = watchMemory();
  const again = await timed(() =>
    inventory.follow(cluster, new AbortController().signal),
  );
  const peakAgain = secondMemory.stop().peakMb;

  const lists: number[] = [];
  const summaries: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const filter of FILTERS) {
      lists.push(
        await timed(async () =>
          JSON.stringify(
            await inventory.list({ offset: 0, limit: 20, ...filter }),
          ),
        ),
      );
    }
    summaries.push(await timed(() => inventory.summary()));
  }
  const visible = await changesToVisible(world);
  return {
    workloads,
    loaded: world.loadedMs,
    iam,
    raw: raw.milliseconds,
    rawObjects: raw.objects,
    scan,
    again,
    idleMb,
    peakMb,
    peakAgainMb: peakAgain,
    visible50: percentile(visible, 0.5),
    visible95: percentile(visible, 0.95),
    list50: percentile(lists, 0.5),
    list95: percentile(lists, 0.95),
    summary95: percentile(summaries, 0.95),
    databaseMb: statSync(world.file).size / 1024 / 1024,
  };
}

/** The objects that the scan has read for their key ids. */
async function readObjects({ knex }: BenchWorld) {
  const named = new Map<
    string,
    { namespace: string; plural: string; name: string }
  >();
  const rows = await knex('workload_documents').select('document').stream();
  for await (const row of rows) {
    const { namespace, references } = JSON.parse(row.document);
    for (const { objectKind, objectName, readLevel } of references) {
      if (objectName && readLevel === 2) {
        const plural = objectKind === 'Secret' ? 'secrets' : 'configmaps';
        const name = objectName;
        named.set(`${namespace}/${name}`, { namespace, plural, name });
      }
    }
  }
  return [...named.values()];
}

/** From the answer of the API server to a change until the portal shows it, one change after the other. */
async function changesToVisible(world: BenchWorld): Promise<number[]> {
  const { inventory, clusters, knex } = world;
  const [cluster] = clusters.all();
  const config = new KubeConfig();
  config.loadFromFile(world.kubeconfig);
  const apps = config.makeApiClient(AppsV1Api);
  const leave = new AbortController();
  const following = inventory.follow(cluster, leave.signal);
  // Watches are there once the first of them has answered with something, at the latest after a position was saved.
  await pause(1_500);
  const rows = await knex('workloads')
    .where({ kind: 'DaemonSet', status: 'static' })
    .orderBy('id')
    .limit(CHANGES);
  const times: number[] = [];
  for (const { namespace, name } of rows) {
    const image = `registry.example/changed:${name}`;
    await apps.patchNamespacedDaemonSet(
      {
        namespace,
        name,
        body: {
          spec: {
            template: { spec: { containers: [{ name: 'main', image }] } },
          },
        },
      },
      setHeaderOptions(
        'Content-Type',
        'application/strategic-merge-patch+json',
      ),
    );
    const began = performance.now();
    const ref = { cluster: cluster.name, namespace, kind: 'DaemonSet', name };
    while ((await inventory.get(ref)).image !== image) {
      if (performance.now() - began > 30_000) throw new Error('Never visible');
      await pause(10);
    }
    times.push(performance.now() - began);
  }
  leave.abort();
  await following;
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
