import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Outside } from './Outside';
import { Team } from './Team';

const DEPLOYMENT = 'test';
const SECRET = 'aws-secrets';

/** The object that the workload reads. */
export const OBJECT_KEY = 'alice.png';

/**
 * Makes a team with its own namespace, user, key and bucket, so that tests do not collide in the shared lab. Waits
 * until its Pods are ready.
 *
 * @param spec - further fields of the Deployment's spec, for example `minReadySeconds`
 */
export async function makeTeam(
  outside: Outside,
  spec: Record<string, unknown> = {},
): Promise<Team> {
  const team = await makeIdleTeam(outside);
  await outside.apply(Object.values(objectsOf(team, spec)));
  await outside.kubectl(
    ...['rollout', 'status', `deployment/${DEPLOYMENT}`],
    ...['-n', team.namespace, '--timeout=60s'],
  );
  return team;
}

/** A team whose namespace is empty: something else makes its objects. */
export async function makeIdleTeam(outside: Outside): Promise<Team> {
  const suffix = Math.random().toString(36).slice(2, 8);
  const namespace = `production-${suffix}`;
  const bucket = `profile-images-${suffix}`;
  const userName = `profile-images-reader-${suffix}`;

  const s3 = new S3Client({ ...outside.aws, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: OBJECT_KEY,
      Body: 'a picture',
    }),
  );
  const key = await makeUser(new IAMClient(outside.aws), userName, bucket);
  await outside.apply([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  ]);
  return { namespace, bucket, userName, ...key };
}

/** The manifests of a team, in the order in which they are applied. @param spec - further fields of the Deployment's spec */
export function objectsOf(
  { namespace, accessKeyId, secretAccessKey }: Team,
  spec: Record<string, unknown> = {},
) {
  return {
    serviceAccount: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: DEPLOYMENT, namespace },
    },
    secret: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: SECRET, namespace },
      stringData: {
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
      },
    },
    deployment: deployment(namespace, spec),
  };
}

async function makeUser(iam: IAMClient, userName: string, bucket: string) {
  await iam.send(new CreateUserCommand({ UserName: userName }));
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: `${userName}-policy`,
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: `arn:aws:s3:::${bucket}`,
          },
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${bucket}/*`,
          },
        ],
      }),
    }),
  );
  await iam.send(
    new AttachUserPolicyCommand({
      UserName: userName,
      PolicyArn: Policy!.Arn,
    }),
  );
  const { AccessKey } = await iam.send(
    new CreateAccessKeyCommand({ UserName: userName }),
  );
  return {
    accessKeyId: AccessKey!.AccessKeyId!,
    secretAccessKey: AccessKey!.SecretAccessKey!,
  };
}

function deployment(namespace: string, more: Record<string, unknown>) {
  const labels = { app: DEPLOYMENT };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: DEPLOYMENT, namespace, labels },
    spec: {
      replicas: 2,
      progressDeadlineSeconds: 30,
      ...more,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: DEPLOYMENT,
          containers: [
            {
              name: DEPLOYMENT,
              image: 'registry.example/profile-images:1',
              envFrom: [{ secretRef: { name: SECRET } }],
            },
          ],
        },
      },
    },
  };
}
