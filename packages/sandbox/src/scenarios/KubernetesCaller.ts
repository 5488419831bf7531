import { Agent, request } from 'node:https';

interface ResourceList {
  resources: { name: string; kind: string; namespaced: boolean }[];
}

/** Where and as whom to call. */
export interface KubernetesTarget {
  server: string;
  caPem: string;
  adminToken: string;
}

/** The few calls needed to fill a cluster: JSON over HTTPS as its administrator, resources found by discovery. */
export class KubernetesCaller {
  readonly #target: KubernetesTarget;
  readonly #agent: Agent;
  readonly #discovered = new Map<string, Promise<ResourceList>>();

  constructor(target: KubernetesTarget) {
    this.#target = target;
    this.#agent = new Agent({
      ca: target.caPem,
      keepAlive: true,
      maxSockets: 4,
    });
  }

  /** Path of the collection that objects of this kind live in. */
  async collection(object: {
    apiVersion: string;
    kind: string;
    metadata: { namespace?: string };
  }): Promise<string> {
    const { apiVersion, kind, metadata } = object;
    const root = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    let list = this.#discovered.get(root);
    if (!list) {
      list = this.send('GET', root) as Promise<ResourceList>;
      this.#discovered.set(root, list);
    }
    const resource = (await list).resources.find(
      each => each.kind === kind && !each.name.includes('/'),
    );
    if (!resource) {
      throw new Error(`the cluster knows no ${kind} in ${apiVersion}`);
    }
    const namespace = resource.namespaced
      ? `/namespaces/${metadata.namespace ?? 'default'}`
      : '';
    return `${root}${namespace}/${resource.name}`;
  }

  send(method: string, path: string, body?: unknown): Promise<unknown> {
    const { server, adminToken } = this.#target;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        new URL(path, server),
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${adminToken}`,
            accept: 'application/json',
            'content-type': 'application/json',
          },
        },
        incoming => {
          const chunks: Buffer[] = [];
          incoming.on('data', chunk => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const answer = JSON.parse(
              Buffer.concat(chunks).toString('utf8') || '{}',
            );
            if ((incoming.statusCode ?? 500) < 300) {
              resolve(answer);
            } else {
              reject(new Error(`${method} ${path}: ${answer.message}`));
            }
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
