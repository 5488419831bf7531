import { Migration, Plan } from 'backstage-plugin-irsa-common';
import { at, DAY, MINUTE } from './time';
import { WORKLOAD as workload } from './workloadFixtures';

/** Data in the shape of the REST contract, for tests and the development app. */

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
