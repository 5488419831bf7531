import {
  Preview,
  PreviewLink,
  Role,
  RoleReview,
  SignOff,
  UsedServices,
} from 'backstage-plugin-irsa-common';
import { at, MINUTE } from './time';
import { WORKLOAD as workload } from './workloadFixtures';

/** Data in the shape of the REST contract, for tests and the development app. */

export function previewLinkFixture(
  overrides?: Partial<PreviewLink>,
): PreviewLink {
  return {
    id: 'key-GET',
    previewId: 'preview-1',
    at: at(-MINUTE),
    by: 'user:default/guest',
    workloadId: 'production/production/Deployment/test',
    bucket: 'profile-images',
    key: 'irsa-probe/probe.txt',
    method: 'GET',
    identity: 'role',
    endsAt: at(MINUTE),
    uses: [{ at: at(-1000), by: 'user:default/guest', purpose: 'qr' }],
    ...overrides,
  };
}

export function usedServicesFixture(
  overrides?: Partial<UsedServices>,
): UsedServices {
  return {
    user: 'user profile-images-reader',
    role: 'role irsa-production-test',
    asOf: at(-MINUTE),
    limits: 'AWS counts all keys and sessions of the user together.',
    used: [
      {
        service: 's3',
        title: 'Amazon S3',
        lastUsedAt: at(-MINUTE),
        region: 'eu-west-1',
        actions: [],
        verdict: 'same',
        missing: [],
      },
    ],
    unused: [],
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

export function roleReviewFixture(overrides?: Partial<RoleReview>): RoleReview {
  return {
    state: 'never',
    policyHash: 'a'.repeat(64),
    accepted: [],
    history: [],
    ...overrides,
  };
}

export function signOffFixture(overrides?: Partial<SignOff>): SignOff {
  return {
    id: 's-1',
    policyHash: 'a'.repeat(64),
    comment: 'Only the vendor has this.',
    findings: [],
    signedBy: 'user:default/anna',
    signedAt: at(-60 * MINUTE),
    endsAt: at(90 * 24 * 60 * MINUTE),
    state: 'signed',
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
        evidence: [{ start: 19, end: 36 }],
      },
    ],
    reach: 'open',
    ways: [
      {
        kind: 'token',
        principal:
          'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/production',
        reach: 'open',
        subjects: [],
        patterns: [{ matches: [], except: [] }],
        isConditional: false,
        clusters: ['production'],
        admitsNow: ['shop/cart', 'shop/orders'],
      },
    ],
    subjects: [],
    providers: [
      'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/production',
    ],
    clusters: ['production'],
    lastUsedAt: at(-4 * MINUTE),
    trustPolicyYaml: 'Statement:\n  Effect: Allow\n',
    policyHash: 'a'.repeat(64),
    trustPolicyJson: '{"Statement": [{\n  "Effect": "Allow"\n}]}',
    ...overrides,
  };
}
