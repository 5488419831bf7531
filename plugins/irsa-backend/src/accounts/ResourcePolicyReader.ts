import { GetBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { ECRClient, GetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import { GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AwsClients, ClientSettings } from './AwsClients';
import { Grantees, readKeyGrants } from './readKeyGrants';
import { awsDomain } from '../shared/awsDomain';

/** An ARN in its parts. */
interface Resource {
  arn: string;
  region: string;
  accountId: string;
  /** What follows the account, such as `repository/app`. */
  rest: string;
}

/** The right that reads the policy of a resource, by the service in its ARN. */
export const POLICY_RIGHTS: Record<string, string> = {
  ecr: 'ecr:GetRepositoryPolicy',
  kms: 'kms:GetKeyPolicy',
  s3: 's3:GetBucketPolicy',
  secretsmanager: 'secretsmanager:GetResourcePolicy',
  sns: 'sns:GetTopicAttributes',
  sqs: 'sqs:GetQueueAttributes',
};

/** Errors that say that a resource is there and has no policy. */
const NONE = ['NoSuchBucketPolicy', 'RepositoryPolicyNotFoundException'];

type Read = (
  resource: Resource,
  settings: ClientSettings,
) => Promise<string | undefined>;

const READS: Record<string, Read> = {
  async ecr({ accountId: registryId, rest }, settings) {
    const repositoryName = rest.replace(/^repository\//, '');
    const { policyText } = await using(new ECRClient(settings), client =>
      client.send(
        new GetRepositoryPolicyCommand({ registryId, repositoryName }),
      ),
    );
    return policyText;
  },
  async kms({ arn: KeyId }, settings) {
    const { Policy } = await using(new KMSClient(settings), client =>
      client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })),
    );
    return Policy;
  },
  async secretsmanager({ arn: SecretId }, settings) {
    const { ResourcePolicy } = await using(
      new SecretsManagerClient(settings),
      client => client.send(new GetResourcePolicyCommand({ SecretId })),
    );
    return ResourcePolicy;
  },
  async sns({ arn: TopicArn }, settings) {
    const { Attributes } = await using(new SNSClient(settings), client =>
      client.send(new GetTopicAttributesCommand({ TopicArn })),
    );
    return Attributes?.Policy;
  },
  async sqs({ region, accountId, rest }, settings) {
    const { Attributes } = await using(
      // Else the SDK sends to the host in the URL of the queue, past `irsa.aws.endpoint`.
      new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
      client =>
        client.send(
          new GetQueueAttributesCommand({
            QueueUrl: `https://sqs.${region}.${awsDomain(
              region,
            )}/${accountId}/${rest}`,
            AttributeNames: ['Policy'],
          }),
        ),
    );
    return Attributes?.Policy;
  },
};

/** Closes the client's connections afterwards: a plan asks few questions, and rarely. */
async function using<C extends { destroy(): void }, T>(
  client: C,
  ask: (client: C) => Promise<T>,
): Promise<T> {
  try {
    return await ask(client);
  } finally {
    client.destroy();
  }
}

/** Reads the policies of resources, and the grants of keys. */
export class ResourcePolicyReader {
  private readonly reads: Record<string, Read>;

  constructor(
    private readonly options: {
      clients: AwsClients;
      credentials: Parameters<AwsClients['settings']>[0];
      s3: S3Client;
    },
  ) {
    this.reads = {
      ...READS,
      s3: async ({ rest }) => {
        const Bucket = rest.split('/')[0];
        const { Policy } = await options.s3.send(
          new GetBucketPolicyCommand({ Bucket }),
        );
        return Policy;
      },
    };
  }

  /** See `readKeyGrants`. */
  async keyGrants(keyArn: string, grantees: Grantees): Promise<string[]> {
    const { clients, credentials } = this.options;
    const settings = clients.settings(credentials, keyArn.split(':')[3]);
    return using(new KMSClient(settings), client =>
      readKeyGrants(client, keyArn, grantees),
    );
  }

  /** The text of a policy; undefined when there is none. Throws what the SDK throws. */
  async read(arn: string): Promise<string | undefined> {
    const [, , service, region, accountId, ...rest] = arn.split(':');
    if (!Object.hasOwn(this.reads, service)) {
      throw new Error(`Policies of ${service} cannot be read.`);
    }
    const { clients, credentials } = this.options;
    try {
      return await this.reads[service](
        { arn, region, accountId, rest: rest.join(':') },
        clients.settings(credentials, region),
      );
    } catch (error) {
      if (NONE.includes((error as Error).name)) {
        return undefined;
      }
      throw error;
    }
  }
}
