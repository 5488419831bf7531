import { isChangedInPlace } from 'backstage-plugin-irsa-common';

/** Where the API server has the objects of a kind. */
export interface ApiResource {
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  /** Whether its objects are in namespaces. */
  namespaced: boolean;
}

/** A kind of object of a cluster. */
export interface KubernetesKind extends ApiResource {
  kind: string;
  /** Fields from the object down to its Pod template; absent where it makes no Pods. Empty: the object itself is the Pod. */
  template?: readonly string[];
}

/** A kind that this plugin knows by name. */
export type KnownKind = KubernetesKind;

const SPEC = ['spec', 'template'] as const;
const namespaced = { version: 'v1', namespaced: true } as const;
const ofCluster = { version: 'v1', namespaced: false } as const;

/**
 * The one table of kinds: where each is, and where its Pod template is. Sources: Kubernetes API reference v1.31
 * (https://kubernetes.io/docs/reference/kubernetes-api/) and Argo Rollouts.
 */
export const KINDS = {
  Deployment: {
    ...namespaced,
    kind: 'Deployment',
    group: 'apps',
    plural: 'deployments',
    template: SPEC,
  },
  StatefulSet: {
    ...namespaced,
    kind: 'StatefulSet',
    group: 'apps',
    plural: 'statefulsets',
    template: SPEC,
  },
  DaemonSet: {
    ...namespaced,
    kind: 'DaemonSet',
    group: 'apps',
    plural: 'daemonsets',
    template: SPEC,
  },
  CronJob: {
    ...namespaced,
    kind: 'CronJob',
    group: 'batch',
    plural: 'cronjobs',
    template: ['spec', 'jobTemplate', 'spec', 'template'],
  },
  Job: {
    ...namespaced,
    kind: 'Job',
    group: 'batch',
    plural: 'jobs',
    template: SPEC,
  },
  ReplicaSet: {
    ...namespaced,
    kind: 'ReplicaSet',
    group: 'apps',
    plural: 'replicasets',
    template: SPEC,
  },
  ReplicationController: {
    ...namespaced,
    kind: 'ReplicationController',
    group: '',
    plural: 'replicationcontrollers',
    template: SPEC,
  },
  Pod: {
    ...namespaced,
    kind: 'Pod',
    group: '',
    plural: 'pods',
    template: [],
  },
  Rollout: {
    kind: 'Rollout',
    group: 'argoproj.io',
    version: 'v1alpha1',
    plural: 'rollouts',
    namespaced: true,
    template: SPEC,
  },
  Secret: {
    ...namespaced,
    kind: 'Secret',
    group: '',
    plural: 'secrets',
  },
  ConfigMap: {
    ...namespaced,
    kind: 'ConfigMap',
    group: '',
    plural: 'configmaps',
  },
  ServiceAccount: {
    ...namespaced,
    kind: 'ServiceAccount',
    group: '',
    plural: 'serviceaccounts',
  },
  Service: {
    ...namespaced,
    kind: 'Service',
    group: '',
    plural: 'services',
  },
  Ingress: {
    ...namespaced,
    kind: 'Ingress',
    group: 'networking.k8s.io',
    plural: 'ingresses',
  },
  StorageClass: {
    ...ofCluster,
    kind: 'StorageClass',
    group: 'storage.k8s.io',
    plural: 'storageclasses',
  },
  PersistentVolume: {
    ...ofCluster,
    kind: 'PersistentVolume',
    group: '',
    plural: 'persistentvolumes',
  },
  Namespace: {
    ...ofCluster,
    kind: 'Namespace',
    group: '',
    plural: 'namespaces',
  },
  RoleBinding: {
    ...namespaced,
    kind: 'RoleBinding',
    group: 'rbac.authorization.k8s.io',
    plural: 'rolebindings',
  },
  ClusterRoleBinding: {
    ...ofCluster,
    kind: 'ClusterRoleBinding',
    group: 'rbac.authorization.k8s.io',
    plural: 'clusterrolebindings',
  },
  CustomResourceDefinition: {
    ...ofCluster,
    kind: 'CustomResourceDefinition',
    group: 'apiextensions.k8s.io',
    plural: 'customresourcedefinitions',
  },
  MutatingWebhookConfiguration: {
    ...ofCluster,
    kind: 'MutatingWebhookConfiguration',
    group: 'admissionregistration.k8s.io',
    plural: 'mutatingwebhookconfigurations',
  },
  SelfSubjectReview: {
    ...ofCluster,
    kind: 'SelfSubjectReview',
    group: 'authentication.k8s.io',
    plural: 'selfsubjectreviews',
  },
  SelfSubjectAccessReview: {
    ...ofCluster,
    kind: 'SelfSubjectAccessReview',
    group: 'authorization.k8s.io',
    plural: 'selfsubjectaccessreviews',
  },
} satisfies Record<string, KnownKind>;

/** Kinds without Pods that name Secrets. */
export const VOLUME_KINDS: readonly KnownKind[] = [
  KINDS.StorageClass,
  KINDS.PersistentVolume,
];

/** Kinds without Pods, of which only annotations can hold a key; so only their metadata is read. */
export const ANNOTATED_KINDS: readonly KnownKind[] = [
  KINDS.Service,
  KINDS.Ingress,
];

/** The known kind of this name; undefined for others, such as those of custom resources. */
export function kindOf(name: string | undefined): KnownKind | undefined {
  return name !== undefined && Object.hasOwn(KINDS, name)
    ? (KINDS as Record<string, KnownKind>)[name]
    : undefined;
}

/** Whether the name is that of one of these kinds. */
export function isOneOf(
  kinds: readonly Pick<KubernetesKind, 'kind'>[],
  name: string | undefined,
): boolean {
  return kinds.some(({ kind }) => kind === name);
}

/** The kind of this name if its template can be changed while it runs. */
export function kindChangedInPlace(name: string): KnownKind | undefined {
  return isChangedInPlace(name) ? kindOf(name) : undefined;
}

/** `apps/v1`; `v1` for the core group. */
export function apiVersionOf({
  group,
  version,
}: Pick<ApiResource, 'group' | 'version'>): string {
  return group ? `${group}/${version}` : version;
}
