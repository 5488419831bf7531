import { isKnownOperator } from './conditionOperators';

/** The kind of policy, which decides the elements that it must have and must not have. */
export type PolicyKind =
  | 'identity'
  | 'trust'
  | 'boundary'
  | 'session'
  | 'resource';

const ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const PRINCIPAL_TYPES = ['AWS', 'Federated', 'Service', 'CanonicalUser'];
const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9*?_-]+$/;
const SID = /^[A-Za-z0-9]*$/;

/** The reason for which IAM refuses the statement; undefined when it accepts it. */
export function validateStatement(
  statement: Record<string, unknown>,
  kind: PolicyKind,
): string | undefined {
  const unknown = Object.keys(statement).find(key => !ELEMENTS.has(key));
  if (unknown) {
    return `Syntax errors in policy. (Unknown element ${unknown})`;
  }
  const { Sid, Effect } = statement;
  if (Sid !== undefined && typeof Sid !== 'string') {
    return 'Syntax errors in policy. (Sid must be a string)';
  }
  if (kind !== 'resource' && typeof Sid === 'string' && !SID.test(Sid)) {
    return 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
  }
  if (Effect === undefined) {
    return 'Missing required field Effect';
  }
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    return `Invalid effect: ${String(Effect)}`;
  }
  return (
    validatePrincipal(statement, kind) ??
    validateAction(statement, kind) ??
    validateResource(statement, kind) ??
    validateCondition(statement.Condition)
  );
}

function validatePrincipal(
  { Principal, NotPrincipal }: Record<string, unknown>,
  kind: PolicyKind,
): string | undefined {
  const element = Principal ?? NotPrincipal;
  if (kind !== 'trust' && kind !== 'resource') {
    return element === undefined
      ? undefined
      : 'Policy document should not specify a principal.';
  }
  if (element === undefined) {
    return 'Missing required field Principal';
  }
  if (Principal !== undefined && NotPrincipal !== undefined) {
    return 'Principal and NotPrincipal cannot both be specified';
  }
  if (element === '*') {
    return undefined;
  }
  if (!isRecord(element) || Object.keys(element).length === 0) {
    return 'Invalid principal in policy';
  }
  for (const [type, values] of Object.entries(element)) {
    if (!PRINCIPAL_TYPES.includes(type) || !isList(values)) {
      return `Invalid principal in policy: "${type}":"${String(values)}"`;
    }
  }
  return undefined;
}

function validateAction(
  { Action, NotAction }: Record<string, unknown>,
  kind: PolicyKind,
): string | undefined {
  const actions = Action ?? NotAction;
  if (actions === undefined) {
    return 'Missing required field Action';
  }
  if (Action !== undefined && NotAction !== undefined) {
    return 'Action and NotAction cannot both be specified';
  }
  if (!isList(actions)) {
    return 'Policy statement must contain actions.';
  }
  for (const action of listOf(actions)) {
    if (kind === 'trust') {
      if (action !== '*' && !/^sts:./i.test(action)) {
        return 'AssumeRole policy may only specify STS AssumeRole actions.';
      }
    } else if (action !== '*' && !ACTION.test(action)) {
      return action.includes(':')
        ? `The policy failed legacy parsing: invalid action ${action}`
        : 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
    }
  }
  return undefined;
}

function validateResource(
  { Resource, NotResource }: Record<string, unknown>,
  kind: PolicyKind,
): string | undefined {
  const resources = Resource ?? NotResource;
  if (kind === 'trust') {
    return resources === undefined
      ? undefined
      : `Has prohibited field ${
          Resource === undefined ? 'NotResource' : 'Resource'
        }`;
  }
  if (resources === undefined) {
    return 'Policy statement must contain resources.';
  }
  if (Resource !== undefined && NotResource !== undefined) {
    return 'Resource and NotResource cannot both be specified';
  }
  if (!isList(resources)) {
    return 'Policy statement must contain resources.';
  }
  const bad = listOf(resources).find(
    resource => resource !== '*' && !isArnPattern(resource),
  );
  return bad === undefined
    ? undefined
    : `Resource ${bad} must be in ARN format or "*".`;
}

function isArnPattern(text: string): boolean {
  const [scheme, partition, vendor, ...rest] = text.split(':');
  return (
    (scheme === 'arn' &&
      /^(aws[a-z-]*|\*)$/.test(partition ?? '') &&
      /^[a-z0-9*?-]+$/i.test(vendor ?? '') &&
      rest.length >= 3) ||
    /^arn:(aws[a-z-]*|\*):\*$/.test(text) ||
    /^arn:\*$/.test(text)
  );
}

function validateCondition(condition: unknown): string | undefined {
  if (condition === undefined) {
    return undefined;
  }
  if (!isRecord(condition)) {
    return 'Syntax errors in policy. (Condition must be an object)';
  }
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isKnownOperator(operator)) {
      return `Invalid Condition type : ${operator}.`;
    }
    if (!isRecord(keys)) {
      return `Invalid Condition block for ${operator}.`;
    }
    const seen = new Set<string>();
    for (const [key, values] of Object.entries(keys)) {
      if (!key.includes(':')) {
        return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
      }
      if (seen.has(key.toLowerCase())) {
        return `Duplicate condition key ${key} in the policy.`;
      }
      seen.add(key.toLowerCase());
      if (!(Array.isArray(values) ? values : [values]).every(isScalar)) {
        return `Invalid value in Condition for ${key}.`;
      }
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isList(value: unknown): value is string | string[] {
  return (
    typeof value === 'string' ||
    (Array.isArray(value) &&
      value.length > 0 &&
      value.every(item => typeof item === 'string'))
  );
}

function listOf(value: string | string[]): string[] {
  return Array.isArray(value) ? value : [value];
}
