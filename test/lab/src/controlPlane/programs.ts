import { join } from 'node:path';
import { Program } from '../processes/Processes';
import { keyFile, LabSettings } from '../settings';

export type ControlPlaneProgram =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kwok'
  | 'pod-identity-webhook';

/** The programs of the control plane with their flags. All of them listen only on loopback. */
export function controlPlanePrograms(
  binary: string,
  settings: LabSettings,
): Record<ControlPlaneProgram, Program> {
  const { ports, directory, issuer } = settings;
  const key = (name: string) => keyFile(settings, name);
  const kubeconfig = (name: string) => join(directory, name);
  const program = (
    name: ControlPlaneProgram,
    flags: Record<string, string | number | true>,
  ): Program => ({
    name,
    command: binary,
    args: [
      name,
      ...Object.entries(flags).map(([flag, value]) =>
        value === true ? `--${flag}` : `--${flag}=${value}`,
      ),
    ],
  });
  const client = `http://127.0.0.1:${ports.etcdClient}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return {
    etcd: program('etcd', {
      'data-dir': join(directory, 'etcd'),
      // Faster, but not crash-safe. That is enough for a lab.
      'unsafe-no-fsync': true,
      'listen-client-urls': client,
      'advertise-client-urls': client,
      'listen-peer-urls': peer,
      'initial-advertise-peer-urls': peer,
      'initial-cluster': `default=${peer}`,
      'quota-backend-bytes': 4 * 1024 ** 3,
      'log-level': 'warn',
    }),
    'kube-apiserver': program('kube-apiserver', {
      'bind-address': '127.0.0.1',
      'advertise-address': '127.0.0.1',
      'secure-port': ports.apiServer,
      // Endpoints may not contain a loopback address.
      'endpoint-reconciler-type': 'none',
      'etcd-servers': client,
      'service-cluster-ip-range': '10.96.0.0/16',
      'authorization-mode': 'Node,RBAC',
      'token-auth-file': key('tokens.csv'),
      'tls-cert-file': key('serving.crt'),
      'tls-private-key-file': key('serving.key'),
      'service-account-key-file': key('sa.key'),
      'service-account-signing-key-file': key('sa.key'),
      'service-account-issuer': issuer,
      'service-account-jwks-uri': `https://127.0.0.1:${ports.apiServer}/openid/v1/jwks`,
      'api-audiences': 'https://kubernetes.default.svc',
      profiling: 'false',
    }),
    'kube-controller-manager': program('kube-controller-manager', {
      kubeconfig: kubeconfig('controller-manager.kubeconfig'),
      'bind-address': '127.0.0.1',
      'secure-port': ports.controllerManager,
      'leader-elect': 'false',
      'service-account-private-key-file': key('sa.key'),
      'root-ca-file': key('ca.crt'),
      // With RBAC, the user of the program may not create the objects of its controllers.
      'use-service-account-credentials': true,
      'kube-api-qps': 300,
      'kube-api-burst': 600,
      controllers:
        '*,-cloud-node-lifecycle-controller,-service-lb-controller,-node-route-controller,-node-ipam-controller',
    }),
    'kube-scheduler': program('kube-scheduler', {
      kubeconfig: kubeconfig('scheduler.kubeconfig'),
      'bind-address': '127.0.0.1',
      'secure-port': ports.scheduler,
      'leader-elect': 'false',
    }),
    kwok: program('kwok', {
      kubeconfig: kubeconfig('kubeconfig'),
      config: join(directory, 'stages.yaml'),
      'manage-all-nodes': true,
      // Without leases, the node lifecycle controller considers the Nodes dead.
      'node-lease-duration-seconds': 40,
      cidr: '10.0.0.0/8',
      'node-ip': '127.0.0.1',
    }),
    'pod-identity-webhook': program('pod-identity-webhook', {
      kubeconfig: kubeconfig('kubeconfig'),
      listen: `127.0.0.1:${ports.webhook}`,
      'tls-cert': key('serving.crt'),
      'tls-key': key('serving.key'),
    }),
  };
}
