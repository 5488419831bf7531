import { evaluateTrust } from '@internal/plugin-irsa-common';
import { Caller } from '../access/Caller';
import { decide, principalOf } from '../access/authorise';
import { accessDenied, validationError } from '../AwsError';
import { AwsRequest } from '../protocol/AwsRequest';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { World } from '../World';
import {
  checkDuration,
  createSession,
  findRole,
  readSessionRequest,
  sessionXml,
} from './createSession';
import { readSessionPolicies } from './sessionPolicies';

/** A session of a role made by another role's session. */
const MAXIMUM_CHAINED_DURATION = 3600;

/** @throws ValidationError 400; AccessDenied 403 when the role is not there, or either side does not allow it */
export function assumeRole(
  world: World,
  caller: Caller,
  region: string,
  request: AwsRequest,
  parameters: QueryParameters,
): { [name: string]: XmlValue } {
  const { roleArn, sessionName, duration } = readSessionRequest(parameters);
  const { account, role } = findRole(world, roleArn);
  const externalId = parameters.get('ExternalId');
  const context = {
    'sts:RoleSessionName': sessionName,
    ...(externalId !== undefined && { 'sts:ExternalId': externalId }),
  };
  const own = decide({
    caller,
    request,
    region,
    now: world.now(),
    action: 'sts:AssumeRole',
    resource: roleArn,
    context,
  });
  const trust =
    role &&
    evaluateTrust(role.trust.document, {
      principal: principalOf(caller),
      action: 'sts:AssumeRole',
      context: {
        ...context,
        'aws:PrincipalArn': caller.session?.role.arn ?? caller.arn,
        'aws:PrincipalAccount': caller.account.id,
        'aws:userid': caller.userId,
        ...(caller.user && { 'aws:username': caller.user.name }),
      },
    });
  // A trust policy that names the caller itself is enough within one account; one that names the account is not.
  const direct =
    account === caller.account &&
    own.decision !== 'explicitDeny' &&
    trust?.matched.some(({ principalMatch }) => principalMatch !== 'account');
  if (
    !account ||
    !role ||
    caller.kind === 'root' ||
    trust?.decision !== 'allowed' ||
    (own.decision !== 'allowed' && !direct)
  )
    throw accessDenied(
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  checkDuration(role, duration);
  if (caller.session && duration > MAXIMUM_CHAINED_DURATION)
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  return sessionXml(
    createSession(world, account, role, {
      sessionName,
      duration,
      policies: readSessionPolicies(parameters, account),
    }),
  );
}
