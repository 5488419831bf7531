import { DEFAULT_AUDIENCE } from '../../config/readClusters';
import { LocatorMethod } from '../../config/readKubernetesClusters';
import { ClusterSource } from './ClusterSource';

/**
 * The cluster behind a `kubectl proxy` on the portal's own machine.
 * https://kubernetes.io/docs/reference/kubectl/generated/kubectl_proxy/
 */
export function localKubectlProxySource({ key }: LocatorMethod): ClusterSource {
  return {
    key,
    type: 'localKubectlProxy',
    read: async () => ({
      clusters: [
        {
          name: 'local',
          key,
          auth: { kind: 'anonymous' },
          server: 'http://127.0.0.1:8001',
          audience: DEFAULT_AUDIENCE,
        },
      ],
      leftOut: [],
    }),
  };
}
