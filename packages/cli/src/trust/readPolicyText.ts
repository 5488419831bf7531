import { positionAt } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../json';
import { managedPolicies, policiesOf } from './policiesOf';
import { TrustSubject } from './types';

/** The text is not what it has to be. Line and column are absent where the text is JSON and says something else. */
export class PolicyTextError extends Error {
  readonly name = 'PolicyTextError';

  constructor(message: string, readonly line?: number) {
    super(message);
  }
}

const IS_OTHER =
  'holds neither a policy (an object with Statement) nor the answer of aws iam get-role, list-roles or get-account-authorization-details';

/**
 * Finds the trust policies of a text: the policy itself, plain or URL-encoded as IAM returns it, or an answer of IAM with one role or
 * many. Throws PolicyTextError.
 */
export function readPolicyText(text: string, file: string): TrustSubject[] {
  const policy = decoded(text.replace(/^\ufeff/, ''));
  const value = parse(policy);
  if (isObject(value) && hasMember(value, 'Statement')) {
    return [{ name: file, source: { file, isWhole: policy === text }, policy }];
  }
  const roles = rolesOf(value);
  if (!roles) {
    throw new PolicyTextError(IS_OTHER);
  }
  const managed = managedPolicies(isObject(value) ? value.Policies : undefined);
  return roles.map(role => ofRole(role, file, managed));
}

/** IAM returns policies URL-encoded; a policy's own text begins with a brace. */
function decoded(text: string): string {
  const isEncoded = /^\s*"?%7B/i.test(text);
  try {
    return isEncoded
      ? decodeURIComponent(text.trim().replace(/^"|"$/g, ''))
      : text;
  } catch {
    return text;
  }
}

function parse(text: string): unknown {
  if (text.trim() === '') {
    throw new PolicyTextError('is empty; a policy as JSON is needed');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    const offset = at === undefined ? text.length : Number(at);
    const { line, column } = positionAt(text, offset);
    // Without the parser's own words, which quote the text.
    throw new PolicyTextError(
      `not JSON from column ${column} on; correct the text there`,
      line,
    );
  }
}

/** Also in another case, so that the review says what is wrong with it. */
function hasMember(value: JsonObject, name: string): boolean {
  return Object.keys(value).some(
    each => each.toLowerCase() === name.toLowerCase(),
  );
}

function rolesOf(value: unknown): JsonObject[] | undefined {
  if (!isObject(value) && !Array.isArray(value)) {
    return undefined;
  }
  const list = Array.isArray(value)
    ? value
    : value.Roles ?? value.RoleDetailList ?? [value.Role ?? value];
  const isRole = (each: unknown) =>
    isObject(each) &&
    typeof each.RoleName === 'string' &&
    (isObject(each.AssumeRolePolicyDocument) ||
      typeof each.AssumeRolePolicyDocument === 'string');
  return Array.isArray(list) && list.length > 0 && list.every(isRole)
    ? (list as JsonObject[])
    : undefined;
}

function ofRole(
  role: JsonObject,
  file: string,
  managed: ReadonlyMap<string, unknown>,
): TrustSubject {
  const { RoleName, Arn, MaxSessionDuration, AssumeRolePolicyDocument } = role;
  return {
    name: String(RoleName),
    role: {
      arn: typeof Arn === 'string' ? Arn : `role/${RoleName}`,
      maxSessionSeconds:
        typeof MaxSessionDuration === 'number' ? MaxSessionDuration : undefined,
      tags: tagsOf(role.Tags),
      policies: policiesOf(role, managed),
      hasBoundary: role.PermissionsBoundary !== undefined,
    },
    source: { file, isWhole: false },
    policy: policyText(AssumeRolePolicyDocument),
  };
}

/** A document as people read it; what cannot be read stays as it is, and the review says so. */
export function policyText(document: unknown): string {
  const value = typeof document === 'string' ? decoded(document) : document;
  try {
    return JSON.stringify(
      typeof value === 'string' ? JSON.parse(value) : value,
      null,
      2,
    );
  } catch {
    return String(value);
  }
}

/** Tags as IAM lists them. */
export function tagsOf(tags: unknown): Record<string, string> {
  return Object.fromEntries(
    (Array.isArray(tags) ? tags : []).flatMap(tag =>
      isObject(tag) ? [[String(tag.Key ?? ''), String(tag.Value ?? '')]] : [],
    ),
  );
}
