import { CUSTOM_WORKLOADS, KubernetesObject } from 'backstage-plugin-irsa-node';

/** A kind of object that can get a static key, and where the API server has it. */
export interface ResourceKind {
  /** As in a WorkloadRef: of custom resources with the API group, such as `ClusterIssuer.cert-manager.io`. */
  kind: string;
  /** API path before `/namespaces`. */
  api: string;
  plural: string;
  /** Belongs to no namespace. */
  clusterScoped?: boolean;
  /** Comes with a definition that may be missing. */
  optional?: boolean;
  /** Known to be there, since the cluster said so. */
  isDiscovered?: boolean;
  /** Most of them belong to another workload: their metadata is read first, and only the others in full. */
  metadataFirst?: boolean;
  /** Not listed: a Deployment leaves ten of them behind. Those that stand alone are found by their Pods. */
  isFoundByPods?: boolean;
  /** Makes no Pods: it is stored only where it names or holds a key, or could. */
  isResource?: boolean;
}

/** Kinds that Kubernetes has itself, and the one that the migration knows besides. */
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

/** What holds data and makes no Pods: looked at only where nothing is seen to use it. */
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

/** Kinds that are looked at themselves, so that what they make needs no second look. */
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

/** Neither a Job nor a Pod that another workload made. What an operator made is looked at, since its own kind is not. */
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

/** Name of the ReplicaSet that made a Pod, where no Deployment made the ReplicaSet. */
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

/** What a scan takes from an object. */
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
