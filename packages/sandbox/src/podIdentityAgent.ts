import { until } from './until';
import { Sandbox } from './sandbox';

const DAEMON_SETS = { group: 'apps', plural: 'daemonsets' };
const PATH = 'kube-system/eks-pod-identity-agent';

/** Runs the DaemonSet of the EKS Pod Identity agent in the first cluster, and waits until it is ready. The webhook needs no more. */
export async function installAgent(sandbox: Sandbox): Promise<void> {
  const [namespace, name] = PATH.split('/');
  const cluster = sandbox.cluster(sandbox.clusters[0].name);
  const labels = { app: name };
  await cluster.apply([
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            hostNetwork: true,
            containers: [
              {
                name,
                image: 'registry.example/eks-pod-identity-agent:v0.1.30',
              },
            ],
          },
        },
      },
    },
  ]);
  await until(`DaemonSet ${PATH} is ready`, async () => {
    const found = cluster.store.get(DAEMON_SETS, namespace, name);
    const { numberReady = 0 } = (found?.status ?? {}) as {
      numberReady?: number;
    };
    return numberReady > 0;
  });
}
