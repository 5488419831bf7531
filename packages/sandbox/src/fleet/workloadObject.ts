import {
  JsonObject,
  KubeObject,
  ManagedFieldsEntry,
} from '../kubernetes/types';
import { AccessKeyPair } from '../aws/model/accessKeyIds';
import { CredentialCase } from './credentialCases';
import { Random } from './random';

/** API version and plural of a kind, and its share of all workloads in per cent. */
export const FLEET_KINDS = [
  {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    plural: 'deployments',
    share: 72,
  },
  {
    kind: 'StatefulSet',
    apiVersion: 'apps/v1',
    plural: 'statefulsets',
    share: 9,
  },
  { kind: 'DaemonSet', apiVersion: 'apps/v1', plural: 'daemonsets', share: 3 },
  { kind: 'CronJob', apiVersion: 'batch/v1', plural: 'cronjobs', share: 11 },
  { kind: 'Job', apiVersion: 'batch/v1', plural: 'jobs', share: 3 },
  { kind: 'Pod', apiVersion: 'v1', plural: 'pods', share: 2 },
] as const;

export type FleetKind = (typeof FLEET_KINDS)[number];

const IMAGES = ['python', 'node', 'java', 'go', 'ruby', 'dotnet'].map(
  language => `registry.example/fleet/service-${language}`,
);

export interface WorkloadParts {
  kind: FleetKind;
  namespace: string;
  name: string;
  serviceAccount: string;
  credentials: CredentialCase;
  /** Name of the object that the case reads. */
  object: string;
  key: AccessKeyPair;
  labels: Record<string, string>;
  createdAt: string;
}

/**
 * One generated workload as its API server would serve it, with the status of a workload that has been running for a
 * long time.
 */
export function workloadObject(
  parts: WorkloadParts,
  random: Random,
): KubeObject {
  const { kind, namespace, name, createdAt } = parts;
  const labels = { app: name, ...parts.labels };
  const argo = random.chance(0.1);
  const helm = !argo && random.chance(0.25);
  const replicas = 1 + random.below(4);
  const ready = random.chance(0.97) ? replicas : replicas - 1;
  const podSpec = podSpecOf(parts, random);
  const template = { metadata: { labels }, spec: podSpec };
  return {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata: {
      name,
      namespace,
      uid: random.uuid(),
      creationTimestamp: createdAt,
      ...(kind.kind === 'Pod' ? {} : { generation: 1 }),
      labels: helm
        ? { ...labels, 'app.kubernetes.io/managed-by': 'Helm' }
        : labels,
      ...(argo && {
        annotations: {
          'argocd.argoproj.io/tracking-id': `fleet:${kind.apiVersion}/${kind.kind}:${namespace}/${name}`,
        },
      }),
      ...(helm && {
        annotations: {
          'meta.helm.sh/release-name': name,
          'meta.helm.sh/release-namespace': namespace,
        },
      }),
      managedFields: managedBy(
        (argo && 'argocd-controller') || (helm && 'helm') || 'kubectl-create',
        kind.apiVersion,
        createdAt,
      ),
    },
    ...bodyOf(kind.kind, { template, podSpec, labels, replicas, ready }),
  };
}

const onFailure = (podSpec: JsonObject) => ({
  ...podSpec,
  restartPolicy: 'OnFailure',
});

interface Body {
  template: JsonObject;
  podSpec: JsonObject;
  labels: Record<string, string>;
  replicas: number;
  ready: number;
}

function bodyOf(kind: FleetKind['kind'], body: Body): JsonObject {
  const { template, podSpec, labels, replicas, ready } = body;
  const selector = { matchLabels: { app: labels.app } };
  const counts = {
    observedGeneration: 1,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: ready,
    availableReplicas: ready,
  };
  switch (kind) {
    case 'Deployment':
      return { spec: { replicas, selector, template }, status: counts };
    case 'StatefulSet':
      return {
        spec: { replicas, serviceName: labels.app, selector, template },
        status: counts,
      };
    case 'DaemonSet':
      return {
        spec: { selector, template },
        status: {
          observedGeneration: 1,
          desiredNumberScheduled: replicas,
          currentNumberScheduled: replicas,
          updatedNumberScheduled: replicas,
          numberReady: ready,
          numberAvailable: ready,
          numberMisscheduled: 0,
        },
      };
    case 'CronJob':
      return {
        spec: {
          schedule: '0 3 * * *',
          jobTemplate: {
            spec: { template: { ...template, spec: onFailure(podSpec) } },
          },
        },
        status: {},
      };
    case 'Job':
      return {
        spec: { selector, template: { ...template, spec: onFailure(podSpec) } },
        status: { succeeded: 1 },
      };
    default:
      return { spec: podSpec, status: { phase: 'Running' } };
  }
}

function podSpecOf(parts: WorkloadParts, random: Random): JsonObject {
  const { credentials, object, key, serviceAccount } = parts;
  const image = `${random.pick(IMAGES)}:${1 + random.below(9)}.${random.below(
    20,
  )}`;
  const resources = {
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { memory: '256Mi' },
  };
  const extra = credentials.container?.(object, key) ?? {};
  const plain = { name: 'main', image, resources };
  return {
    serviceAccountName: serviceAccount,
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    ...(credentials.initContainer
      ? {
          initContainers: [{ ...plain, name: 'prepare', ...extra }],
          containers: [plain],
        }
      : { containers: [{ ...plain, ...extra }] }),
    ...(credentials.volume && { volumes: [credentials.volume(object)] }),
  };
}

/** `managedFields` that name the owner of the template: enough to detect who manages an object. */
function managedBy(
  manager: string,
  apiVersion: string,
  time: string,
): ManagedFieldsEntry[] {
  return [
    {
      manager,
      operation: manager === 'argocd-controller' ? 'Apply' : 'Update',
      apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': { 'f:labels': { 'f:app': {} } },
        'f:spec': {
          'f:template': {
            'f:spec': {
              'f:containers': {
                'k:{"name":"main"}': {
                  '.': {},
                  'f:image': {},
                  'f:name': {},
                  'f:resources': {},
                },
              },
              'f:serviceAccountName': {},
            },
          },
        },
      },
    },
  ];
}
