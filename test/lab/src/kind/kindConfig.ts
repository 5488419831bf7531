import { LabSettings } from '../settings';

/** One kind cluster for each lab, told apart by its ports. */
export function kindName({ ports }: Pick<LabSettings, 'ports'>): string {
  return `irsa-lab-${ports.apiServer}`;
}

/**
 * A cluster whose API server listens on loopback and issues tokens under the lab's issuer.
 * kubeadm took flags as a map up to v1beta3 and takes a list since v1beta4; kind leaves out the patch that does not fit.
 * Sources: https://kind.sigs.k8s.io/docs/user/configuration/, https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 */
export function kindConfig({
  ports,
  issuer,
}: Pick<LabSettings, 'ports' | 'issuer'>): object {
  const flags = {
    'service-account-issuer': issuer,
    // Its own audience stays the issuer; that of AWS is asked for by TokenRequest.
    'api-audiences': issuer,
  };
  const patch = (version: string, extraArgs: object) =>
    JSON.stringify({
      apiVersion: `kubeadm.k8s.io/${version}`,
      kind: 'ClusterConfiguration',
      apiServer: { extraArgs },
    });
  return {
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    networking: {
      apiServerAddress: '127.0.0.1',
      apiServerPort: ports.apiServer,
    },
    nodes: [
      {
        role: 'control-plane',
        kubeadmConfigPatches: [
          patch('v1beta3', flags),
          patch(
            'v1beta4',
            Object.entries(flags).map(([name, value]) => ({ name, value })),
          ),
        ],
      },
    ],
  };
}
