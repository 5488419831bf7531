import { CUSTOM_WORKLOADS, KubernetesObject } from 'backstage-plugin-irsa-node';

/** A kind of object that can get a static key, with its path in the API. */
export interface ResourceKind {
  /** As in a WorkloadRef. For custom resources with the API group, such as `ClusterIssuer.cert-manager.io`. */
  kind: string;
  /** API path before `/namespaces`. */
  api: string;
  plural: string;
  /** Whether it has no namespace. */
  clusterScoped?: boolean;
  /** Whether its definition may be missing. */
  optional?: boolean;
  /** Whether the cluster is known to have it. */
  isDiscovered?: boolean;
  /**
   * Most of these objects belong to another workload. Their metadata is read first, and only the others are read in
   * full.
   */
  metadataFirst?: boolean;
  /**
   * Not listed, because each Deployment leaves ten of them behind. Those without a Deployment are found by their Pods.
   */
  isFoundByPods?: boolean;
  /** Makes no Pods. It is stored only if it names or holds a key, or could. */
  isResource?: boolean;
}

/** Built-in kinds, and the other kind that migrations support. */
export const WORKLOAD_KINDS: readonly ResourceKind[] = [
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
  {
    kind: 'ReplicationController',
    api: '/api/v1',
    plural: 'replicationcontrollers',
    optional: true,
  },
  {
    kind: 'ReplicaSet',
    api: '/apis/apps/v1',
    plural: 'replicasets',
    isFoundByPods: true,
  },
  { kind: 'Pod', api: '/api/v1', plural: 'pods', metadataFirst: true },
  {
    kind: 'Rollout',
    api: '/apis/argoproj.io/v1alpha1',
    plural: 'rollouts',
    optional: true,
  },
];

/** Kinds with data and without Pods. They are audited only when they have no known user. */
export const STORED_KINDS = {
  Secret: {
    kind: 'Secret',
    api: '/api/v1',
    plural: 'secrets',
    isResource: true,
  },
  ConfigMap: {
    kind: 'ConfigMap',
    api: '/api/v1',
    plural: 'configmaps',
    isResource: true,
  },
} satisfies Record<string, ResourceKind>;

export function isStoredKind(kind: string): kind is keyof typeof STORED_KINDS {
  return Object.hasOwn(STORED_KINDS, kind);
}

export function listPath({ api, plural }: ResourceKind): string {
  return `${api}/${plural}`;
}

export function objectPath(
  { api, plural }: ResourceKind,
  namespace: string,
  name: string,
): string {
  return [
    api,
    ...(namespace ? ['namespaces', encodeURIComponent(namespace)] : []),
    plural,
    encodeURIComponent(name),
  ].join('/');
}

/** `apiVersion` of the objects of a kind, from its path. */
export function apiVersionOf({ api }: ResourceKind): string {
  return api.replace(/^\/apis?\//, '');
}

type Owned = Pick<
  WorkloadObject['metadata'],
  'namespace' | 'labels' | 'ownerReferences'
>;

/** Kinds that are audited themselves, so that objects that they make are skipped. */
const CONTROLLERS = new Set([
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  ...CUSTOM_WORKLOADS.flatMap(({ kinds }) => kinds),
]);
/** Pods of Deployments and of Argo's Rollouts have one of these. */
const TEMPLATE_HASHES = ['pod-template-hash', 'rollouts-pod-template-hash'];

const controllerOf = ({ ownerReferences }: Owned) =>
  ownerReferences?.find(({ controller }) => controller);

/**
 * Whether another audited workload made the Job or Pod. Objects of operators are audited, because the operator's own
 * kind is not.
 */
export function isTopLevel(
  kind: ResourceKind,
  { metadata }: { metadata: Owned },
): boolean {
  if (!kind.metadataFirst) {
    return true;
  }
  const owner = controllerOf(metadata);
  return !owner || !CONTROLLERS.has(owner.kind ?? '');
}

/** Name of the ReplicaSet that made a Pod, if no Deployment made the ReplicaSet. */
export function bareReplicaSetOf(
  { kind }: ResourceKind,
  { metadata }: { metadata: Owned },
): string | undefined {
  const owner = controllerOf(metadata);
  return kind === 'Pod' &&
    owner?.kind === 'ReplicaSet' &&
    !TEMPLATE_HASHES.some(label => label in (metadata.labels ?? {}))
    ? owner.name
    : undefined;
}

/** The parts of an object that a scan keeps. */
export interface WorkloadObject extends KubernetesObject {
  metadata: {
    name: string;
    namespace?: string;
    generation?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { kind?: string; name?: string; controller?: boolean }[];
    managedFields?: { manager?: string; subresource?: string }[];
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}
