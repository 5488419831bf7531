import { Structural } from '../schema/structural';

/** One resource of the API: its entry in discovery, and where it is stored. */
export interface ResourceType {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  shortNames?: string[];
  categories?: string[];
  subresources: string[];
  verbs: string[];
  /** Whether the resource only answers a question and is never stored (SubjectAccessReview and similar ones). */
  virtual?: boolean;
  /** Whether it comes from a CustomResourceDefinition. */
  custom?: boolean;
  /** The schema of its definition. Without one, every field is allowed. */
  schema?: Structural;
  /** Further columns of `kubectl get`. */
  printerColumns?: PrinterColumn[];
  /** Paths of the scale subresource. */
  scalePaths?: ScalePaths;
}

export type PrinterColumn = {
  name: string;
  type: string;
  jsonPath: string;
  priority?: number;
  description?: string;
  format?: string;
};

export type ScalePaths = {
  specReplicasPath: string;
  statusReplicasPath: string;
  labelSelectorPath?: string;
};

export const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

type Options = Partial<
  Pick<
    ResourceType,
    'namespaced' | 'shortNames' | 'categories' | 'subresources' | 'virtual'
  >
>;

function resource(
  groupVersion: string,
  plural: string,
  kind: string,
  options: Options = {},
): ResourceType {
  const [group, version] = groupVersion.includes('/')
    ? groupVersion.split('/')
    : ['', groupVersion];
  return {
    group,
    version,
    plural,
    kind,
    singular: kind.toLowerCase(),
    namespaced: true,
    subresources: [],
    verbs: options.virtual ? ['create'] : ALL_VERBS,
    ...options,
  };
}

const cluster = { namespaced: false };
const status = { subresources: ['status'] };
const scalable = { subresources: ['scale', 'status'] };
const RBAC = 'rbac.authorization.k8s.io/v1';
const review = { virtual: true, namespaced: false };

/** https://kubernetes.io/docs/reference/kubernetes-api/ */
export const builtInResourceTypes: ResourceType[] = [
  resource('v1', 'namespaces', 'Namespace', {
    ...cluster,
    shortNames: ['ns'],
    subresources: ['finalize', 'status'],
  }),
  resource('v1', 'pods', 'Pod', {
    shortNames: ['po'],
    categories: ['all'],
    subresources: ['eviction', 'log', 'status', 'ephemeralcontainers'],
  }),
  resource('v1', 'services', 'Service', {
    shortNames: ['svc'],
    categories: ['all'],
    ...status,
  }),
  resource('v1', 'serviceaccounts', 'ServiceAccount', {
    shortNames: ['sa'],
    subresources: ['token'],
  }),
  resource('v1', 'secrets', 'Secret'),
  resource('v1', 'configmaps', 'ConfigMap', { shortNames: ['cm'] }),
  resource('v1', 'events', 'Event', { shortNames: ['ev'] }),
  resource('v1', 'nodes', 'Node', {
    ...cluster,
    shortNames: ['no'],
    ...status,
  }),
  resource('v1', 'endpoints', 'Endpoints', { shortNames: ['ep'] }),
  resource('v1', 'persistentvolumes', 'PersistentVolume', {
    ...cluster,
    shortNames: ['pv'],
    ...status,
  }),
  resource('v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', {
    shortNames: ['pvc'],
    ...status,
  }),
  resource('v1', 'resourcequotas', 'ResourceQuota', {
    shortNames: ['quota'],
    ...status,
  }),
  resource('v1', 'limitranges', 'LimitRange', { shortNames: ['limits'] }),
  resource('v1', 'replicationcontrollers', 'ReplicationController', {
    shortNames: ['rc'],
    categories: ['all'],
    ...scalable,
  }),
  resource('apps/v1', 'deployments', 'Deployment', {
    shortNames: ['deploy'],
    categories: ['all'],
    ...scalable,
  }),
  resource('apps/v1', 'statefulsets', 'StatefulSet', {
    shortNames: ['sts'],
    categories: ['all'],
    ...scalable,
  }),
  resource('apps/v1', 'daemonsets', 'DaemonSet', {
    shortNames: ['ds'],
    categories: ['all'],
    ...status,
  }),
  resource('apps/v1', 'replicasets', 'ReplicaSet', {
    shortNames: ['rs'],
    categories: ['all'],
    ...scalable,
  }),
  resource('apps/v1', 'controllerrevisions', 'ControllerRevision'),
  resource('batch/v1', 'jobs', 'Job', { categories: ['all'], ...status }),
  resource('batch/v1', 'cronjobs', 'CronJob', {
    shortNames: ['cj'],
    categories: ['all'],
    ...status,
  }),
  resource(RBAC, 'roles', 'Role'),
  resource(RBAC, 'rolebindings', 'RoleBinding'),
  resource(RBAC, 'clusterroles', 'ClusterRole', cluster),
  resource(RBAC, 'clusterrolebindings', 'ClusterRoleBinding', cluster),
  resource(
    'admissionregistration.k8s.io/v1',
    'mutatingwebhookconfigurations',
    'MutatingWebhookConfiguration',
    cluster,
  ),
  resource(
    'admissionregistration.k8s.io/v1',
    'validatingwebhookconfigurations',
    'ValidatingWebhookConfiguration',
    cluster,
  ),
  resource('authentication.k8s.io/v1', 'tokenreviews', 'TokenReview', review),
  resource(
    'authentication.k8s.io/v1',
    'selfsubjectreviews',
    'SelfSubjectReview',
    review,
  ),
  resource(
    'authorization.k8s.io/v1',
    'selfsubjectaccessreviews',
    'SelfSubjectAccessReview',
    review,
  ),
  resource(
    'authorization.k8s.io/v1',
    'selfsubjectrulesreviews',
    'SelfSubjectRulesReview',
    review,
  ),
  resource(
    'authorization.k8s.io/v1',
    'subjectaccessreviews',
    'SubjectAccessReview',
    review,
  ),
  resource(
    'authorization.k8s.io/v1',
    'localsubjectaccessreviews',
    'LocalSubjectAccessReview',
    { virtual: true },
  ),
  resource('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget', {
    shortNames: ['pdb'],
    ...status,
  }),
  resource('networking.k8s.io/v1', 'ingresses', 'Ingress', {
    shortNames: ['ing'],
    ...status,
  }),
  resource('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy', {
    shortNames: ['netpol'],
  }),
  resource('networking.k8s.io/v1', 'ingressclasses', 'IngressClass', cluster),
  resource(
    'autoscaling/v2',
    'horizontalpodautoscalers',
    'HorizontalPodAutoscaler',
    { shortNames: ['hpa'], categories: ['all'], ...status },
  ),
  resource('coordination.k8s.io/v1', 'leases', 'Lease'),
  resource('storage.k8s.io/v1', 'storageclasses', 'StorageClass', {
    ...cluster,
    shortNames: ['sc'],
  }),
  resource(
    'apiextensions.k8s.io/v1',
    'customresourcedefinitions',
    'CustomResourceDefinition',
    { ...cluster, shortNames: ['crd', 'crds'], ...status },
  ),
];

export function apiVersionOf(type: ResourceType): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/** `deployments.apps`, as error messages name resources. */
export function qualifiedName(type: ResourceType): string {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}
