/** A kind of object and its path in the API. */
export interface Resource {
  apiVersion: string;
  kind: string;
  plural: string;
  namespaced: boolean;
}

function builtIn(apiVersion: string, kind: string, plural: string): Resource {
  return { apiVersion, kind, plural, namespaced: true };
}

/** Kinds with Pods, and ServiceAccounts. */
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

/** Controllers whose template is read, so that objects that they made can be skipped. */
export const CONTROLLERS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'CronJob',
  'Job',
  'ReplicationController',
]);

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
