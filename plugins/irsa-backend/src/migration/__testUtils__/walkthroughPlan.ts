import { Plan, Workload, WorkloadRef } from 'backstage-plugin-irsa-common';
import { PlanExecution } from '../../plan/types';

export const WORKLOAD: WorkloadRef = {
  cluster: 'eks-prod-eu',
  namespace: 'production',
  kind: 'Deployment',
  name: 'test',
};
export const ACCOUNT = '111122223333';
/** The user whose key the workload has. */
export const USER = 'profile-images-reader';
const ROLE = 'irsa-production-test-0a1b2c3d';

/** What the plan of the walk-through's workload carries out. */
export function walkthroughExecution(
  issuer: string,
  key: PlanExecution['key'],
  soakMs: number,
): PlanExecution {
  const host = issuer.replace('https://', '');
  const providerArn = `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`;
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/irsa/${ROLE}`;
  return {
    workload: WORKLOAD,
    apiVersion: 'apps/v1',
    accountId: ACCOUNT,
    partition: 'aws',
    region: 'eu-west-1',
    provider: {
      action: 'create',
      arn: providerArn,
      url: issuer,
      audience: 'sts.amazonaws.com',
    },
    policy: {
      arn: `arn:aws:iam::${ACCOUNT}:policy/irsa/${ROLE}`,
      name: ROLE,
      path: '/irsa/',
      document: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: 'arn:aws:s3:::profile-images',
          },
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::profile-images/*',
          },
        ],
      }),
    },
    role: {
      arn: roleArn,
      name: ROLE,
      path: '/irsa/',
      boundaryArn: `arn:aws:iam::${ACCOUNT}:policy/IrsaBoundary`,
      maxSessionDuration: 3600,
      trustDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: providerArn },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                [`${host}:aud`]: 'sts.amazonaws.com',
                [`${host}:sub`]: 'system:serviceaccount:production:test',
              },
            },
          },
        ],
      }),
    },
    tags: {
      'managed-by': 'backstage-irsa',
      workload: 'eks-prod-eu/production/Deployment/test',
      plan: 'plan-1',
    },
    serviceAccount: {
      action: 'annotate',
      name: 'test',
      annotations: { 'eks.amazonaws.com/role-arn': roleArn },
      previous: {},
    },
    detach: {
      removed: [
        {
          list: 'envFrom',
          container: 'test',
          containerType: 'container',
          index: 0,
          element: { secretRef: { name: 'aws-secrets' } },
        },
      ],
      added: [],
    },
    key,
    secrets: [{ name: 'aws-secrets', onlyAwsKeys: true }],
    preImages: [],
    soakMs,
  };
}

/** The plan that a person has seen, for this execution. */
export function walkthroughPlan(
  id: string,
  execution: PlanExecution,
  now: number,
): Plan {
  return {
    id,
    hash: 'hash',
    workload: WORKLOAD,
    ownerRef: 'group:default/media',
    status: 'ready',
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 900_000).toISOString(),
    createdBy: 'user:default/guest',
    sentences: [],
    checks: [
      {
        id: 'links-shorter',
        state: 'warning',
        key: 'k',
        params: {},
        evidence: 'e',
      },
    ],
    diffs: [],
    warnings: [],
    soakDays: 7,
    target: {
      accountId: ACCOUNT,
      roleName: ROLE,
      roleArn: execution.role.arn,
      providerUrl: execution.provider.url,
      audience: execution.provider.audience,
      subject: 'system:serviceaccount:production:test',
      serviceAccountName: 'test',
      keyLast4: execution.key?.last4,
    },
  };
}

/** The workload as the list shows it before its migration. */
export function walkthroughWorkload(
  execution: PlanExecution,
  now: number,
): Workload {
  const { key } = execution;
  return {
    id: 'eks-prod-eu/production/Deployment/test',
    ...WORKLOAD,
    status: 'static',
    references: [],
    keys: [
      {
        last4: key!.last4,
        fingerprint: key!.fingerprint,
        state: 'active',
        accountId: ACCOUNT,
        userName: key!.userName,
      },
    ],
    serviceAccount: { name: 'test', isDefault: false, sharedWith: [] },
    health: { desired: 2, ready: 2, state: 'healthy' },
    manager: { kind: 'kubectl', livePatchAllowed: true, evidence: 'e' },
    readLevel: 2,
    asOf: new Date(now).toISOString(),
  };
}
