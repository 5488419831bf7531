import { Check, CredentialReference } from 'backstage-plugin-irsa-common';
import { planTarget } from '../../world/planTarget';
import { Json } from '../../world/podTemplate';
import { World } from '../../world/World';
import { CheckContext, PlanCheck } from '../PlanCheck';

/** What a test says about a workload; the rest is a plain Deployment with its key in Secret `worker-aws`. */
export interface Situation {
  kind?: string;
  /** Of the whole object. */
  spec?: Json;
  status?: Json;
  metadata?: Json;
  /** Of the Pod template. */
  podMetadata?: Json;
  podSpec?: Json;
  /** Of the only container. */
  container?: Json;
  world?: Partial<World>;
  context?: Partial<CheckContext>;
}

const CONTAINER: Json = {
  name: 'main',
  image: 'registry.example.com/worker:1',
  envFrom: [{ secretRef: { name: 'worker-aws' } }],
};

export const REFERENCE: CredentialReference = {
  container: 'main',
  containerType: 'container',
  location: 'envFrom-secret',
  objectKind: 'Secret',
  objectName: 'worker-aws',
  keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  envNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  path: '',
  verdict: 'static-aws',
  confidence: 'pair',
  accessKeys: [],
  why: '',
  readLevel: 1,
};

/** The input of a check. */
export function checkContext(situation: Situation = {}): CheckContext {
  const { kind = 'Deployment' } = situation;
  const template = {
    metadata: { labels: { app: 'worker' }, ...situation.podMetadata },
    spec: {
      serviceAccountName: 'worker',
      containers: [{ ...CONTAINER, ...situation.container }],
      ...situation.podSpec,
    },
  };
  const world = {
    request: {
      workload: {
        cluster: 'eks-prod-eu',
        namespace: 'team',
        kind,
        name: 'worker',
      },
    },
    workload: {
      references: [REFERENCE],
      keys: [],
      health: { desired: 1, ready: 1, state: 'healthy' },
      manager: { kind: 'none', livePatchAllowed: true, evidence: 'none' },
      readLevel: 2,
    },
    object: {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: 'worker', namespace: 'team', ...situation.metadata },
      spec:
        kind === 'CronJob'
          ? { jobTemplate: { spec: { template } }, ...situation.spec }
          : { replicas: 1, template, ...situation.spec },
      status: situation.status ?? {},
    },
    namespaceLabels: {},
    serviceAccount: {
      name: 'worker',
      object: { metadata: { name: 'worker' } },
      otherUsers: [],
      unknownUsers: [],
      bindings: [],
    },
    ownServiceAccount: { name: 'worker-irsa', users: [] },
    objects: [
      {
        kind: 'Secret',
        name: 'worker-aws',
        exists: true,
        keys: REFERENCE.keyNames,
        otherUsers: [],
        isDetached: true,
      },
    ],
    surroundings: { items: {}, notRead: {} },
    webhook: {
      state: 'present',
      name: 'webhook',
      detail: 'It selects the Pods.',
    },
    rights: [],
    cluster: {
      name: 'eks-prod-eu',
      issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC',
      audience: 'sts.amazonaws.com',
      region: 'eu-west-1',
      podIdentities: [],
    },
    account: {
      id: '111122223333',
      partition: 'aws',
      snapshot: {
        accountId: '111122223333',
        asOf: '2026-01-01T00:00:00Z',
        users: [],
        roles: [],
        providers: [],
        trustPolicyQuota: 2048,
        missing: [],
      },
    },
    settings: {
      rolePath: '/irsa/',
      roleNamePrefix: 'irsa-',
      maxSessionDuration: 3600,
      soakMs: 604_800_000,
    },
    ...situation.world,
  } as unknown as World;
  const target = planTarget(world);
  return {
    world,
    target,
    provider: {
      action: 'exists',
      arn: target.providerArn,
      url: world.cluster.issuer,
      audience: world.cluster.audience,
    },
    trustDocument: '{}',
    problems: [],
    awsHalf: { madeBy: 'engine', evidence: 'No setting.' },
    intent: { removed: [], added: [] },
    ...situation.context,
  };
}

/** The state that a check gives in a situation; `undefined` when it has nothing to say. */
export function stateOf(
  check: PlanCheck,
  situation: Situation = {},
): Check['state'] | undefined {
  return check(checkContext(situation))?.state;
}
