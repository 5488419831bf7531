import { randomBytes } from 'node:crypto';
import { ApiType, KubeConfig } from '@kubernetes/client-node';
import { World } from '../../World';
import { kubectl, KubectlResult } from './kubectl';
import { Answer, Call, send } from './send';
import { until } from '@internal/sandbox/until';

/** What the calls of one test need: clients for an administrator, and a namespace that no other test uses. */
export interface Cluster {
  world: World;
  namespace: string;
  /** `/api/v1/namespaces/NAMESPACE`. */
  core: string;
  /** `/apis/apps/v1/namespaces/NAMESPACE`. */
  apps: string;
  /** `/apis/batch/v1/namespaces/NAMESPACE`. */
  batch: string;
  config: KubeConfig;
  send(call: Call): Promise<Answer>;
  /** The same for another caller; without a token for an anonymous one. */
  sendAs(token: string | undefined, call: Call): Promise<Answer>;
  /** Sends a request that sets up a test. Throws when it is refused. */
  must(call: Call): Promise<any>;
  /** A typed client of @kubernetes/client-node. */
  client<T extends ApiType>(type: new (config: never) => T): T;
  /** kubectl of the PATH, in the test's namespace. */
  kubectl(args: string[], input?: unknown): Promise<KubectlResult>;
}

/**
 * Opens a cluster with a new namespace that has its ServiceAccount `default`. The namespace is not deleted, because
 * that takes seconds.
 */
export async function openCluster(world: World): Promise<Cluster> {
  const cluster = clusterIn(
    world,
    `contract-${randomBytes(5).toString('hex')}`,
  );
  await cluster.must({
    method: 'POST',
    path: '/api/v1/namespaces',
    body: { metadata: { name: cluster.namespace } },
  });
  await until(
    () => cluster.send({ path: `${cluster.core}/serviceaccounts/default` }),
    ({ status }) => status === 200,
  );
  return cluster;
}

function clusterIn(world: World, namespace: string): Cluster {
  const config = new KubeConfig();
  config.loadFromString(world.kubernetes.kubeconfig);
  return {
    world,
    namespace,
    core: `/api/v1/namespaces/${namespace}`,
    apps: `/apis/apps/v1/namespaces/${namespace}`,
    batch: `/apis/batch/v1/namespaces/${namespace}`,
    config,
    send: call => send(config, call),
    sendAs: (token, call) => send(configOf(world, token), call),
    async must(call) {
      const answer = await send(config, call);
      if (answer.status >= 300) {
        throw new Error(
          `The scene could not be set: ${call.method ?? 'GET'} ${
            call.path
          } was answered by ${answer.status}: ${answer.text}`,
        );
      }
      return answer.body;
    },
    client: type => config.makeApiClient(type as never),
    kubectl: (args, input) => kubectl(world, namespace, args, input),
  };
}

/** The client configuration for another identity. */
function configOf(world: World, token?: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name: 'world',
        server: world.kubernetes.server,
        caData: Buffer.from(world.kubernetes.caPem).toString('base64'),
      },
    ],
    users: [{ name: 'somebody', ...(token ? { token } : {}) }],
    contexts: [{ name: 'world', cluster: 'world', user: 'somebody' }],
    currentContext: 'world',
  });
  return config;
}
