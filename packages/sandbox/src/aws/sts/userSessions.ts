import { authorise } from '../access/authorise';
import { accessDenied } from '../AwsError';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { SessionOwner } from '../model/entities';
import { SignedCall } from '../SignedCall';
import { World } from '../World';
import {
  checkDurationBetween,
  checkSessionWord,
  createSession,
  credentialsXml,
  packedSize,
} from './createSession';
import { readSessionPolicies } from './sessionPolicies';
import { readSessionTags, tagContext } from './sessionTags';

const MINIMUM_DURATION = 900;
const MAXIMUM_DURATION = 129_600;
const DEFAULT_DURATION = 43_200;
/** The maximum for the root user. */
const MAXIMUM_ROOT_DURATION = 3600;
const MAXIMUM_FEDERATED_NAME = 32;

type Result = { [name: string]: XmlValue };

/**
 * Temporary credentials of the user itself. It needs no permission. Sessions cannot call it.
 * Source: STS API reference, GetSessionToken.
 * @throws AccessDenied 403, ValidationError 400
 */
export function getSessionToken(
  world: World,
  { caller }: SignedCall,
  parameters: QueryParameters,
): Result {
  if (caller.session) {
    throw accessDenied('Cannot call GetSessionToken with session credentials');
  }
  const of: SessionOwner = caller.user
    ? { kind: 'user', name: caller.user.name, id: caller.user.id }
    : { kind: 'root' };
  if (parameters.get('SerialNumber') ?? parameters.get('TokenCode')) {
    throw accessDenied(
      'MultiFactorAuthentication failed, unable to validate MFA code.',
    );
  }
  const session = createSession(world, caller.account, of, {
    duration: readDuration(parameters, of),
  });
  return { Credentials: credentialsXml(session) };
}

/**
 * Temporary credentials for somebody outside of AWS. They allow what both the user's policies and the passed policies
 * allow.
 * Source: STS API reference, GetFederationToken.
 * @throws AccessDenied 403; ValidationError, MalformedPolicyDocument, PackedPolicyTooLarge: 400
 */
export function getFederationToken(
  world: World,
  call: SignedCall,
  parameters: QueryParameters,
): Result {
  const { caller } = call;
  const name = parameters.require('Name');
  checkSessionWord('name', name, MAXIMUM_FEDERATED_NAME);
  if (caller.session || !caller.user) {
    throw accessDenied(
      'Cannot call GetFederationToken with session credentials',
    );
  }
  const { account, user } = caller;
  const arn = `arn:aws:sts::${account.id}:federated-user/${name}`;
  const tags = readSessionTags(parameters);
  const ask = (action: string) =>
    authorise({
      ...call,
      now: world.now(),
      action,
      resource: arn,
      context: tagContext(tags),
    });
  ask('sts:GetFederationToken');
  if (Object.keys(tags.requested).length > 0) {
    ask('sts:TagSession');
  }
  const of: SessionOwner = {
    kind: 'federated',
    name: user.name,
    id: user.id,
    federatedName: name,
  };
  const session = createSession(world, account, of, {
    duration: readDuration(parameters, of),
    policies: readSessionPolicies(parameters, account, tags.all),
    tags: tags.all,
  });
  return {
    Credentials: credentialsXml(session),
    FederatedUser: { FederatedUserId: `${account.id}:${name}`, Arn: arn },
    ...packedSize(session),
  };
}

function readDuration(parameters: QueryParameters, of: SessionOwner): number {
  const asked = parameters.number('DurationSeconds') ?? DEFAULT_DURATION;
  checkDurationBetween(asked, MINIMUM_DURATION, MAXIMUM_DURATION);
  return of.kind === 'root' ? Math.min(asked, MAXIMUM_ROOT_DURATION) : asked;
}
