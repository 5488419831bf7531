import {
  AcceptedRisk,
  Coverage,
  HeatMap,
  Migration,
  Plan,
  Preview,
  Readiness,
  Role,
  Summary,
  Trends,
  Workload,
} from 'backstage-plugin-irsa-common';

/** Data in the shape of the REST contract, for tests and the development app. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** @param ms - milliseconds from now; negative is in the past */
export function at(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}

export function coverageFixture(): Coverage {
  return {
    clusters: [
      {
        name: 'production',
        state: 'ok',
        workloads: 2,
        asOf: at(-2 * MINUTE),
        readLevel: 2,
      },
      {
        name: 'on-prem-2',
        state: 'unauthorized',
        workloads: 0,
        message: 'Answered 401. Renew the token of the portal.',
        lastTriedAt: at(-2 * MINUTE),
      },
    ],
    accounts: [{ accountId: '111122223333', state: 'ok', asOf: at(-MINUTE) }],
    scanIntervalSeconds: 300,
    asOf: at(-2 * MINUTE),
  };
}

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

export function heatMapFixture(): HeatMap {
  return {
    rows: [
      {
        name: 'production',
        isKnown: true,
        cells: [{ band: 'd365', count: 1 }],
      },
      { name: 'on-prem-2', isKnown: false, cells: [] },
    ],
  };
}

