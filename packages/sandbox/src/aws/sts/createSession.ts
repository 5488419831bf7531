import { NamedPolicy } from '@internal/plugin-irsa-common';
import { validationError } from '../AwsError';
import { Account } from '../model/Account';
import { Role, RoleSession } from '../model/entities';
import { randomSecret, randomToken, uniqueId } from '../model/ids';
import { isoTime, XmlValue } from '../protocol/xml';
import { QueryParameters } from '../protocol/QueryParameters';
import { World } from '../World';

const MINIMUM_DURATION = 900;
const MAXIMUM_DURATION = 43_200;

export interface SessionRequest {
  sessionName: string;
  roleArn: string;
  /** Seconds. */
  duration: number;
}

/** @throws ValidationError 400 for names, lengths and durations no role could have */
export function readSessionRequest(
  parameters: QueryParameters,
): SessionRequest {
  const roleArn = parameters.require('RoleArn');
  const sessionName = parameters.require('RoleSessionName');
  const duration = parameters.number('DurationSeconds') ?? 3600;
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn))
    throw validationError(`${roleArn} is invalid`);
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName))
    throw validationError(
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  if (duration < MINIMUM_DURATION || duration > MAXIMUM_DURATION)
    throw validationError(
      `1 validation error detected: Value '${duration}' at 'durationSeconds' failed to satisfy constraint: Member must have value between ${MINIMUM_DURATION} and ${MAXIMUM_DURATION}`,
    );
  return { roleArn, sessionName, duration };
}

/** The role by its ARN, path and all. */
export function findRole(world: World, roleArn: string) {
  const account = world.accounts.get(roleArn.split(':')[4]);
  const role = account?.roles.values().find(({ arn }) => arn === roleArn);
  return { account, role };
}

export function checkDuration(role: Role | undefined, duration: number): void {
  if (role && duration > role.maxSessionDuration)
    throw validationError(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
}

export function createSession(
  world: World,
  account: Account,
  role: Role,
  options: {
    sessionName: string;
    duration: number;
    policies?: NamedPolicy[];
    webIdentity?: RoleSession['webIdentity'];
  },
): RoleSession {
  const now = world.now();
  const session: RoleSession = {
    accessKeyId: uniqueId('ASIA', 16),
    secretAccessKey: randomSecret(),
    sessionToken: randomToken(),
    issuedAt: now,
    expiresAt: now + options.duration * 1000,
    accountId: account.id,
    role,
    sessionName: options.sessionName,
    ...(options.policies && { policies: options.policies }),
    ...(options.webIdentity && { webIdentity: options.webIdentity }),
  };
  world.sessions.set(session.accessKeyId, session);
  return session;
}

export function sessionXml(session: RoleSession): { [name: string]: XmlValue } {
  const { role, sessionName } = session;
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: isoTime(session.expiresAt),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: `arn:aws:sts::${session.accountId}:assumed-role/${role.name}/${sessionName}`,
    },
  };
}
