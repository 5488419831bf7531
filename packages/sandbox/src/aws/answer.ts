import { randomUUID } from 'node:crypto';
import { AwsError } from './AwsError';
import { findCaller } from './access/findCaller';
import { Caller } from './access/Caller';
import { recordUse } from './access/recordUse';
import { CallRecord } from './calls';
import { describeCaller, namesIn } from './describeCall';
import { handleIam } from './iam/iam';
import { AwsRequest, AwsResponse } from './protocol/AwsRequest';
import { QueryParameters } from './protocol/QueryParameters';
import { queryError, queryResult } from './protocol/queryProtocol';
import { renderXml } from './protocol/xml';
import { handleS3, readS3Target, S3Target } from './s3/s3';
import { handleSns } from './rest/resourcePolicies';
import { handleRest, restAction, restError } from './rest/rest';
import { S3Call } from './s3/S3Call';
import { Authorization, readAuthorization } from './sigv4/authorization';
import { readPayload } from './sigv4/payload';
import { verifySignature } from './sigv4/verifySignature';
import { assumeRoleWithWebIdentity } from './sts/assumeRoleWithWebIdentity';
import { IssuerKeys } from './sts/issuerKeys';
import { handleSts } from './sts/sts';
import { World } from './World';

/** By signing name. */
const QUERY_SERVICES: Record<string, typeof handleSts | typeof handleIam> = {
  iam: handleIam,
  sts: handleSts,
  sns: handleSns,
};
const MAXIMUM_RECORDS = 20_000;
/** Answers one request: reads what is asked, verifies who asks, does it, and records the call. */
export async function answer(
  world: World,
  keys: IssuerKeys,
  request: AwsRequest,
): Promise<AwsResponse> {
  world.uses.settle(world.now());
  const requestId = randomUUID();
  const asked = readQuestion(request);
  const record: CallRecord = {
    time: world.now(),
    service: asked.service,
    action: asked.action,
    region: world.region,
    sourceIp: request.sourceIp,
    userAgent: request.headers['user-agent'] ?? '',
    requestId,
    ...(asked.parameters && { parameters: namesIn(asked.parameters) }),
  };
  world.calls.push(record);
  if (world.calls.length > MAXIMUM_RECORDS) {
    world.calls.splice(0, MAXIMUM_RECORDS / 10);
  }
  try {
    return await perform(world, keys, request, asked, record);
  } catch (error) {
    const refusal =
      error instanceof AwsError
        ? error
        : new AwsError(
            'InternalFailure',
            500,
            error instanceof Error ? error.message : String(error),
          );
    record.errorCode = refusal.code;
    if (asked.service === 's3') {
      return s3Error(refusal, request, requestId);
    }
    return asked.parameters
      ? queryError(refusal, asked.service, requestId)
      : restError(refusal);
  }
}

interface Question {
  service: string;
  action: string;
  /** Services of the query protocol: IAM, STS and SNS. */
  parameters?: QueryParameters;
  /** S3. */
  target?: S3Target;
  /** The error when the request could not be read. */
  error?: AwsError;
}

/** The signature names the service. For unsigned requests, their form decides. */
function readQuestion(request: AwsRequest): Question {
  const scope = scopeService(request);
  const isForm = request.headers['content-type']?.startsWith(
    'application/x-www-form-urlencoded',
  );
  if (
    scope === 'iam' ||
    scope === 'sts' ||
    scope === 'sns' ||
    (!scope && (isForm || request.query.has('Action')))
  ) {
    const values =
      isForm && request.method === 'POST'
        ? new URLSearchParams(request.body.toString('utf8'))
        : request.query;
    const parameters = new QueryParameters(values);
    const action = parameters.get('Action') ?? '';
    const service =
      scope ?? (parameters.get('Version') === '2010-05-08' ? 'iam' : 'sts');
    return { service, action, parameters };
  }
  if (scope && scope !== 's3') {
    return { service: scope, action: restAction(scope, request) };
  }
  try {
    const target = readS3Target(request);
    return { service: scope ?? 's3', action: target.action, target };
  } catch (error) {
    return { service: 's3', action: request.method, error: error as AwsError };
  }
}

