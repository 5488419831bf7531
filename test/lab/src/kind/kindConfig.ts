import { LabSettings } from '../settings';

/** The name of the kind cluster of a lab. It contains the port, so that each lab has its own. */
export function kindName({ ports }: Pick<LabSettings, 'ports'>): string {
  return `irsa-lab-${ports.apiServer}`;
}

/**
 * Configures a cluster whose API server listens on loopback and issues tokens under the lab's issuer. kubeadm takes
 * flags as a map up to v1beta3 and as a list since v1beta4; kind skips the patch that does not fit. Sources:
 * https://kind.sigs.k8s.io/docs/user/configuration/,
 * https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 */
export function kindConfig({
  ports,
  issuer,
}: Pick<LabSettings, 'ports' | 'issuer'>): object {
  const flags = {
    'service-account-issuer': issuer,
    // The API server's own audience is still the issuer. The audience of AWS is requested by TokenRequest.
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
