import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { World } from '../World';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const AUDIENCE = 'sts.amazonaws.com';

/** What the calls of a test need: clients, names of its own, and things made through the API. */
export class TestAccount {
  readonly suffix = Math.random().toString(36).slice(2, 10);
  readonly iam: IAMClient;

  constructor(readonly world: World) {
    this.iam = new IAMClient(this.as());
  }

  /** Settings of a client: the administrator, or whose credentials are given. One attempt, so that refusals show. */
  as(credentials?: Credentials) {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.world.aws;
    return {
      endpoint,
      region,
      maxAttempts: 1,
      credentials: credentials ?? { accessKeyId, secretAccessKey },
    };
  }

  s3(credentials?: Credentials, offset = 0): S3Client {
    return new S3Client({
      ...this.as(credentials),
      forcePathStyle: true,
      systemClockOffset: offset,
    });
  }

  sts(credentials?: Credentials): STSClient {
    return new STSClient(this.as(credentials));
  }

  name(what: string): string {
    return `${what}-${this.suffix}`;
  }

  /** A bucket with the object `a.txt`. @returns its name */
  async bucket(): Promise<string> {
    const Bucket = this.name('bucket');
    await this.s3().send(new CreateBucketCommand({ Bucket }));
    await this.s3().send(
      new PutObjectCommand({ Bucket, Key: 'a.txt', Body: 'content' }),
    );
    return Bucket;
  }

  /** A user who may read objects of the bucket, with one key. */
  async reader(bucket: string): Promise<Credentials & { userName: string }> {
    const UserName = this.name('reader');
    await this.iam.send(new CreateUserCommand({ UserName }));
    const { Policy } = await this.iam.send(
      new CreatePolicyCommand({
        PolicyName: this.name('read'),
        PolicyDocument: readPolicy(bucket),
      }),
    );
    await this.iam.send(
      new AttachUserPolicyCommand({ UserName, PolicyArn: Policy!.Arn }),
    );
    const { AccessKey } = await this.iam.send(
      new CreateAccessKeyCommand({ UserName }),
    );
    return {
      userName: UserName,
      accessKeyId: AccessKey!.AccessKeyId!,
      secretAccessKey: AccessKey!.SecretAccessKey!,
    };
  }

  /** The cluster's issuer as IAM names it. */
  get issuer(): string {
    return this.world.kubernetes.issuer.replace(/^https:\/\//, '');
  }

  /** Registers the cluster's issuer, if it is not yet. @returns the provider's ARN */
  async provider(): Promise<string> {
    await this.iam
      .send(
        new CreateOpenIDConnectProviderCommand({
          Url: this.world.kubernetes.issuer,
          ClientIDList: [AUDIENCE],
          ThumbprintList: ['0'.repeat(40)],
        }),
      )
      .catch(error => {
        if (!error.name.startsWith('EntityAlreadyExists')) throw error;
      });
    return `arn:aws:iam::${this.world.aws.accountId}:oidc-provider/${this.issuer}`;
  }

  /**
   * A role that the ServiceAccount `default/default` may take, and that may read objects of `bucket`.
   *
   * @param condition - in place of the exact conditions on audience and subject
   * @param more - further statements of the trust policy
   */
  async role(
    bucket?: string,
    condition?: object,
    more: object[] = [],
  ): Promise<string> {
    const Federated = await this.provider();
    const RoleName = this.name('role');
    const { Role } = await this.iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Federated },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: condition ?? {
                StringEquals: {
                  [`${this.issuer}:aud`]: AUDIENCE,
                  [`${this.issuer}:sub`]:
                    'system:serviceaccount:default:default',
                },
              },
            },
            ...more,
          ],
        }),
      }),
    );
    if (bucket) {
      await this.iam.send(
        new PutRolePolicyCommand({
          RoleName,
          PolicyName: 'read',
          PolicyDocument: readPolicy(bucket),
        }),
      );
    }
    return Role!.Arn!;
  }

  /** A real token of `default/default`, signed by the cluster. */
  async token(audience: string = AUDIENCE): Promise<string> {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(this.world.kubernetes.kubeconfig);
    const { status } = await kubeConfig
      .makeApiClient(CoreV1Api)
      .createNamespacedServiceAccountToken({
        namespace: 'default',
        name: 'default',
        body: {
          spec: { audiences: [audience], expirationSeconds: 600 },
        } as never,
      });
    return status!.token!;
  }
}

function readPolicy(bucket: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${bucket}/*`,
      },
    ],
  });
}

/** `ok`, or `CODE/STATUS` of the refusal, the code as the service wrote it. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const { name, Code, $metadata } = error as Error & {
      Code?: string;
      $metadata?: { httpStatusCode?: number };
    };
    if (!$metadata) throw error;
    return `${Code ?? name}/${$metadata.httpStatusCode}`;
  }
}

/** The same for a link opened without any client. */
export async function fetched(url: string, method = 'GET'): Promise<string> {
  const response = await fetch(url, { method });
  const text = await response.text();
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
  return response.ok ? 'ok' : `${code}/${response.status}`;
}