export function trendsFixture(): Trends {
  const on = (date: string, withStaticKey: number, keyless: number) => ({
    day: date,
    withStaticKey,
    soaking: 1,
    keyOff: 1,
    keyless,
    unknown: 4,
    statuses: {},
  });
  return {
    days: [
      on('2026-11-20', 9, 1),
      on('2026-11-22', 7, 2),
      on('2026-11-23', 5, 4),
    ],
  };
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

export function summaryFixture(): Summary {
  return {
    workloads: 2,
    withStaticKey: 1,
    soaking: 0,
    keyOff: 0,
    keyless: 1,
    blocked: 0,
    unknown: 4,
    unusedKeys90d: 0,
    oldestKeyDays: 412,
    coverage: coverageFixture(),
  };
}

const target = {
  accountId: '111122223333',
  roleName: 'irsa-production-test',
  roleArn: 'arn:aws:iam::111122223333:role/irsa-production-test',
  providerUrl: 'oidc.example.com/id/production',
  audience: 'sts.amazonaws.com',
  subject: 'system:serviceaccount:production:test',
  serviceAccountName: 'test',
  userName: 'profile-uploader',
  keyLast4: 'MPLE',
  secretNames: ['aws-secrets'],
};

const workload = {
  cluster: 'production',
  namespace: 'production',
  kind: 'Deployment',
  name: 'test',
};

export function planFixture(overrides?: Partial<Plan>): Plan {
  return {
    id: 'plan-7',
    hash: '9f3c5d0b8e6a4f12aa10c3d9e57b6f2d9f3c5d0b8e6a4f12aa10c3d9e57b6f71',
    workload,
    entityRef: 'component:default/profile-api',
    ownerRef: 'group:default/team-profile',
    status: 'ready',
    createdAt: at(-28_000),
    expiresAt: at(15 * MINUTE - 28_000),
    createdBy: 'user:default/guest',
    sentences: [
      {
        id: 'role',
        verb: 'add',
        object: 'IAM role irsa-production-test',
        key: 'role.add',
        params: {},
        reversible: 'yes',
        diffId: 'trust',
      },
      {
        id: 'service-account',
        verb: 'change',
        object: 'ServiceAccount production/test',
        key: 'serviceAccount.annotate',
        params: {},
        reversible: 'yes',
      },
      {
        id: 'workload',
        verb: 'change',
        object: 'Deployment production/test',
        key: 'workload.detach',
        params: {},
        reversible: 'yes',
        diffId: 'deployment',
      },
      {
        id: 'key',
        verb: 'keep',
        object: 'Access key of profile-uploader',
        key: 'key.keep',
        params: {},
        reversible: 'askedLater',
      },
    ],
    warnings: [
      {
        id: 'links',
        key: 'links.shorter',
        params: {},
        message:
          'A link signed by a role ends with the role session at the latest: after 10 to 60 minutes.',
      },
    ],
    checks: [
      {
        id: 'oidc-provider',
        state: 'passed',
        key: 'oidc-provider',
        params: {},
        message: 'The account trusts the cluster',
        evidence: 'iam:GetOpenIDConnectProvider',
      },
      {
        id: 'data-events',
        state: 'warning',
        key: 'data-events',
        params: {},
        message: 'S3 data events are not logged',
        evidence: 'No trail records them',
        fix: 'Preview access before you start.',
      },
    ],
    diffs: [
      {
        id: 'deployment',
        title: 'Deployment production/test',
        group: 'kubernetes',
        before:
          'spec:\n  containers:\n    - name: test\n      image: shishirsub10/test\n      envFrom:\n        - secretRef:\n            name: aws-secrets\n',
        after:
          'spec:\n  containers:\n    - name: test\n      image: shishirsub10/test\n',
      },
      {
        id: 'trust',
        title: 'Trust policy of irsa-production-test',
        group: 'iam',
        before: '',
        after:
          'Statement:\n  Action: sts:AssumeRoleWithWebIdentity\n  Condition:\n    StringEquals:\n      <issuer>:aud: sts.amazonaws.com\n      <issuer>:sub: system:serviceaccount:production:test\n  Effect: Allow\n',
        json: '{"Statement":[{"Effect":"Allow"}]}',
      },
    ],
    target,
    soakDays: 7,
    restarts: 3,
    usualSeconds: 110,
    commands: 'kubectl -n production annotate serviceaccount test …\n',
    ...overrides,
  };
}

const stepKeys = [
  'snapshot',
  'ensure-provider',
  'ensure-policy',
  'ensure-role',
  'prove-role',
  'ensure-service-account',
  'prove-injection',
  'cut-over',
  'roll-out',
  'check-pods',
  'begin-soak',
];

export function migrationFixture(overrides?: Partial<Migration>): Migration {
  return {
    id: 'migration-7',
    planId: 'plan-7',
    planHash: planFixture().hash,
    workload,
    status: 'running',
    steps: stepKeys.map((key, index) => ({
      id: key,
      key,
      state: ['done', 'running', 'waiting'][
        Math.sign(index - 8) + 1
      ] as Migration['steps'][number]['state'],
      reversible: true,
      restartsPods: index >= 7 && index <= 8,
      startedAt: index <= 8 ? at(-60_000 + index * 2000) : undefined,
      finishedAt: index < 8 ? at(-60_000 + index * 2000 + 1100) : undefined,
      usualSeconds: index === 8 ? 75 : undefined,
    })),
    proofs: [
      {
        level: 'L0',
        state: 'proven',
        detail: 'A token of production/test was exchanged; a wrong one refused',
        at: at(-40_000),
      },
      { level: 'L1', state: 'pending', detail: 'New pods are starting' },
    ],
    target,
    pods: { newReady: 2, starting: 1, old: 1, desired: 3 },
    startedBy: 'user:default/guest',
    startedAt: at(-60_000),
    heartbeatAt: at(0),
    lastSeq: 2,
    possible: ['stop', 'rollback'],
    ...overrides,
  };
}

export function soakingFixture(overrides?: Partial<Migration>): Migration {
  const running = migrationFixture();
  return {
    ...running,
    status: 'soaking',
    steps: running.steps.map(step => ({
      ...step,
      state: 'done',
      startedAt: at(-3 * DAY),
      finishedAt: at(-3 * DAY + 2000),
    })),
    pods: undefined,
    soak: {
      startedAt: at(-3 * DAY),
      endsAt: at(4 * DAY + 2 * 60 * MINUTE),
      quiet: false,
      keyState: 'active',
      keyLastUsedAt: at(-2 * DAY),
      keyLastUsedService: 's3',
      keyLastUsedRegion: 'eu-west-1',
      checkedAt: at(-MINUTE),
      uses: [{ at: at(-2 * DAY), service: 's3', region: 'eu-west-1' }],
    },
    secretState: 'present',
    possible: ['rollback', 'extend-soak', 'delete-key'],
    guards: [
      {
        act: 'deactivate-key',
        message: 'The soak has not ended',
        availableAt: at(4 * DAY + 2 * 60 * MINUTE),
      },
    ],
    ...overrides,
  };
}

export function previewFixture(overrides?: Partial<Preview>): Preview {
  const probes = (side: string, denied: boolean) =>
    (['HEAD', 'GET'] as const).map(method => ({
      method,
      outcome: denied && method === 'GET' ? 'denied' : 'allowed',
      status: denied && method === 'GET' ? 403 : 200,
      code: denied && method === 'GET' ? 'AccessDenied' : undefined,
      latencyMs: 41,
      linkId: `${side}-${method}`,
      maskedLink:
        'https://profile-images.s3.example.com/irsa-probe/probe.txt?…',
      expiresAt: at(60_000),
      endsBecause: 'link',
      why:
        denied && method === 'GET'
          ? ['No statement of the role allows s3:GetObject']
          : undefined,
    }));
  return {
    id: 'preview-1',
    workload,
    bucket: 'profile-images',
    key: 'irsa-probe/probe.txt',
    verdict: 'different',
    differences: [
      {
        method: 'GET',
        message: 'GET works with the key and is denied with the role',
        missingAction: 's3:GetObject',
        resource: 'arn:aws:s3:::profile-images/*',
      },
    ],
    sides: [
      {
        identity: 'key',
        state: 'ok',
        arn: 'arn:aws:iam::111122223333:user/profile-uploader',
        keyLast4: 'MPLE',
        probes: probes('key', false),
      },
      {
        identity: 'role',
        state: 'ok',
        arn: 'arn:aws:sts::111122223333:assumed-role/irsa-production-test/probe',
        probes: probes('role', true),
      },
    ] as Preview['sides'],
    vantage: 'portal-backend',
    emulator: 'sandbox',
    createdAt: at(0),
    ...overrides,
  };
}

export function roleFixture(overrides?: Partial<Role>): Role {
  return {
    arn: 'arn:aws:iam::111122223333:role/oidc-role',
    name: 'oidc-role',
    accountId: '111122223333',
    verdict: 'dangerous',
    findings: [
      {
        ruleId: 'sub-missing',
        severity: 'critical',
        statement: 0,
        message: 'Any pod of the cluster may assume the role',
        fix: 'Add a condition on sub that names one ServiceAccount.',
      },
    ],
    subjects: [],
    providers: ['oidc.example.com/id/production'],
    clusters: ['production'],
    lastUsedAt: at(-4 * MINUTE),
    trustPolicyYaml: 'Statement:\n  Effect: Allow\n',
    trustPolicyJson: '{}',
    ...overrides,
  };
}
