import { Sha256 } from '@aws-crypto/sha256-js';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  HeadBucketCommand,
  HeadObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DescribeSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsClients, ClientSettings, USER_AGENT } from './AwsClients';
import { awsDomain } from '../shared/awsDomain';

/** Two calls one after the other end within the time in which a last use counts as the portal's own (`isOwnUse`). */
const TIMEOUT_MS = 10_000;

/** The calls, by the rights that they need; HEAD of a bucket needs the one to list it. */
const ACTIONS = [
  'sts:GetCallerIdentity',
  's3:ListBucket',
  's3:GetObject',
  'sqs:GetQueueAttributes',
  'sns:GetTopicAttributes',
  'kms:DescribeKey',
  'secretsmanager:DescribeSecret',
  'dynamodb:DescribeTable',
] as const;

/** The services that they reach, as IAM names them for the last use of a key. */
export const CALLED_SERVICES: readonly string[] = [
  ...new Set(ACTIONS.map(action => action.split(':')[0])),
];

/** A call that changes nothing, and of whose answer only is kept whether there was one. */
export interface HarmlessCall {
  action: (typeof ACTIONS)[number];
  /** ARN without wildcards; `*` for STS. */
  resource: string;
  region: string;
}

/** Sends the call with these credentials, and drops what is answered. Throws what the SDK throws. */
export async function sendHarmlessCall(
  clients: AwsClients,
  { action, resource, region }: HarmlessCall,
  credentials: AwsCredentialIdentity,
): Promise<void> {
  const settings = clients.settings(credentials, region);
  const [, , , , accountId, ...rest] = resource.split(':');
  const name = rest.join(':');
  switch (action) {
    case 'sts:GetCallerIdentity':
      return drop(clients.sts({ region, credentials }), client =>
        client.send(new GetCallerIdentityCommand({}), within()),
      );
    case 's3:ListBucket':
      return drop(clients.s3({ region, credentials }), client =>
        client.send(new HeadBucketCommand({ Bucket: name }), within()),
      );
    case 's3:GetObject':
      return drop(clients.s3({ region, credentials }), client =>
        headObject(client, name),
      );
    case 'sqs:GetQueueAttributes':
      return drop(
        // Else the SDK sends to the host in the URL of the queue, past `irsa.aws.endpoint`.
        new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
        client =>
          client.send(
            new GetQueueAttributesCommand({
              QueueUrl: `https://sqs.${region}.${awsDomain(
                region,
              )}/${accountId}/${name}`,
              AttributeNames: ['QueueArn'],
            }),
            within(),
          ),
      );
    case 'sns:GetTopicAttributes':
      return drop(new SNSClient(settings), client =>
        client.send(
          new GetTopicAttributesCommand({ TopicArn: resource }),
          within(),
        ),
      );
    case 'kms:DescribeKey':
      return drop(new KMSClient(settings), client =>
        client.send(new DescribeKeyCommand({ KeyId: resource }), within()),
      );
    case 'secretsmanager:DescribeSecret':
      return drop(new SecretsManagerClient(settings), client =>
        client.send(
          new DescribeSecretCommand({ SecretId: resource }),
          within(),
        ),
      );
    default:
      return describeTable(settings, name.replace(/^table\//, ''));
  }
}

function within(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(TIMEOUT_MS) };
}

async function drop<C extends { destroy(): void }>(
  client: C,
  ask: (client: C) => Promise<unknown>,
): Promise<void> {
  try {
    await ask(client);
  } finally {
    client.destroy();
  }
}

function headObject(client: S3Client, name: string): Promise<unknown> {
  const slash = name.indexOf('/');
  return client.send(
    new HeadObjectCommand({
      Bucket: name.slice(0, slash),
      Key: name.slice(slash + 1),
    }),
    within(),
  );
}

/** Signed here, as one call is no reason for a whole client. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
async function describeTable(
  { credentials, endpoint, region }: ClientSettings,
  TableName: string,
): Promise<void> {
  const url = new URL(
    endpoint ?? `https://dynamodb.${region}.${awsDomain(region)}/`,
  );
  const body = JSON.stringify({ TableName });
  const signer = new SignatureV4({
    service: 'dynamodb',
    region,
    credentials,
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: {
      host: url.host,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.DescribeTable',
    },
    body,
  });
  const response = await fetch(url, {
    method: 'POST',
    // Not signed: proxies may change it.
    headers: { ...headers, 'user-agent': USER_AGENT },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.ok) {
    await response.body?.cancel();
    return;
  }
  const { __type = '' } = (await response.json().catch(() => ({}))) as {
    __type?: string;
  };
  throw Object.assign(new Error('DynamoDB refused the call.'), {
    name: __type.split('#').pop() || 'Unknown',
    $metadata: { httpStatusCode: response.status },
  });
}
