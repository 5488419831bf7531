/** A kind of workload and where the API server has it. */
export interface WorkloadKind {
  kind: string;
  /** API path before `/namespaces`. */
  api: string;
  plural: string;
  /** Comes with a custom resource definition that may be missing. */
  optional?: boolean;
}

export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  { kind: 'Deployment', api: '/apis/apps/v1', plural: 'deployments' },
  { kind: 'StatefulSet', api: '/apis/apps/v1', plural: 'statefulsets' },
  { kind: 'DaemonSet', api: '/apis/apps/v1', plural: 'daemonsets' },
  { kind: 'CronJob', api: '/apis/batch/v1', plural: 'cronjobs' },
  { kind: 'Job', api: '/apis/batch/v1', plural: 'jobs' },
  { kind: 'Pod', api: '/api/v1', plural: 'pods' },
  {
    kind: 'Rollout',
    api: '/apis/argoproj.io/v1alpha1',
    plural: 'rollouts',
    optional: true,
  },
];

/** What a scan takes from a workload object. */
export interface WorkloadObject {
  kind?: string;
  metadata: {
    name: string;
    namespace: string;
    generation?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { kind?: string; name?: string; controller?: boolean }[];
    managedFields?: { manager?: string; subresource?: string }[];
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}
