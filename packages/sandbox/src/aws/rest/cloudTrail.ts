import { authorise } from '../access/authorise';
import { AwsError } from '../AwsError';
import { CallRecord } from '../calls';
import { SignedCall } from '../SignedCall';
import { World } from '../World';

interface LookupInput {
  LookupAttributes?: { AttributeKey: string; AttributeValue: string }[];
  /** Seconds since the epoch. */
  StartTime?: number;
  EndTime?: number;
  MaxResults?: number;
  NextToken?: string;
}

const MAXIMUM_RESULTS = 50;
/** Data events are not in the event history. */
const MANAGEMENT_SERVICES = ['iam', 'sts', 'eks', 'cloudtrail'];

/** LookupEvents over the record of calls: management events of this account, newest first. Source: CloudTrail API reference. */
export function lookupEvents(
  world: World,
  call: SignedCall,
): Record<string, unknown> {
  const { caller, request, region } = call;
  authorise({
    caller,
    request,
    region,
    now: world.now(),
    action: 'cloudtrail:LookupEvents',
    resource: '*',
  });
  let input: LookupInput;
  try {
    input = JSON.parse(request.body.toString() || '{}');
  } catch {
    throw new AwsError('SerializationException', 400, 'The body is no JSON');
  }
  const start = Number(input.NextToken ?? 0);
  const size = Math.min(input.MaxResults ?? MAXIMUM_RESULTS, MAXIMUM_RESULTS);
  const found = world.calls
    .filter(
      item =>
        item.accountId === caller.account.id &&
        MANAGEMENT_SERVICES.includes(item.service),
    )
    .filter(
      item =>
        item.time / 1000 >= (input.StartTime ?? 0) &&
        item.time / 1000 <= (input.EndTime ?? Infinity),
    )
    .filter(item =>
      (input.LookupAttributes ?? []).every(
        wanted =>
          attribute(item, wanted.AttributeKey) === wanted.AttributeValue,
      ),
    )
    .reverse();
  return {
    Events: found.slice(start, start + size).map(render),
    ...(found.length > start + size && { NextToken: String(start + size) }),
  };
}

function attribute(item: CallRecord, key: string): string | undefined {
  return {
    AccessKeyId: item.accessKeyId,
    EventName: item.action,
    EventSource: `${item.service}.amazonaws.com`,
    Username: userName(item),
    EventId: item.requestId,
  }[key];
}

function userName(item: CallRecord): string | undefined {
  return item.webIdentity?.subject ?? item.principalArn?.split('/').pop();
}

function render(item: CallRecord) {
  const event = {
    eventTime: new Date(item.time).toISOString(),
    eventSource: `${item.service}.amazonaws.com`,
    eventName: item.action,
    awsRegion: item.region,
    sourceIPAddress: item.sourceIp,
    userAgent: item.userAgent,
    errorCode: item.errorCode,
    recipientAccountId: item.accountId,
    userIdentity: item.webIdentity
      ? {
          type: 'WebIdentityUser',
          userName: item.webIdentity.subject,
          identityProvider: item.webIdentity.provider,
        }
      : {
          type: item.principalArn?.includes(':assumed-role/')
            ? 'AssumedRole'
            : 'IAMUser',
          arn: item.principalArn,
          accountId: item.accountId,
          accessKeyId: item.accessKeyId,
        },
  };
  return {
    EventId: item.requestId,
    EventName: item.action,
    EventSource: event.eventSource,
    EventTime: item.time / 1000,
    AccessKeyId: item.accessKeyId,
    Username: userName(item),
    CloudTrailEvent: JSON.stringify(event),
  };
}
