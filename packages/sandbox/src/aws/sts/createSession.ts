import { NamedPolicy } from 'backstage-plugin-irsa-common';
import { validationError } from '../AwsError';
import { Account } from '../model/Account';
import { Role, Session, SessionOwner } from '../model/entities';
import { randomSecret, randomToken, uniqueId } from '../model/ids';
import { isoTime, XmlValue } from '../protocol/xml';
import { QueryParameters } from '../protocol/QueryParameters';
import { World } from '../World';

const MINIMUM_DURATION = 900;
const MAXIMUM_DURATION = 43_200;

/**
 * AWS does not publish how it packs. With this figure, everything fits that the documented limits for plain text allow.
 */
export const PACKED_LIMIT = 4096;

export interface SessionRequest {
  sessionName: string;
  roleArn: string;
  /** Seconds. */
  duration: number;
}

/** @throws ValidationError 400 for invalid names, lengths and durations */
export function readSessionRequest(
  parameters: QueryParameters,
): SessionRequest {
  const roleArn = parameters.require('RoleArn');
  const sessionName = parameters.require('RoleSessionName');
  const duration = parameters.number('DurationSeconds') ?? 3600;
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw validationError(`${roleArn} is invalid`);
  }
  checkSessionWord('roleSessionName', sessionName);
  checkDurationBetween(duration, MINIMUM_DURATION, MAXIMUM_DURATION);
  return { roleArn, sessionName, duration };
}

/** Session names and source identities: 2 to 64 characters of a small set. */
export function checkSessionWord(
  name: string,
  value: string,
  maximum = 64,
): void {
  const constraint = broken(value, maximum);
  if (constraint) {
    throw validationError(
      `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ${constraint}`,
    );
  }
}

function broken(value: string, maximum: number): string | undefined {
  if (value.length < 2) {
    return 'Member must have length greater than or equal to 2';
  }
  if (value.length > maximum) {
    return `Member must have length less than or equal to ${maximum}`;
  }
  return /^[\w+=,.@-]*$/.test(value)
    ? undefined
    : 'Member must satisfy regular expression pattern: [\\w+=,.@-]*';
}

/** @throws ValidationError 400 */
export function checkDurationBetween(
  duration: number,
  minimum: number,
  maximum: number,
): void {
  if (duration < minimum || duration > maximum) {
    throw validationError(
      `1 validation error detected: Value '${duration}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${
        duration < minimum
          ? `greater than or equal to ${minimum}`
          : `less than or equal to ${maximum}`
      }`,
    );
  }
}

/** Finds the role by its full ARN, once it has reached STS. */
export function findRole(world: World, roleArn: string) {
  const account = world.accounts.get(roleArn.split(':')[4]);
  return { account, role: account?.settled.roleOf(roleArn) };
}

export function checkDuration(role: Role | undefined, duration: number): void {
  if (role && duration > role.maxSessionDuration) {
    throw validationError(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
}

export function createSession(
  world: World,
  account: Account,
  of: SessionOwner,
  options: {
    /** Seconds. */
    duration: number;
    policies?: NamedPolicy[];
    webIdentity?: Session['webIdentity'];
    tags?: Record<string, string>;
    transitiveTagKeys?: string[];
    sourceIdentity?: string;
  },
): Session {
  const now = world.now();
  const session: Session = {
    accessKeyId: uniqueId('ASIA', 16),
    secretAccessKey: randomSecret(),
    sessionToken: randomToken(),
    issuedAt: now,
    expiresAt: now + options.duration * 1000,
    accountId: account.id,
    of,
    tags: options.tags ?? {},
    transitiveTagKeys: options.transitiveTagKeys ?? [],
    ...(options.sourceIdentity && { sourceIdentity: options.sourceIdentity }),
    ...(options.policies && { policies: options.policies }),
    ...(options.webIdentity && { webIdentity: options.webIdentity }),
  };
  world.sessions.set(session.accessKeyId, session);
  return session;
}

export function credentialsXml(session: Session): XmlValue {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: isoTime(session.expiresAt),
  };
}

export function roleSessionXml(
  session: Session,
  role: Role,
  sessionName: string,
): { [name: string]: XmlValue } {
  return {
    Credentials: credentialsXml(session),
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: `arn:aws:sts::${session.accountId}:assumed-role/${role.name}/${sessionName}`,
    },
    ...(session.sourceIdentity && { SourceIdentity: session.sourceIdentity }),
    ...packedSize(session),
  };
}

/** Size of the policies and tags packed into the token, in per cent of the limit; absent when there are none. */
export function packedSize(session: Session): { [name: string]: XmlValue } {
  const size = packedLength(session.policies, session.tags);
  return size === 0
    ? {}
    : { PackedPolicySize: Math.ceil((size / PACKED_LIMIT) * 100) };
}

export function packedLength(
  policies: NamedPolicy[] | undefined,
  tags: Record<string, string>,
): number {
  const tagLength = Object.entries(tags)
    .flat()
    .reduce((sum, text) => sum + text.length, 0);
  const policyLength = (policies ?? [])
    // Managed policies are packed as ARNs.
    .map(({ name, document }) =>
      name.startsWith('arn:') ? name : JSON.stringify(document),
    )
    .reduce((sum, text) => sum + text.length, 0);
  return tagLength + policyLength;
}
