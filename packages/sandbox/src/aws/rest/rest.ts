import { AwsError } from '../AwsError';
import { AwsRequest, AwsResponse } from '../protocol/AwsRequest';
import { SignedCall } from '../SignedCall';
import { World } from '../World';
import { holdsResources, readResourcePolicy } from './resourcePolicies';
import { lookupEvents } from './trail/lookupEvents';
import { eksAction, handleEks } from './eks';

/** The name of the action that a JSON service is asked for: from the path for EKS, from a header for CloudTrail. */
export function restAction(service: string, request: AwsRequest): string {
  if (service === 'eks') {
    return eksAction(request.method, request.path) ?? 'Unknown';
  }
  return request.headers['x-amz-target']?.split('.').pop() ?? 'Unknown';
}

/** @throws UnknownOperationException 404 for what the sandbox does not have */
export function handleRest(
  world: World,
  call: SignedCall,
  service: string,
  action: string,
): AwsResponse {
  if (service === 'eks' && action !== 'Unknown') {
    return json(200, handleEks(world, call, action));
  }
  if (service === 'cloudtrail' && action === 'LookupEvents') {
    return json(200, lookupEvents(world, call));
  }
  if (holdsResources(service, action)) {
    return json(200, readResourcePolicy(world, call, service, action));
  }
  throw new AwsError(
    'UnknownOperationException',
    404,
    `The sandbox does not have ${action} of ${service}.`,
  );
}

export function restError(error: AwsError): AwsResponse {
  const { code, status, message } = error;
  const response = json(status, { __type: code, message });
  return {
    ...response,
    headers: { ...response.headers, 'x-amzn-errortype': code },
  };
}

function json(status: number, value: unknown): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}
