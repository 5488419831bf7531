import { CallRecord } from '../../calls';

type Json = Record<string, unknown>;

const READING = /^(Get|List|Describe|Head|Lookup|Simulate|Generate)/;
/** Region in which events of global services are recorded. Source: CloudTrail User Guide, "Global service events". */
const GLOBAL_REGION = 'us-east-1';

/** Parameters of a call that name a resource, with the type of that resource. */
const RESOURCE_TYPES: Record<string, string> = {
  UserName: 'AWS::IAM::User',
  RoleName: 'AWS::IAM::Role',
  GroupName: 'AWS::IAM::Group',
  PolicyArn: 'AWS::IAM::Policy',
  AccessKeyId: 'AWS::IAM::AccessKey',
  RoleArn: 'AWS::IAM::Role',
  OpenIDConnectProviderArn: 'AWS::IAM::OIDCProvider',
};

/** An event as LookupEvents returns it. Times are in seconds since the epoch. */
export interface TrailEvent {
  EventId: string;
  EventName: string;
  EventSource: string;
  EventTime: number;
  ReadOnly: 'true' | 'false';
  AccessKeyId?: string;
  Username?: string;
  Resources: { ResourceType: string; ResourceName: string }[];
  /** JSON. */
  CloudTrailEvent: string;
}

export function regionOf({ service, region }: CallRecord): string {
  return service === 'iam' ? GLOBAL_REGION : region;
}

/** Source: CloudTrail User Guide, "CloudTrail record contents" and "CloudTrail userIdentity element". */
export function trailEvent(record: CallRecord): TrailEvent {
  const readOnly = READING.test(record.action) || record.service === 'sts';
  const event = {
    eventVersion: '1.11',
    userIdentity: userIdentity(record),
    eventTime: new Date(record.time).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    eventSource: `${record.service}.amazonaws.com`,
    eventName: record.action,
    awsRegion: regionOf(record),
    sourceIPAddress: record.sourceIp,
    userAgent: record.userAgent,
    errorCode: record.errorCode,
    requestParameters: lowerCamel(record.parameters),
    requestID: record.requestId,
    eventID: record.requestId,
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: record.accountId,
    eventCategory: 'Management',
  };
  return {
    EventId: record.requestId,
    EventName: record.action,
    EventSource: event.eventSource,
    EventTime: Math.floor(record.time / 1000),
    ReadOnly: readOnly ? 'true' : 'false',
    AccessKeyId: record.accessKeyId,
    Username: userName(record),
    Resources: Object.entries(record.parameters ?? {}).flatMap(
      ([name, ResourceName]) =>
        RESOURCE_TYPES[name]
          ? [{ ResourceType: RESOURCE_TYPES[name], ResourceName }]
          : [],
    ),
    CloudTrailEvent: JSON.stringify(event),
  };
}

function userName({ webIdentity, principalArn }: CallRecord) {
  if (webIdentity) {
    return webIdentity.subject;
  }
  return principalArn?.endsWith(':root')
    ? 'root'
    : principalArn?.split('/').pop();
}

function userIdentity(record: CallRecord): Json {
  const { webIdentity, principalArn, principalId, accountId } = record;
  if (webIdentity) {
    const { provider, audience, subject } = webIdentity;
    return {
      type: 'WebIdentityUser',
      principalId: `${provider}:${audience}:${subject}`,
      userName: subject,
      identityProvider: provider,
    };
  }
  // A call with an invalid signature has no known caller.
  if (!principalArn) {
    return { type: 'Unknown', accessKeyId: record.accessKeyId, accountId };
  }
  const base = { principalId, arn: principalArn, accountId };
  const signed = { ...base, accessKeyId: record.accessKeyId };
  if (principalArn.endsWith(':root')) {
    return { type: 'Root', ...signed };
  }
  if (principalArn.includes(':assumed-role/')) {
    return { type: 'AssumedRole', ...signed, ...sessionContext(record) };
  }
  if (principalArn.includes(':federated-user/')) {
    return { type: 'FederatedUser', ...signed, ...sessionContext(record) };
  }
  return {
    type: 'IAMUser',
    ...signed,
    userName: userName(record),
    ...sessionContext(record),
  };
}

function sessionContext({ session, accountId }: CallRecord): Json {
  if (!session) {
    return {};
  }
  const { issuer, issuedAt, webIdentity } = session;
  return {
    sessionContext: {
      ...(issuer && {
        sessionIssuer: {
          type: issuer.arn.includes(':role/') ? 'Role' : 'IAMUser',
          principalId: issuer.id,
          arn: issuer.arn,
          accountId,
          userName: issuer.name,
        },
      }),
      ...(webIdentity && {
        webIdFederationData: {
          federatedProvider: webIdentity.provider,
          attributes: {},
        },
      }),
      attributes: {
        creationDate: new Date(issuedAt).toISOString(),
        mfaAuthenticated: 'false',
      },
    },
  };
}

function lowerCamel(parameters: Record<string, string> | undefined): Json {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      value,
    ]),
  );
}
