import { request } from 'node:https';
import { SettableClock } from '../clock';
import { ClusterOptions, ClusterSandbox } from './ClusterSandbox';
import { ContainerRuntime, ContainerSpec, PodSpecForRuntime } from './runtime';
import { startCluster } from './startCluster';
import { JsonObject, KubeObject } from './types';

/** The containers that the trivial runtime has started, newest last. */
export interface Started {
  pod: PodSpecForRuntime;
  container: ContainerSpec;
}

/**
 * Programs by image: `crash` exits 1 at once, `job` exits 0, `never-ready` stays unready, anything else is ready.
 */
function trivialRuntime(started: Started[] = []): ContainerRuntime {
  return {
    start(pod, container, events) {
      started.push({ pod, container });
      events.log(container.name, `hello from ${container.image}`);
      const { image } = container;
      let timer: NodeJS.Timeout | undefined;
      if (image.includes('crash') || image.includes('job')) {
        const code = image.includes('crash') ? 1 : 0;
        timer = setTimeout(() => events.exit(container.name, code), 5);
      } else if (!image.includes('never-ready')) {
        events.ready(container.name, true);
      }
      return { stop: () => clearTimeout(timer) };
    },
  };
}

export interface TestCluster extends ClusterSandbox {
  clock: SettableClock;
  started: Started[];
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
  body: JsonObject & KubeObject & { items: KubeObject[] };
}

function send(
  cluster: ClusterSandbox,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${cluster.server}${path}`,
      { method, ca: cluster.caPem, headers, agent: false },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          let parsed: unknown = {};
          try {
            parsed = JSON.parse(text);
          } catch {
            // The answers of logs and watches are not one JSON document.
          }
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: parsed as Answer['body'],
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const QUICK = {
  schedule: 1,
  createContainer: 2,
  backoff: 20,
  maximumBackoff: 200,
  stop: 1,
  cron: 20,
};

export async function clusterForTests(
  options: Partial<ClusterOptions> = {},
): Promise<TestCluster> {
  const clock = new SettableClock();
  const started: Started[] = [];
  const cluster = await startCluster({
    name: 'test',
    clock,
    runtime: trivialRuntime(started),
    delays: QUICK,
    ...options,
  });
  return Object.assign(cluster, {
    clock,
    started,
    call: (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) =>
      send(cluster, method, path, body, {
        authorization: `Bearer ${cluster.adminToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      }),
  });
}

export function deploymentManifest(
  name: string,
  podSpec: JsonObject = {},
  spec: JsonObject = {},
): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name: 'app', image: 'registry.example/app:1' }],
          ...podSpec,
        },
      },
      ...spec,
    },
  };
}
