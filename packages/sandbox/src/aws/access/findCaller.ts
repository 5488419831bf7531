import { AwsError } from '../AwsError';
import { Account } from '../model/Account';
import { Session } from '../model/entities';
import { Authorization } from '../sigv4/authorization';
import { Caller } from './Caller';

export interface Credentials {
  accounts: ReadonlyMap<string, Account>;
  sessions: ReadonlyMap<string, Session>;
  now: number;
}

export interface FoundCaller {
  caller: Caller;
  secretAccessKey: string;
}

/**
 * Looks up the key, then its state, then its token, in the state that has reached the services. Time and signature are
 * checked later.
 * @throws InvalidAccessKeyId, InvalidToken, ExpiredToken from S3; InvalidClientTokenId, ExpiredToken from the others
 */
export function findCaller(
  authorization: Authorization,
  { accounts, sessions, now }: Credentials,
): FoundCaller {
  const { accessKeyId, sessionToken, scope } = authorization;
  const fromS3 = scope.service === 's3';
  const session = sessions.get(accessKeyId);
  if (session) {
    // A session's key without its token is treated as unknown.
    if (sessionToken === undefined) {
      throw unknownKey(fromS3);
    }
    if (sessionToken !== session.sessionToken) {
      throw wrongToken(fromS3);
    }
    if (now >= session.expiresAt) {
      throw expired(fromS3);
    }
    const account = accounts.get(session.accountId);
    const caller = account && sessionCaller(session, account);
    if (!caller) {
      throw unknownKey(fromS3);
    }
    return { caller, secretAccessKey: session.secretAccessKey };
  }
  for (const account of accounts.values()) {
    const found = longTermCaller(account, accessKeyId);
    if (found) {
      if (found.caller.key?.status !== 'Active') {
        throw unknownKey(fromS3);
      }
      if (sessionToken !== undefined) {
        throw wrongToken(fromS3);
      }
      return found;
    }
  }
  throw unknownKey(fromS3);
}

/** Undefined when the role or user was deleted. A new one of the same name does not count. */
function sessionCaller(session: Session, account: Account): Caller | undefined {
  const { of, accessKeyId } = session;
  const base = { account, session, accessKeyId };
  const sts = (resource: string) => `arn:aws:sts::${account.id}:${resource}`;
  if (of.kind === 'root') {
    return {
      ...base,
      kind: 'root',
      userId: account.id,
      arn: account.arn('root'),
    };
  }
  if (of.kind === 'role') {
    const role = account.settled.entities.roles.get(of.name);
    if (role?.id !== of.id) {
      return undefined;
    }
    return {
      ...base,
      kind: 'session',
      role,
      userId: `${role.id}:${of.sessionName}`,
      arn: sts(`assumed-role/${role.name}/${of.sessionName}`),
    };
  }
  const user = account.settled.user(of.name);
  if (user?.id !== of.id) {
    return undefined;
  }
  return of.kind === 'federated'
    ? {
        ...base,
        kind: 'federated',
        user,
        userId: `${account.id}:${of.federatedName}`,
        arn: sts(`federated-user/${of.federatedName}`),
      }
    : { ...base, kind: 'user', user, userId: user.id, arn: user.arn };
}

function longTermCaller(
  account: Account,
  accessKeyId: string,
): FoundCaller | undefined {
  if (account.rootKey.accessKeyId === accessKeyId) {
    return {
      secretAccessKey: account.rootKey.secretAccessKey,
      caller: {
        kind: 'root',
        account,
        accessKeyId,
        key: account.rootKey,
        userId: account.id,
        arn: account.arn('root'),
      },
    };
  }
  const owner = account.keyOwner(accessKeyId);
  const user = owner === undefined ? undefined : account.settled.user(owner);
  const key = user?.accessKeys.find(item => item.accessKeyId === accessKeyId);
  if (!user || !key) {
    return undefined;
  }
  return {
    secretAccessKey: key.secretAccessKey,
    caller: {
      kind: 'user',
      account,
      accessKeyId,
      key,
      user,
      userId: user.id,
      arn: user.arn,
    },
  };
}

function unknownKey(fromS3: boolean): AwsError {
  return fromS3
    ? new AwsError(
        'InvalidAccessKeyId',
        403,
        'The AWS Access Key Id you provided does not exist in our records.',
      )
    : new AwsError(
        'InvalidClientTokenId',
        403,
        'The security token included in the request is invalid.',
      );
}

function wrongToken(fromS3: boolean): AwsError {
  return fromS3
    ? new AwsError(
        'InvalidToken',
        400,
        'The provided token is malformed or otherwise invalid.',
      )
    : unknownKey(false);
}

function expired(fromS3: boolean): AwsError {
  return fromS3
    ? new AwsError('ExpiredToken', 400, 'The provided token has expired.')
    : new AwsError(
        'ExpiredToken',
        403,
        'The security token included in the request is expired',
      );
}
