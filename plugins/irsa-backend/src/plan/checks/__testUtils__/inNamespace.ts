import { IamUser } from '../../../accounts/types';
import { DerivedPolicy } from '../../policy/derivePolicy';
import { Json } from '../../world/podTemplate';
import { TextFacts } from '../../world/textFacts';
import { World } from '../../world/World';
import { Surroundings } from '../../world/surroundings';
import { checkContext, Situation } from './checkContext';

/** What a namespace has beside the workload, and what the user of the key may do. */
export interface Around {
  items?: Surroundings['items'];
  /** Actions that the policies of the user allow. */
  actions?: string[];
  /** Of the user. */
  tags?: Record<string, string>;
}

/** A situation whose key has a user, with policies that were read. */
export function inNamespace(parts: Situation, around: Around = {}): Situation {
  const { actions = ['s3:GetObject'], tags = {}, items = {} } = around;
  const { settings, account } = checkContext().world;
  return {
    ...parts,
    world: {
      surroundings: { items, notRead: {} },
      settings: { ...settings, rolloutTimeoutMs: 300_000 },
      account: {
        ...account,
        resources: {
          services: ['s3', 'sqs', 'sns', 'kms', 'ecr', 'lambda'],
          read: ['bucket orders'],
          naming: [],
          notRead: [],
        },
      } as never,
      ...parts.world,
    },
    context: {
      user: { name: 'orders', tags } as unknown as IamUser,
      policy: {
        document: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
        },
      } as unknown as DerivedPolicy,
      ...parts.context,
    },
  };
}

/** A ResourceQuota, what it allows and what is used of it. */
export const quota = (hard: Json, used: Json = {}, spec: Json = {}) => ({
  ResourceQuota: [
    {
      metadata: { name: 'quota' },
      spec: { hard, ...spec },
      status: { hard, used },
    },
  ],
});

/** A LimitRange with one limit. */
export const range = (limit: Json, type = 'Container') => ({
  LimitRange: [
    { metadata: { name: 'limits' }, spec: { limits: [{ type, ...limit }] } },
  ],
});

/** Requests and limits of the only container. */
export const asks = (requests: Json, limits: Json = {}): Situation => ({
  container: { resources: { requests, limits } },
});

export const HELM = {
  labels: {
    'app.kubernetes.io/managed-by': 'Helm',
    'helm.sh/chart': 'orders-1.2.3',
  },
};
export const small = asks(
  { cpu: '100m', memory: '128Mi' },
  { cpu: '500m', memory: '256Mi' },
);
export const stateful = (replicas: number, spec: Json = {}): Situation => ({
  kind: 'StatefulSet',
  spec: { replicas, ...spec },
});
export const daemon = (nodes: number, podSpec: Json = {}): Situation => ({
  kind: 'DaemonSet',
  spec: {},
  status: { desiredNumberScheduled: nodes },
  podSpec,
});
export const scope = (
  scopeName: string,
  operator = 'Exists',
  values?: string[],
) => ({
  scopeSelector: { matchExpressions: [{ scopeName, operator, values }] },
});
export const image = (name: string): Situation => ({
  container: { image: name },
});
export const variable = (name: string, value: string): Situation => ({
  container: { env: [{ name, value }] },
});
/** What a ConfigMap of the only container says. */
export const settings = (facts: TextFacts): Situation => ({
  world: {
    objects: [
      {
        kind: 'ConfigMap',
        name: 'settings',
        exists: true,
        keys: ['conf'],
        otherUsers: [],
        isDetached: false,
        texts: { conf: facts },
      },
    ] as unknown as World['objects'],
  },
});
/** A path of the node, mounted into the only container. */
export const socket = (path: string, mount: Json): Situation => ({
  container: { volumeMounts: [{ name: 'node', mountPath: path, ...mount }] },
  podSpec: { volumes: [{ name: 'node', hostPath: { path } }] },
});
export const command = (...words: string[]): Situation => ({
  container: { command: words },
});
export const claim = (...accessModes: string[]) => ({
  PersistentVolumeClaim: [
    { metadata: { name: 'data' }, spec: { accessModes } },
  ],
});
export const withClaim = {
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
};
export const scaled = (spec: Json, annotations = {}) => ({
  'ScaledObject.keda.sh': [
    {
      metadata: { name: 'scaled', annotations },
      spec: { scaleTargetRef: { name: 'worker' }, ...spec },
    },
  ],
});
export const autoscaler = (maxReplicas: number) => ({
  'HorizontalPodAutoscaler.autoscaling': [
    {
      metadata: { name: 'worker' },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'worker' },
        maxReplicas,
      },
    },
  ],
});
export const budget = (spec: Json, status: Json) => ({
  'PodDisruptionBudget.policy': [
    {
      metadata: { name: 'worker' },
      spec: { selector: { matchLabels: { app: 'worker' } }, ...spec },
      status,
    },
  ],
});
