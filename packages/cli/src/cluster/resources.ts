/** A kind of object and where the API server has it. */
export interface Resource {
  apiVersion: string;
  kind: string;
  plural: string;
  namespaced: boolean;
}

/** Kinds of one API group, of whichever version. */
export interface CustomKinds {
  group: string;
  kinds: readonly string[];
}

function builtIn(apiVersion: string, kind: string, plural: string): Resource {
  return { apiVersion, kind, plural, namespaced: true };
}

/** What has pods, and their identities. */
export const WORKLOADS: readonly Resource[] = [
  builtIn('apps/v1', 'Deployment', 'deployments'),
  builtIn('apps/v1', 'StatefulSet', 'statefulsets'),
  builtIn('apps/v1', 'DaemonSet', 'daemonsets'),
  builtIn('apps/v1', 'ReplicaSet', 'replicasets'),
  builtIn('batch/v1', 'CronJob', 'cronjobs'),
  builtIn('batch/v1', 'Job', 'jobs'),
  builtIn('v1', 'ReplicationController', 'replicationcontrollers'),
  builtIn('v1', 'Pod', 'pods'),
  builtIn('v1', 'ServiceAccount', 'serviceaccounts'),
];

export const CONFIG_MAPS = builtIn('v1', 'ConfigMap', 'configmaps');
export const SECRETS = builtIn('v1', 'Secret', 'secrets');

/** Controllers whose own template is read, so that what they made needs no second look. */
export const CONTROLLERS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'CronJob',
  'Job',
  'ReplicationController',
]);

/** Custom resources that have pods, or hold or name keys. Which of them a cluster has is asked first. */
export const CUSTOM_KINDS: readonly CustomKinds[] = [
  ['argoproj.io', 'Rollout Workflow WorkflowTemplate CronWorkflow'],
  ['cert-manager.io', 'Issuer ClusterIssuer'],
  ['external-secrets.io', 'SecretStore ClusterSecretStore'],
  ['generators.external-secrets.io', 'ECRAuthorizationToken STSSessionToken'],
  ['postgresql.cnpg.io', 'Cluster'],
  ['barmancloud.cnpg.io', 'ObjectStore'],
  ['k8up.io', 'Backup Schedule Restore Check Prune Archive'],
  ['infrastructure.cluster.x-k8s.io', 'AWSClusterStaticIdentity'],
].map(([group, kinds]) => ({ group, kinds: kinds.split(' ') }));

/** Path of a resource, in all namespaces or in one. */
export function pathOf(
  { apiVersion, plural, namespaced }: Resource,
  namespace?: string,
  name?: string,
): string {
  return [
    apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`,
    ...(namespaced && namespace
      ? ['namespaces', encodeURIComponent(namespace)]
      : []),
    plural,
    ...(name ? [encodeURIComponent(name)] : []),
  ].join('/');
}