function scopeService({ headers, query }: AwsRequest): string | undefined {
  const credential =
    query.get('X-Amz-Credential') ??
    /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  return credential?.split('/')[3];
}

async function perform(
  world: World,
  keys: IssuerKeys,
  request: AwsRequest,
  asked: Question,
  record: CallRecord,
): Promise<AwsResponse> {
  const { service, action, parameters } = asked;
  if (asked.error) {
    throw asked.error;
  }
  if (
    service === 'sts' &&
    action === 'AssumeRoleWithWebIdentity' &&
    parameters
  ) {
    record.accountId = parameters.get('RoleArn')?.split(':')[4];
    await fail(world, record);
    const { result, identity } = await assumeRoleWithWebIdentity(
      world,
      keys,
      request,
      parameters,
    );
    record.webIdentity = {
      provider: identity.provider.arn,
      subject: identity.subject,
      audience: identity.audiences[0],
    };
    return queryResult('sts', action, result, record.requestId);
  }
  const authorization = readAuthorization(request);
  const known = authorization && verify(world, request, authorization, record);
  await fail(world, record);
  if (parameters) {
    if (!known) {
      throw new AwsError(
        'MissingAuthenticationToken',
        403,
        'Request is missing Authentication Token',
      );
    }
    const call = {
      caller: known.caller,
      request,
      region: known.authorization.scope.region,
    };
    const result = QUERY_SERVICES[service](world, call, action, parameters);
    return queryResult(service, action, result, record.requestId);
  }
  if (!asked.target) {
    if (!known) {
      throw new AwsError(
        'MissingAuthenticationToken',
        403,
        'Request is missing Authentication Token',
      );
    }
    const call = { caller: known.caller, request, region: record.region };
    return handleRest(world, call, service, action);
  }
  const body = readPayload(request, known?.authorization, known?.secret);
  const { bucket, key } = asked.target;
  return handleS3(
    new S3Call(world, request, record.region, known?.caller, body, bucket, key),
    action,
  );
}

function verify(
  world: World,
  request: AwsRequest,
  authorization: Authorization,
  record: CallRecord,
): { caller: Caller; authorization: Authorization; secret: string } {
  record.accessKeyId = authorization.accessKeyId;
  record.region = authorization.scope.region;
  const { caller, secretAccessKey } = findCaller(authorization, {
    accounts: world.accounts,
    sessions: world.sessions,
    now: world.now(),
  });
  record.accountId = caller.account.id;
  verifySignature(request, authorization, secretAccessKey, world.now());
  Object.assign(record, describeCaller(caller));
  recordUse(caller, authorization.scope, world.now(), world.uses);
  return { caller, authorization, secret: secretAccessKey };
}

/** Faults that a test has set. */
async function fail(world: World, record: CallRecord): Promise<void> {
  const fault = world.faults.take(record);
  if (!fault) {
    return;
  }
  if (fault.latency) {
    await new Promise(resolve => setTimeout(resolve, fault.latency));
  }
  if (fault.error) {
    throw new AwsError(
      fault.error.code,
      fault.error.status,
      fault.error.message ?? 'Ordered by a test',
    );
  }
  if (fault.latency) {
    return;
  }
  throw record.service === 's3'
    ? new AwsError('SlowDown', 503, 'Please reduce your request rate.')
    : new AwsError('Throttling', 400, 'Rate exceeded');
}

function s3Error(
  error: AwsError,
  request: AwsRequest,
  requestId: string,
): AwsResponse {
  return {
    status: error.status,
    headers: {
      'content-type': 'application/xml',
      'x-amz-request-id': requestId,
    },
    body:
      request.method === 'HEAD'
        ? ''
        : `<?xml version="1.0" encoding="UTF-8"?>\n${renderXml('Error', {
            Code: error.code,
            Message: error.message,
            Resource: request.path,
            RequestId: requestId,
          })}`,
  };
}
