import {
  AcceptedRisk,
  Readiness,
  Workload,
} from 'backstage-plugin-irsa-common';
import { at, DAY, MINUTE } from './time';

/** Data in the shape of the REST contract, for tests and the development app. */

/** Its place. */
export const WORKLOAD = {
  cluster: 'production',
  namespace: 'production',
  kind: 'Deployment',
  name: 'test',
};

export function workloadFixture(overrides?: Partial<Workload>): Workload {
  return {
    id: 'production/production/Deployment/test',
    cluster: 'production',
    namespace: 'production',
    kind: 'Deployment',
    name: 'test',
    status: 'static',
    references: [
      {
        container: 'test',
        containerType: 'container',
        location: 'envFrom-secret',
        objectKind: 'Secret',
        objectName: 'aws-secrets',
        keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
        envNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
        path: 'spec.template.spec.containers[0].envFrom[0]',
        verdict: 'static-aws',
        confidence: 'pair',
        accessKeys: [{ fingerprint: '0123456789abcdef', last4: 'MPLE' }],
        keyLast4: 'MPLE',
        why: 'The Secret has both halves of an AWS key',
        readLevel: 2,
      },
    ],
    keys: [
      {
        last4: 'MPLE',
        fingerprint: '0123456789abcdef',
        state: 'active',
        accountId: '111122223333',
        userName: 'profile-uploader',
        createdAt: at(-412 * DAY),
        ageDays: 412,
        lastUsedAt: at(-3 * MINUTE),
        lastUsedService: 's3',
        lastUsedRegion: 'eu-west-1',
        asOf: at(-MINUTE),
        blastRadius: {
          level: 'write',
          services: ['s3'],
          buckets: ['profile-images'],
          escalations: [],
          conditional: false,
        },
      },
    ],
    severity: {
      level: 'high',
      score: 42,
      factors: [
        { factor: 'location', weight: 0.7, why: 'In a Secret' },
        { factor: 'validity', weight: 1, why: 'The key is active' },
        {
          factor: 'privilege',
          weight: 0.6,
          why: 'Its user may change things',
        },
        { factor: 'age', weight: 1, why: 'The key is 412 days old' },
      ],
    },
    serviceAccount: { name: 'test', isDefault: false, sharedWith: [] },
    health: { desired: 3, ready: 3, state: 'healthy' },
    manager: {
      kind: 'kubectl',
      livePatchAllowed: true,
      evidence: 'managedFields name kubectl',
    },
    image: 'shishirsub10/test',
    entityRef: 'component:default/profile-api',
    entityTitle: 'profile-api',
    ownerRef: 'group:default/team-profile',
    linkedBy: 'annotation backstage.io/kubernetes-id: profile-api',
    readLevel: 2,
    asOf: at(-2 * MINUTE),
    ...overrides,
  };
}

export function keylessFixture(): Workload {
  return workloadFixture({
    id: 'production/production/Deployment/billing',
    name: 'billing',
    status: 'keyless',
    references: [],
    keys: [],
    severity: { level: 'none', score: 0, factors: [] },
    entityRef: undefined,
    ownerRef: undefined,
    linkedBy: undefined,
  });
}

/** A custom resource of the cluster's scope that holds a key in a field. */
export function customResourceFixture(): Workload {
  return {
    ...keylessFixture(),
    id: 'production//ClusterIssuer.cert-manager.io/letsencrypt',
    namespace: '',
    kind: 'ClusterIssuer.cert-manager.io',
    name: 'letsencrypt',
    status: 'static',
    serviceAccount: { name: '', isDefault: false, sharedWith: [] },
    health: { desired: 0, ready: 0, state: 'notApplicable' },
    image: undefined,
    references: [
      {
        container: '',
        location: 'other',
        objectKind: 'Secret',
        objectName: 'route53',
        objectNamespace: 'cert-manager',
        path: 'spec.acme.solvers[0].dns01.route53.secretAccessKeySecretRef',
        keyNames: ['secret-access-key'],
        envNames: [],
        verdict: 'static-aws',
      } as unknown as Workload['references'][number],
    ],
    remedy: {
      software: 'cert-manager',
      text: 'Leave the key out, and give the ServiceAccount of cert-manager a role.',
      source: 'https://cert-manager.io/docs/configuration/acme/dns01/route53/',
    },
  } as Workload;
}

/** A Secret with a key that nothing is seen to use. */
export function storedObjectFixture(): Workload {
  return {
    ...customResourceFixture(),
    id: 'production/production/Secret/old-backup',
    namespace: 'production',
    kind: 'Secret',
    name: 'old-backup',
    references: [
      {
        ...customResourceFixture().references[0],
        objectNamespace: undefined,
        objectName: 'old-backup',
        path: 'data.aws_key',
      } as Workload['references'][number],
    ],
    remedy: undefined,
  } as Workload;
}

export function readinessFixture(overrides?: Partial<Readiness>): Readiness {
  return {
    verdict: 'blocked',
    source: {
      entityRef: 'component:default/profile-api',
      url: 'https://git.example.com/shop/profile-api/',
    },
    findings: [
      {
        rule: 'explicit-keys',
        language: 'python',
        file: 'app.py',
        line: 3,
        verdict: 'blocker',
        what: 'Keys are passed to a client.',
        change: 'Leave them out.',
      },
    ],
    sdks: [
      {
        packageName: 'boto3',
        language: 'python',
        version: '1.34.0',
        locked: true,
        file: 'requirements.txt',
        line: 1,
      },
    ],
    filesRead: 2,
    asOf: at(0),
    ...overrides,
  };
}

export function riskFixture(overrides?: Partial<AcceptedRisk>): AcceptedRisk {
  return {
    id: 'risk-1',
    workload: {
      cluster: 'production',
      namespace: 'production',
      kind: 'Deployment',
      name: 'test',
    },
    reason: 'The vendor ends this contract in spring',
    acceptedBy: 'user:default/ann',
    acceptedAt: at(-DAY),
    endsAt: at(30 * DAY),
    state: 'active',
    ...overrides,
  };
}
