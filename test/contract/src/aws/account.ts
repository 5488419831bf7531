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
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EKSClient } from '@aws-sdk/client-eks';
import {
  AssumeRoleWithWebIdentityCommand,
  AssumeRoleWithWebIdentityCommandInput,
  STSClient,
} from '@aws-sdk/client-sts';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { World } from '../World';
import { readPolicy } from './documents';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export const AUDIENCE = 'sts.amazonaws.com';

/** What the calls of a test need: clients, names of its own, and helpers that create entities. */
export class TestAccount {
  readonly suffix = Math.random().toString(36).slice(2, 10);
  readonly iam: IAMClient;

  constructor(readonly world: World) {
    this.iam = new IAMClient(this.as());
  }

  /**
   * Settings of a client: for the administrator, or for the given credentials. It makes one attempt only, so that
   * errors are visible.
   */
  as(credentials?: Credentials) {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.world.aws;
    return {
      endpoint,
      region,
      maxAttempts: 1,
      credentials: credentials ?? { accessKeyId, secretAccessKey },
    };
  }

  /** @param offset - milliseconds that its clock is ahead */
  s3(
    credentials?: Credentials,
    offset = 0,
    checksum: 'WHEN_REQUIRED' | 'WHEN_SUPPORTED' = 'WHEN_SUPPORTED',
  ): S3Client {
    return new S3Client({
      ...this.as(credentials),
      forcePathStyle: true,
      systemClockOffset: offset,
      requestChecksumCalculation: checksum,
    });
  }

  sts(credentials?: Credentials, offset = 0): STSClient {
    return new STSClient({
      ...this.as(credentials),
      systemClockOffset: offset,
    });
  }

  /** A client of IAM for somebody other than the administrator. */
  iamAs(credentials: Credentials): IAMClient {
    return new IAMClient(this.as(credentials));
  }

  eks(credentials?: Credentials): EKSClient {
    return new EKSClient(this.as(credentials));
  }

  cloudTrail(credentials?: Credentials, region?: string): CloudTrailClient {
    return new CloudTrailClient({
      ...this.as(credentials),
      ...(region && { region }),
    });
  }

  arn(resource: string): string {
    return `arn:aws:iam::${this.world.aws.accountId}:${resource}`;
  }

  name(what: string): string {
    return `${what}-${this.suffix}`;
  }

  /** Makes a bucket with the object `a.txt`. @returns its name */
  async bucket(): Promise<string> {
    const Bucket = this.name('bucket');
    await this.s3().send(new CreateBucketCommand({ Bucket }));
    await this.s3().send(
      new PutObjectCommand({ Bucket, Key: 'a.txt', Body: 'content' }),
    );
    return Bucket;
  }

  /** Makes a user with one key who may read objects of the bucket. */
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

  /** The cluster's issuer, without `https://` as in IAM. */
  get issuer(): string {
    return this.world.kubernetes.issuer.replace(/^https:\/\//, '');
  }

  /** Registers the cluster's issuer, unless it is registered. @returns the provider's ARN */
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
        if (!error.name.startsWith('EntityAlreadyExists')) {
          throw error;
        }
      });
    return this.arn(`oidc-provider/${this.issuer}`);
  }

  /**
   * Makes a role that the ServiceAccount `default/default` may assume and that may read objects of `bucket`.
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

  exchange(
    RoleArn: string,
    WebIdentityToken: string,
    more: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
  ) {
    return this.sts().send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn,
        RoleSessionName: 'contract',
        WebIdentityToken,
        ...more,
      }),
    );
  }

  /** Gets credentials of the role with a real token. */
  async session(
    roleArn: string,
    more: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
  ): Promise<Credentials> {
    const { Credentials: made } = await this.exchange(
      roleArn,
      await this.token(),
      more,
    );
    return {
      accessKeyId: made!.AccessKeyId!,
      secretAccessKey: made!.SecretAccessKey!,
      sessionToken: made!.SessionToken!,
    };
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

/** For `contract`: opens the account as the administrator. */
export async function openAccount(world: World): Promise<TestAccount> {
  return new TestAccount(world);
}

/** An account, a bucket of it with `a.txt`, and a user who may read that bucket. */
export interface Reader {
  account: TestAccount;
  bucket: string;
  reader: Credentials & { userName: string };
}

export async function openReader(world: World): Promise<Reader> {
  const account = new TestAccount(world);
  const bucket = await account.bucket();
  return { account, bucket, reader: await account.reader(bucket) };
}
