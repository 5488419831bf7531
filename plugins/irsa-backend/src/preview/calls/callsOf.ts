import { PolicyDocument, toArray } from 'backstage-plugin-irsa-common';
import { HarmlessCall } from '../../accounts/harmlessCalls';
import { AttachedPolicy } from '../../accounts/types';

/** More are not made at once. */
const MOST = 10;
/** The region becomes part of the name of a host. */
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/;
const ARN = /^arn:[a-z-]+:([a-z0-9-]+):([^:]*):([^:]*):(.+)$/;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

type Action = HarmlessCall['action'];

/** The call for a resource, by what follows the account in its ARN. */
const OF_SERVICE: Record<string, (name: string) => Action | undefined> = {
  sqs: name =>
    /^[\w-]+(?:\.fifo)?$/.test(name) ? 'sqs:GetQueueAttributes' : undefined,
  sns: name =>
    /^[\w-]+(?:\.fifo)?$/.test(name) ? 'sns:GetTopicAttributes' : undefined,
  kms: name => (/^key\/[\w-]+$/.test(name) ? 'kms:DescribeKey' : undefined),
  secretsmanager: name =>
    /^secret:[\w/+=.@-]+$/.test(name)
      ? 'secretsmanager:DescribeSecret'
      : undefined,
  dynamodb: name =>
    /^table\/[\w.-]+$/.test(name) ? 'dynamodb:DescribeTable' : undefined,
};

/**
 * The harmless calls for resources that policies name whole, without a wildcard, in statements that allow something. Of other accounts than
 * the service's own there are none. The same always come first. Pure.
 *
 * @param options - `region`: for calls to buckets and STS. `isWanted`: whether a call is worth to be made
 *
 * `left`: how many there are beyond the limit.
 */
export function callsOf(
  policies: readonly AttachedPolicy[],
  options: {
    accountId: string;
    region: string;
    isWanted: (call: HarmlessCall) => boolean;
  },
): { calls: HarmlessCall[]; left: number } {
  const { region, isWanted } = options;
  const named = policies
    .flatMap(({ document }) =>
      toArray(
        (document as Partial<PolicyDocument> | undefined)?.Statement ?? [],
      ),
    )
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Resource }) => toArray(Resource ?? []));
  const calls = [...new Set(named)]
    .sort()
    .flatMap(resource => callOf(resource, options) ?? [])
    .filter(isWanted);
  const identity: HarmlessCall = {
    action: 'sts:GetCallerIdentity',
    resource: '*',
    region,
  };
  return {
    calls: [identity, ...calls.slice(0, MOST)],
    left: Math.max(0, calls.length - MOST),
  };
}

function callOf(
  resource: string,
  { accountId, region }: { accountId: string; region: string },
): HarmlessCall | undefined {
  const [, service, where, account, name] = ARN.exec(resource) ?? [];
  if (!name || /[*?$]/.test(resource)) {
    return undefined;
  }
  if (service === 's3') {
    return where || account ? undefined : ofBucket(resource, name, region);
  }
  const action = Object.hasOwn(OF_SERVICE, service)
    ? OF_SERVICE[service](name)
    : undefined;
  return action && account === accountId && REGION.test(where)
    ? { action, resource, region: where }
    : undefined;
}

function ofBucket(
  resource: string,
  name: string,
  region: string,
): HarmlessCall | undefined {
  const [bucket, ...key] = name.split('/');
  if (!BUCKET.test(bucket) || key.some(part => part === '.' || part === '..')) {
    return undefined;
  }
  if (key.length === 0) {
    return { action: 's3:ListBucket', resource, region };
  }
  return key.join('/')
    ? { action: 's3:GetObject', resource, region }
    : undefined;
}
