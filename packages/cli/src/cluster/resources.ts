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

/** Custom resources that pods are made from. Which of them a cluster has is asked first. */
export const CUSTOM_WORKLOADS: readonly CustomKinds[] = [
  {
    group: 'argoproj.io',
    kinds: [
      'Rollout',
      'Workflow',
      'WorkflowTemplate',
      'ClusterWorkflowTemplate',
      'CronWorkflow',
    ],
  },
  { group: 'batch.volcano.sh', kinds: ['Job'] },
  { group: 'keda.sh', kinds: ['ScaledJob'] },
  { group: 'secrets-store.csi.x-k8s.io', kinds: ['SecretProviderClass'] },
  { group: 'serving.knative.dev', kinds: ['Service'] },
  {
    group: 'sparkoperator.k8s.io',
    kinds: ['SparkApplication', 'ScheduledSparkApplication'],
  },
  {
    group: 'tekton.dev',
    kinds: ['Pipeline', 'PipelineRun', 'Task', 'TaskRun'],
  },
];

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
