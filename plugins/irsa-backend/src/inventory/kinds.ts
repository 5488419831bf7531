import {
  ANNOTATED_KINDS,
  ApiResource,
  AuditedKind,
  CUSTOM_WORKLOADS,
  KINDS,
  KubernetesObject,
  listPath,
  VOLUME_KINDS,
} from 'backstage-plugin-irsa-node';

/** A kind of object that can get a static key, and how a scan looks at it. */
export interface ResourceKind extends ApiResource {
  /** As in a WorkloadRef: of custom resources with the API group, such as `ClusterIssuer.cert-manager.io`. */
  kind: string;
  /** Comes with a definition that may be missing. */
  optional?: boolean;
  /** Whether the cluster is known to have it. */
  isDiscovered?: boolean;
  /**
   * Most of these objects belong to another workload. Their metadata is read first, and only the others are read in
   * full.
   */
  metadataFirst?: boolean;
  /** Nothing but the annotations can hold a key. */
  metadataOnly?: boolean;
  /**
   * Not listed, because each Deployment leaves ten of them behind. Those without a Deployment are found by their Pods.
   */
  isFoundByPods?: boolean;
  /** Makes no Pods. It is stored only if it names or holds a key, or could. */
  isResource?: boolean;
}

/** Built-in kinds that make Pods, the other kind that migrations support, and built-in kinds that can name or hold a key. */
export const WORKLOAD_KINDS: readonly ResourceKind[] = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.CronJob,
  { ...KINDS.Job, metadataFirst: true },
  { ...KINDS.ReplicationController, optional: true },
  { ...KINDS.ReplicaSet, isFoundByPods: true },
  { ...KINDS.Pod, metadataFirst: true },
  { ...KINDS.Rollout, optional: true },
  ...VOLUME_KINDS.map(kind => ({
    ...kind,
    isDiscovered: true,
    isResource: true,
  })),
  ...ANNOTATED_KINDS.map(kind => ({
    ...kind,
    isDiscovered: true,
    isResource: true,
    metadataOnly: true,
  })),
];

/** Kinds with data and without Pods. They are audited only when they have no known user. */
export const STORED_KINDS = {
  Secret: { ...KINDS.Secret, isResource: true },
  ConfigMap: { ...KINDS.ConfigMap, isResource: true },
} satisfies Record<string, ResourceKind>;

const KNOWN_LISTS = new Set(WORKLOAD_KINDS.map(kind => listPath(kind)));

/** A custom resource that the cluster has, under the name that it has in a WorkloadRef; undefined for those that are listed anyway. */
export function discoveredKind(found: AuditedKind): ResourceKind | undefined {
  const { group, version, plural, namespaced, makesPods } = found;
  const place = { group, version, plural, namespaced };
  return KNOWN_LISTS.has(listPath(place))
    ? undefined
    : {
        ...place,
        kind: `${found.kind}.${group}`,
        isDiscovered: true,
        isResource: !makesPods,
      };
}

export function isStoredKind(kind: string): kind is keyof typeof STORED_KINDS {
  return Object.hasOwn(STORED_KINDS, kind);
}

type Owned = Pick<
  WorkloadObject['metadata'],
  'namespace' | 'labels' | 'ownerReferences'
>;

/** Kinds that are audited themselves, so that objects that they make are skipped. */
const CONTROLLERS = new Set<string>([
  ...[
    // Of a canary of the portal.
    KINDS.Deployment,
    KINDS.ReplicaSet,
    KINDS.ReplicationController,
    KINDS.StatefulSet,
    KINDS.DaemonSet,
    KINDS.Job,
    KINDS.CronJob,
  ].map(({ kind }) => kind),
  ...CUSTOM_WORKLOADS.flatMap(({ kinds }) => kinds),
]);
/** Pods of Deployments and of Argo's Rollouts have one of these. */
const TEMPLATE_HASHES = ['pod-template-hash', 'rollouts-pod-template-hash'];

const controllerOf = ({ ownerReferences }: Owned) =>
  ownerReferences?.find(({ controller }) => controller);

/**
 * Whether no audited workload made the Job or Pod. Objects of operators are audited where the operator's own kind is not.
 *
 * @param makers - see `makersOfPods`
 */
export function isTopLevel(
  kind: ResourceKind,
  { metadata }: { metadata: Owned },
  makers: ReadonlySet<string> = CONTROLLERS,
): boolean {
  if (!kind.metadataFirst) {
    return true;
  }
  const owner = controllerOf(metadata);
  return !owner || !makers.has(owner.kind ?? '');
}

/** Names of the kinds whose Pods are theirs: those that are always audited, and those of the cluster. */
export function makersOfPods(
  audited: readonly ResourceKind[],
): ReadonlySet<string> {
  const found = audited
    .filter(({ isDiscovered, isResource }) => isDiscovered && !isResource)
    .map(({ kind }) => kind.split('.')[0]);
  return new Set([...CONTROLLERS, ...found]);
}

/** Name of the ReplicaSet that made a Pod, if no Deployment made the ReplicaSet. */
export function bareReplicaSetOf(
  { kind }: ResourceKind,
  { metadata }: { metadata: Owned },
): string | undefined {
  const owner = controllerOf(metadata);
  return kind === KINDS.Pod.kind &&
    owner?.kind === KINDS.ReplicaSet.kind &&
    !TEMPLATE_HASHES.some(label => label in (metadata.labels ?? {}))
    ? owner.name
    : undefined;
}

/** The parts of an object that a scan keeps. */
export interface WorkloadObject extends KubernetesObject {
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { kind?: string; name?: string; controller?: boolean }[];
    managedFields?: { manager?: string; subresource?: string }[];
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}
