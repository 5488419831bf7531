import { defaultRoles } from './auth/defaultRoles';
import { JsonObject } from './types';

const NODE_COUNT = 3;

function nodeName(index: number, region: string): string {
  return `ip-10-0-${index + 1}-10.${region}.compute.internal`;
}

function node(index: number, region: string, now: string): JsonObject {
  const name = nodeName(index, region);
  const zone = `${region}${'abc'[index % 3]}`;
  const address = `10.0.${index + 1}.10`;
  const capacity = { cpu: '4', memory: '16Gi', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': 'm6i.xlarge',
        'topology.kubernetes.io/region': region,
        'topology.kubernetes.io/zone': zone,
      },
    },
    spec: { providerID: `aws:///${zone}/i-0000000000000000${index}` },
    status: {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      allocatable: capacity,
      capacity,
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
          lastHeartbeatTime: now,
          lastTransitionTime: now,
        },
      ],
      nodeInfo: {
        architecture: 'amd64',
        containerRuntimeVersion: 'containerd://2.1.4',
        kubeletVersion: 'v1.34.2-sandbox',
        operatingSystem: 'linux',
        osImage: 'Amazon Linux 2023',
        kernelVersion: '6.12.0',
        bootID: '',
        machineID: '',
        systemUUID: '',
        kubeProxyVersion: '',
      },
    },
  };
}

/** The objects of a new cluster. */
export function bootstrapObjects(region: string, now: string): JsonObject[] {
  const namespaces = [
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
  ].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  const nodes = Array.from({ length: NODE_COUNT }, (_, index) =>
    node(index, region, now),
  );
  return [...namespaces, ...defaultRoles(), ...nodes];
}
