/** A kind of workload and where the API server has it. */
export interface WorkloadKind {
  kind: string;
  /** API path before `/namespaces`. */
  api: string;
  plural: string;
  /** Comes with a custom resource definition that may be missing. */
  optional?: boolean;
  /** Most of them belong to another workload: their metadata is read first, and only the others in full. */
  metadataFirst?: boolean;
}

export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  { kind: 'Deployment', api: '/apis/apps/v1', plural: 'deployments' },
  { kind: 'StatefulSet', api: '/apis/apps/v1', plural: 'statefulsets' },
  { kind: 'DaemonSet', api: '/apis/apps/v1', plural: 'daemonsets' },
  { kind: 'CronJob', api: '/apis/batch/v1', plural: 'cronjobs' },
  {
    kind: 'Job',
    api: '/apis/batch/v1',
    plural: 'jobs',
    metadataFirst: true,
  },
  { kind: 'Pod', api: '/api/v1', plural: 'pods', metadataFirst: true },
  {
    kind: 'Rollout',
    api: '/apis/argoproj.io/v1alpha1',
    plural: 'rollouts',
    optional: true,
  },
];

export function listPath({ api, plural }: WorkloadKind): string {
  return `${api}/${plural}`;
}

export function objectPath(
  { api, plural }: WorkloadKind,
  namespace: string,
  name: string,
): string {
  return `${api}/namespaces/${encodeURIComponent(
    namespace,
  )}/${plural}/${encodeURIComponent(name)}`;
}

/** Neither a Job nor a Pod that another workload made. */
export function isTopLevel(
  kind: WorkloadKind,
  {
    metadata,
  }: { metadata: Pick<WorkloadObject['metadata'], 'ownerReferences'> },
): boolean {
  return (
    !kind.metadataFirst ||
    !metadata.ownerReferences?.some(({ controller }) => controller)
  );
}

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
