import { authorise } from '../access/authorise';
import { accessDenied, AwsError, validationError } from '../AwsError';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { SignedCall } from '../SignedCall';
import { World } from '../World';
import { assumeRole } from './assumeRole';
import { getFederationToken, getSessionToken } from './userSessions';

type Handler = (
  world: World,
  call: SignedCall,
  parameters: QueryParameters,
) => { [name: string]: XmlValue };

/** The signed actions of STS. */
const HANDLERS: Record<string, Handler> = {
  /** Needs no permission, and no Deny applies. */
  GetCallerIdentity: (_, { caller }) => ({
    Arn: caller.arn,
    UserId: caller.userId,
    Account: caller.account.id,
  }),
  AssumeRole: assumeRole,
  GetSessionToken: getSessionToken,
  GetFederationToken: getFederationToken,
  GetAccessKeyInfo(world, call, parameters) {
    ask(world, call, 'GetAccessKeyInfo');
    const id = parameters.require('AccessKeyId');
    const account = accountOfKey(world, id);
    if (account === undefined) {
      throw validationError(`Invalid AccessKeyId: ${id.slice(0, 4)}…`);
    }
    return { Account: account };
  },
  DecodeAuthorizationMessage(world, call, parameters) {
    ask(world, call, 'DecodeAuthorizationMessage');
    parameters.require('EncodedMessage');
    // No service of the sandbox encodes its error messages, so every message is invalid.
    throw new AwsError(
      'InvalidAuthorizationMessageException',
      400,
      'Message is not valid',
    );
  },
};

/**
 * STS allows few actions with credentials of a federated user or of GetSessionToken. Source: STS, "Comparing the API
 * operations".
 */
const FOR_USER_SESSIONS = ['GetCallerIdentity', 'AssumeRole'];

/** @throws InvalidAction 400 for what the sandbox does not have */
export function handleSts(
  world: World,
  call: SignedCall,
  action: string,
  parameters: QueryParameters,
): { [name: string]: XmlValue } {
  if (!Object.hasOwn(HANDLERS, action)) {
    throw new AwsError(
      'InvalidAction',
      400,
      `Could not find operation ${action} for version 2011-06-15`,
    );
  }
  const { caller } = call;
  const refused =
    caller.kind === 'federated'
      ? action !== 'GetCallerIdentity'
      : caller.session && !caller.role && !FOR_USER_SESSIONS.includes(action);
  if (refused) {
    throw accessDenied(`Cannot call ${action} with session credentials`);
  }
  return HANDLERS[action](world, call, parameters);
}

function ask(world: World, call: SignedCall, action: string): void {
  authorise({
    ...call,
    now: world.now(),
    action: `sts:${action}`,
    resource: '*',
  });
}

function accountOfKey(world: World, accessKeyId: string): string | undefined {
  const session = world.sessions.get(accessKeyId);
  if (session) {
    return session.accountId;
  }
  return [...world.accounts.values()].find(
    account =>
      account.rootKey.accessKeyId === accessKeyId ||
      account.keyOwner(accessKeyId) !== undefined,
  )?.id;
}
