import { setTimeout as pause } from 'node:timers/promises';
import {
  AppsV1Api,
  KubeConfig,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { BenchWorld } from '../world/BenchWorld';

const CHANGES = 30;
const GIVE_UP_MS = 30_000;

/** Time from the API server's answer to a change until the portal shows it, one change after the other. */
export async function changesToVisible(world: BenchWorld): Promise<number[]> {
  const { inventory, clusters, knex } = world;
  const [cluster] = clusters.all();
  const config = new KubeConfig();
  config.loadFromFile(world.cluster.kubeconfig);
  const apps = config.makeApiClient(AppsV1Api);
  const leave = new AbortController();
  const following = inventory.keeper.follow(cluster, leave.signal);
  // The watches are open once one of them has delivered something, at the latest when a position was saved.
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
      if (performance.now() - began > GIVE_UP_MS) {
        throw new Error(`The change of ${namespace}/${name} never showed`);
      }
      await pause(10);
    }
    times.push(performance.now() - began);
  }
  leave.abort();
  await following;
  return times;
}
