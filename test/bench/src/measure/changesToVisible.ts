import { setTimeout as pause } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { Knex } from 'knex';
import { BenchWorld } from '../world/BenchWorld';
import { requestWith } from '../world/requestWith';

const CHANGES = 30;
const STREAMED = 1_000;
const A_SECOND = 50;
/** A server that takes no more gets no more: the rate that was reached is told. */
const AT_ONCE = 8;
const GIVE_UP_MS = 30_000;
/** Each look takes time of the process that is measured. */
const LOOK_MS = 20;
/** Longer than any row takes from its time until others see it: nothing else has to be looked at again and again. */
const LATELY_MS = 5_000;

interface Place {
  id: string;
  namespace: string;
  name: string;
}

/** Times from the API server's answer to a change until the portal shows it, in milliseconds. */
export interface VisibleChanges {
  /** One change after the other. */
  alone: number[];
  /** While `rate` changes arrive in each second. */
  stream: number[];
  rate: number;
  /** Processor time of this process for each of them, which includes making and looking for it; milliseconds. */
  cpu: number;
}

/** The database takes it out of the document, so that looking costs this process little. */
function imageIn(knex: Knex): Knex.Raw {
  return knex.raw(
    knex.client.config.client === 'pg'
      ? "document::json ->> 'image'"
      : "json_extract(document, '$.image')",
  );
}

/** Changes that were made, and how long each took until it was stored. */
class Changes {
  static async of(world: BenchWorld): Promise<Changes> {
    const config = new KubeConfig();
    config.loadFromFile(world.cluster.kubeconfig);
    return new Changes(world, await requestWith(config));
  }

  /** By the id of the workload, in the order in which they were made. */
  private readonly open = new Map<
    string,
    { image: string; since?: number }[]
  >();
  private times: number[] = [];
  private looking?: Promise<void>;

  private constructor(
    private readonly world: BenchWorld,
    private readonly send: Awaited<ReturnType<typeof requestWith>>,
  ) {}

  async make({ id, namespace, name }: Place, tag: string): Promise<void> {
    const image = `registry.example/changed:${tag}`;
    const template = { spec: { containers: [{ name: 'main', image }] } };
    const change: { image: string; since?: number } = { image };
    const made = this.open.get(id) ?? [];
    made.push(change);
    this.open.set(id, made);
    this.looking ??= this.look();
    await this.send(
      'PATCH',
      `/apis/batch/v1/namespaces/${namespace}/cronjobs/${name}`,
      // Suspended: whoever looks at a changed CronJob would otherwise start the run that it has missed since the fleet was made.
      { spec: { suspend: true, jobTemplate: { spec: { template } } } },
      'application/strategic-merge-patch+json',
    );
    change.since = performance.now();
  }

  /** The times since it was asked last. */
  async allVisible(): Promise<number[]> {
    await this.looking;
    const { times } = this;
    this.times = [];
    return times;
  }

  private async look(): Promise<void> {
    while (this.open.size > 0) {
      const rows: { id: string; image: string }[] = await this.world
        .knex('workload_documents as d')
        .join('workloads as w', 'w.id', 'd.workload_id')
        .select({ id: 'w.id', image: imageIn(this.world.knex) })
        .whereIn('w.id', [...this.open.keys()])
        .where('w.seen_at', '>', Date.now() - LATELY_MS);
      const now = performance.now();
      for (const { id, image: shown } of rows) {
        const made = this.open.get(id)!;
        // Whoever sees a later change has seen those before it.
        const last = made.findIndex(({ image }) => image === shown);
        for (const { since = now } of made.splice(0, last + 1)) {
          this.times.push(now - since);
        }
        const [{ since = now } = {}] = made;
        if (made.length === 0) {
          this.open.delete(id);
        } else if (now - since > GIVE_UP_MS) {
          throw new Error(`The change of ${id} never showed`);
        }
      }
      await pause(LOOK_MS);
    }
    this.looking = undefined;
  }
}

/**
 * Follows the cluster, and changes images of CronJobs: first one after the other, then many in each second. That rolls out
 * no Pods, so that the server has nothing else to do.
 */
export async function changesToVisible(
  world: BenchWorld,
): Promise<VisibleChanges> {
  const { inventory, clusters, knex } = world;
  const leave = new AbortController();
  const following = inventory.keeper.follow(clusters.all()[0], leave.signal);
  // The watches are open once one of them has delivered something, at the latest when a position was saved.
  await pause(1_500);
  const places: Place[] = await knex('workloads')
    .where({ kind: 'CronJob' })
    .orderBy('id')
    .limit(STREAMED);
  const changes = await Changes.of(world);
  const alone: number[] = [];
  for (const place of places.slice(0, CHANGES)) {
    await changes.make(place, `alone-${place.name}`);
    alone.push(...(await changes.allVisible()));
  }
  const before = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < STREAMED) {
        const at = next++;
        const due = began + (at * 1000) / A_SECOND;
        await pause(Math.max(0, due - performance.now()));
        await changes.make(places[at % places.length], `stream-${at}`);
      }
    }),
  );
  const rate = STREAMED / ((performance.now() - began) / 1000);
  const stream = await changes.allVisible();
  const { user, system } = process.cpuUsage(before);
  leave.abort();
  await following;
  const cpu = (user + system) / 1000 / STREAMED;
  return { alone, stream, rate, cpu };
}
