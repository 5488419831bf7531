import { AwsError } from '../AwsError';
import { Account } from '../model/Account';
import { RoleSession } from '../model/entities';
import { Authorization } from '../sigv4/authorization';
import { Caller } from './Caller';

export interface Credentials {
  accounts: Iterable<Account>;
  sessions: ReadonlyMap<string, RoleSession>;
  now: number;
}

export interface FoundCaller {
  caller: Caller;
  secretAccessKey: string;
}

/**
 * The key, its state, then its token. Time and signature come after this.
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
    // A key of a session without its token is not known, as if it did not exist.
    if (sessionToken === undefined) throw unknownKey(fromS3);
    if (sessionToken !== session.sessionToken) throw wrongToken(fromS3);
    if (now >= session.expiresAt) throw expired(fromS3);
    return sessionCaller(session, accounts, fromS3);
  }
  for (const account of accounts) {
    const found = longTermCaller(account, accessKeyId);
    if (found) {
      if (found.caller.key?.status !== 'Active') throw unknownKey(fromS3);
      if (sessionToken !== undefined) throw wrongToken(fromS3);
      return found;
    }
  }
  throw unknownKey(fromS3);
}

function sessionCaller(
  session: RoleSession,
  accounts: Iterable<Account>,
  fromS3: boolean,
): FoundCaller {
  const account = [...accounts].find(({ id }) => id === session.accountId);
  const { role, sessionName } = session;
  if (account?.roles.get(role.name) !== role) throw unknownKey(fromS3);
  return {
    secretAccessKey: session.secretAccessKey,
    caller: {
      kind: 'session',
      account,
      session,
      accessKeyId: session.accessKeyId,
      userId: `${role.id}:${sessionName}`,
      arn: `arn:aws:sts::${account.id}:assumed-role/${role.name}/${sessionName}`,
    },
  };
}

function longTermCaller(
  account: Account,
  accessKeyId: string,
): FoundCaller | undefined {
  if (account.rootKey.accessKeyId === accessKeyId)
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
  for (const user of account.users.values()) {
    const key = user.accessKeys.find(item => item.accessKeyId === accessKeyId);
    if (key)
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
  return undefined;
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
