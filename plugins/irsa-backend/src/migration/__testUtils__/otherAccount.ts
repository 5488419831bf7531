import { ConfigReader } from '@backstage/config';
import { PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { portalAccountDocument } from '@internal/sandbox';
import { DefaultAccountRegistry } from '../../accounts/DefaultAccountRegistry';
import { AccountRegistry } from '../../accounts/types';
import { firstPolicyOf, targetTrustOf } from '../../plan/policy/identityNames';
import { PlanExecution } from '../../plan/types';
import { byPodIdentity } from './podIdentityPlan';
import { ACCOUNT, USER, WORKLOAD } from './walkthroughPlan';
import { WalkthroughWorld } from './walkthroughWorld';

/** The account of the workload's user and role; the cluster is in `ACCOUNT`. */
export const OTHER_ACCOUNT = '444455556666';

const BUCKET = 'arn:aws:s3:::profile-images';

/**
 * Moves the workload's user into another account than the cluster's, with a new key that the Secret has from now on, and lets the world's
 * plan give a role of that account by EKS Pod Identity. Returns the portal's accounts.
 */
export async function intoOtherAccount(
  world: WalkthroughWorld,
): Promise<AccountRegistry> {
  const { sandbox } = world;
  const portal = portalAccountDocument(OTHER_ACCOUNT);
  const { accessKey } = portalAccountDocument(OTHER_ACCOUNT);
  sandbox.aws.createAccount({ id: OTHER_ACCOUNT }).import({
    policies: portal.document.policies,
    users: [
      ...(portal.document.users ?? []),
      {
        name: USER,
        accessKeys: [accessKey],
        inlinePolicies: { read: JSON.parse(world.execution.policy.document) },
      },
    ],
  });
  await shareBucket(world);
  await sandbox.cluster(WORKLOAD.cluster).apply([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'aws-secrets', namespace: WORKLOAD.namespace },
      type: 'Opaque',
      stringData: {
        AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
        AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey,
      },
    },
  ]);
  const accounts = DefaultAccountRegistry.create({
    config: world.config,
    rootConfig: new ConfigReader({
      aws: {
        accounts: [
          { accountId: ACCOUNT, ...sandbox.accounts[0].portalAccessKey },
          { accountId: OTHER_ACCOUNT, ...portal.accessKey },
        ],
      },
    }),
    logger: world.logger,
    attempts: 2,
  });
  const { users } = await accounts.get(OTHER_ACCOUNT).snapshot({ maxAgeMs: 0 });
  const [key] = users.find(({ name }) => name === USER)!.keys;
  Object.assign(world.execution, byTargetRole(world.execution), {
    key: {
      fingerprint: key.fingerprint,
      last4: key.last4,
      userName: USER,
    },
  });
  return accounts;
}

/** What is different in a plan whose role is in the other account. */
function byTargetRole(execution: PlanExecution): Partial<PlanExecution> {
  const { podIdentity, role: first, ...rest } = byPodIdentity(execution);
  const { clusterArn = '' } = podIdentity ?? {};
  const elsewhere = (arn: string) => arn.replace(ACCOUNT, OTHER_ACCOUNT);
  const name = 'irsa-pods-production-test-0a1b2c3d';
  const named = (arn: string) => arn.replace(execution.role.name, name);
  const firstRole = { ...first, name, arn: named(first.arn) };
  const roleArn = elsewhere(execution.role.arn);
  return {
    ...rest,
    accountId: OTHER_ACCOUNT,
    policy: { ...execution.policy, arn: elsewhere(execution.policy.arn) },
    role: {
      ...execution.role,
      arn: roleArn,
      boundaryArn: elsewhere(execution.role.boundaryArn ?? ''),
      trustDocument: targetTrustOf({
        firstRoleArn: firstRole.arn,
        clusterArn,
        issuer: execution.provider.url,
        namespace: WORKLOAD.namespace,
        serviceAccount: execution.serviceAccount.name,
      }),
    },
    podIdentity: {
      ...podIdentity!,
      first: {
        accountId: ACCOUNT,
        role: firstRole,
        policy: {
          name,
          path: execution.policy.path,
          arn: named(execution.policy.arn),
          document: firstPolicyOf(roleArn),
        },
      },
    },
  };
}

async function shareBucket({ sandbox }: WalkthroughWorld): Promise<void> {
  const [{ endpoint, rootAccessKeyId, rootSecretAccessKey }] = sandbox.accounts;
  const s3 = new S3Client({
    endpoint,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: {
      accessKeyId: rootAccessKeyId,
      secretAccessKey: rootSecretAccessKey,
    },
  });
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: 'profile-images',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
            Action: 's3:*',
            Resource: [BUCKET, `${BUCKET}/*`],
          },
        ],
      }),
    }),
  );
  s3.destroy();
}
