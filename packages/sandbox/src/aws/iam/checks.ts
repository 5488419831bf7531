import {
  parsePolicyDocument,
  PolicyDocument,
  policySize,
  PolicyKind,
  toArray,
} from 'backstage-plugin-irsa-common';
import { limitExceeded, malformedPolicy, validationError } from '../AwsError';
import { StoredPolicy } from '../model/entities';
import { World } from '../World';

/** Longest names. */
const NAME_LENGTHS = { user: 64, role: 64, group: 128, policy: 128 };

export function checkName(
  kind: keyof typeof NAME_LENGTHS,
  name: string,
  parameter = `${kind}Name`,
): void {
  if (!/^[\w+=,.@-]+$/.test(name)) {
    throw validationError(
      `The specified value for ${parameter} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  if (name.length > NAME_LENGTHS[kind]) {
    throw validationError(
      `1 validation error detected: Value '${name}' at '${parameter}' failed to satisfy constraint: Member must have length less than or equal to ${NAME_LENGTHS[kind]}`,
    );
  }
}

export function isPolicyArn(arn: string): boolean {
  return /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/.test(arn);
}

export function checkPath(path: string): string {
  if (!/^(\/|\/[\x21-\x7e]+\/)$/.test(path) || path.length > 512) {
    throw validationError(
      'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    );
  }
  return path;
}

/** @throws ValidationError 400 unless it is 3600 to 43200 seconds */
export function checkMaxSessionDuration(seconds: number): number {
  if (seconds < 3600 || seconds > 43_200) {
    throw validationError(
      `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value between 3600 and 43200`,
    );
  }
  return seconds;
}

/** @throws MalformedPolicyDocument 400; LimitExceeded 409 over the quota */
export function readPolicy(
  text: string,
  kind: PolicyKind,
  quota: number,
  what: string,
): StoredPolicy {
  if (policySize(text) > quota) {
    throw limitExceeded(`Cannot exceed quota for ${what}: ${quota}`);
  }
  const { document, error } = parsePolicyDocument(text, kind);
  if (!document) {
    throw malformedPolicy(error.message);
  }
  return { text, document };
}

/**
 * Checks a trust policy and that its principals exist in the state that has reached the services: a role made a moment
 * ago is no principal yet. Principals of accounts that the sandbox does not have count as existing.
 * @throws MalformedPolicyDocument 400, LimitExceeded 409
 */
export function readTrust(
  text: string,
  world: World,
  quota: number,
): StoredPolicy {
  const policy = readPolicy(text, 'trust', quota, 'ACLSizePerRole');
  checkPrincipals(policy.document, world);
  return policy;
}

/**
 * Checks that every principal of the policy exists, in the state that has reached the services.
 * @throws MalformedPolicyDocument 400
 */
export function checkPrincipals(
  { Statement }: PolicyDocument,
  world: World,
): void {
  for (const { Principal, NotPrincipal } of Statement) {
    const element = Principal ?? NotPrincipal;
    if (element === undefined || element === '*') {
      continue;
    }
    for (const value of toArray(element.AWS)) {
      checkAwsPrincipal(value, world);
    }
    for (const value of toArray(element.Federated)) {
      if (
        !/^(arn:aws[a-z-]*:iam::\d{12}:(oidc|saml)-provider\/.+|[\w.-]+\.[a-z]+|\*)$/.test(
          value,
        )
      ) {
        throw malformedPolicy(
          `Invalid principal in policy: "FEDERATED":"${value}"`,
        );
      }
    }
    for (const value of toArray(element.Service)) {
      if (!/^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(value)) {
        throw malformedPolicy(
          `Invalid principal in policy: "SERVICE":"${value}"`,
        );
      }
    }
  }
}

function checkAwsPrincipal(value: string, world: World): void {
  if (value === '*' || /^\d{12}$/.test(value)) {
    return;
  }
  // Of a deleted principal, policies keep the unique id.
  if (/^A(IDA|ROA)[A-Z0-9]+$/.test(value)) {
    return;
  }
  const parts =
    /^arn:aws[a-z-]*:(iam|sts)::(\d{12}):(root|user\/.+|role\/.+|assumed-role\/.+|federated-user\/.+)$/.exec(
      value,
    );
  const account = parts && world.accounts.get(parts[2]);
  const known =
    parts &&
    (!account ||
      parts[1] === 'sts' ||
      parts[3] === 'root' ||
      account.settled.holderOf(value) !== undefined);
  if (!known) {
    throw malformedPolicy(`Invalid principal in policy: "AWS":"${value}"`);
  }
}
