import { authorise } from '../access/authorise';
import { AwsError } from '../AwsError';
import { Account } from '../model/Account';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { SignedCall } from '../SignedCall';
import { World } from '../World';

type Json = Record<string, unknown>;

type Held = NonNullable<ReturnType<Account['resources']['get']>>;

interface PolicyCall {
  action: string;
  /** The ARN that the request names, without its partition, region and account. */
  resource(input: Json): string;
  answer(policy: string | undefined, held: Held, input: Json): Json;
  /** Error of a resource that is not there. */
  missing: string;
}

const text = (value: unknown) => String(value ?? '');
/** What follows the account in an ARN, or the whole of a name. */
const last = (value: unknown) => text(value).split(':').slice(5).join(':');

/** The calls of each service that read a policy or the grants of a key, or describe a resource. Sources: API references of the services. */
const CALLS: Record<string, PolicyCall[]> = {
  sqs: [
    {
      action: 'GetQueueAttributes',
      resource: ({ QueueUrl }) => text(QueueUrl).split('/').pop() ?? '',
      answer: policy => ({ Attributes: policy ? { Policy: policy } : {} }),
      missing: 'AWS.SimpleQueueService.NonExistentQueue',
    },
  ],
  sns: [
    {
      action: 'GetTopicAttributes',
      resource: ({ TopicArn }) => last(TopicArn),
      answer: policy => ({ Attributes: policy ? { Policy: policy } : {} }),
      missing: 'NotFound',
    },
  ],
  kms: [
    {
      action: 'GetKeyPolicy',
      resource: ({ KeyId }) => last(KeyId),
      answer: Policy => ({ Policy, PolicyName: 'default' }),
      missing: 'NotFoundException',
    },
    {
      action: 'ListGrants',
      resource: ({ KeyId }) => last(KeyId),
      answer: (_, { grants = [] }, { GranteePrincipal }) => ({
        Grants: grants
          .filter(({ grantee }) => grantee === (GranteePrincipal ?? grantee))
          .map(({ grantee, operations }, at) => ({
            GrantId: `grant-${at}`,
            GranteePrincipal: grantee,
            Operations: operations,
          })),
        Truncated: false,
      }),
      missing: 'NotFoundException',
    },
    {
      action: 'DescribeKey',
      resource: ({ KeyId }) => last(KeyId),
      answer: () => ({ KeyMetadata: { KeyState: 'Enabled' } }),
      missing: 'NotFoundException',
    },
  ],
  secretsmanager: [
    {
      action: 'GetResourcePolicy',
      resource: ({ SecretId }) => last(SecretId),
      answer: ResourcePolicy => ({ ResourcePolicy }),
      missing: 'ResourceNotFoundException',
    },
    {
      action: 'DescribeSecret',
      resource: ({ SecretId }) => last(SecretId),
      answer: () => ({ RotationEnabled: false }),
      missing: 'ResourceNotFoundException',
    },
  ],
  dynamodb: [
    {
      action: 'DescribeTable',
      resource: ({ TableName }) => `table/${text(TableName)}`,
      answer: () => ({ Table: { TableStatus: 'ACTIVE' } }),
      missing: 'ResourceNotFoundException',
    },
  ],
  ecr: [
    {
      action: 'GetRepositoryPolicy',
      resource: ({ repositoryName }) => `repository/${text(repositoryName)}`,
      answer: policyText => ({ policyText }),
      missing: 'RepositoryNotFoundException',
    },
  ],
};

/** Whether the sandbox answers this call with the policy of a resource. */
export function holdsResources(service: string, action: string): boolean {
  return callOf(service, action) !== undefined;
}

function callOf(service: string, name: string): PolicyCall | undefined {
  return CALLS[service]?.find(({ action }) => action === name);
}

/** @throws AccessDeniedException 400 as the JSON services say it; the service's own code for what is not there */
export function readResourcePolicy(
  world: World,
  call: SignedCall,
  service: string,
  action: string,
  input: Json = JSON.parse(call.request.body.toString() || '{}'),
): Json {
  const { caller, request, region } = call;
  const asked = callOf(service, action)!;
  const named = asked.resource(input);
  const prefix = `arn:aws:${service}:${region}:${caller.account.id}:`;
  const arn = `${prefix}${named}`;
  try {
    authorise({
      caller,
      request,
      region,
      now: world.now(),
      action: `${service}:${action}`,
      resource: arn,
    });
  } catch (error) {
    throw new AwsError(
      service === 'sns' ? 'AuthorizationError' : 'AccessDeniedException',
      service === 'sns' ? 403 : 400,
      (error as Error).message,
    );
  }
  const found =
    caller.account.resources.get(arn) ??
    (service === 'secretsmanager'
      ? secretByName(caller.account.resources, arn)
      : undefined);
  if (!found) {
    throw new AwsError(asked.missing, 400, `${named} does not exist.`);
  }
  if (service === 'ecr' && !found.policy) {
    throw new AwsError(
      'RepositoryPolicyNotFoundException',
      400,
      'Repository policy does not exist.',
    );
  }
  return asked.answer(found.policy?.text, found, input);
}

/** An ARN without the six characters that Secrets Manager adds is taken too. */
function secretByName<T>(
  resources: Map<string, T>,
  arn: string,
): T | undefined {
  return [...resources].find(
    ([key]) => key.slice(0, -7) === arn && /-\w{6}$/.test(key),
  )?.[1];
}

/** SNS speaks the query protocol. */
export function handleSns(
  world: World,
  call: SignedCall,
  action: string,
  parameters: QueryParameters,
): { [name: string]: XmlValue } {
  if (!holdsResources('sns', action)) {
    throw new AwsError(
      'InvalidAction',
      400,
      `The sandbox does not have SNS's ${action}.`,
    );
  }
  const { Attributes } = readResourcePolicy(world, call, 'sns', action, {
    TopicArn: parameters.require('TopicArn'),
  });
  return {
    Attributes: {
      entry: Object.entries(Attributes as Record<string, string>).map(
        ([key, value]) => ({ key, value }),
      ),
    },
  };
}
