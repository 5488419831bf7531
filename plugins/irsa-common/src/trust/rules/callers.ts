import { accountOf } from '../../policy';
import { finding } from '../finding';
import { TrustPolicy } from '../readTrustPolicy';
import { hasAction } from '../sets/subjectSet';
import { NamedPrincipal, TrustStatement } from '../statements';
import { ConditionTest, ReviewFinding, TrustReviewContext } from '../types';
import { isVacuous } from './conditions';
import { emptyArray, isNeverFilled, unresolved } from './dead';
import { reasonOfName, reasonOfRequest } from '../sets/requestKeys';
import { POD_IDENTITY, reasonOfPodName, reasonOfPodTag } from './podTags';

/** What a policy lets callers send beside their request, and how it is read. */
export interface Extras {
  version: string | undefined;
  tags: boolean;
  sourceIdentity: boolean;
}

/** Whose certificates become tags of the caller. */
const ROLES_ANYWHERE = 'rolesanywhere.amazonaws.com';
/** A service is no member of an organisation and has no device and no name of a user. */
const NOT_OF_A_SERVICE = /^aws:(principalorg(id|paths)$|multifactor|username$)/;
const TAG_OF_THE_CALLER = /^aws:principaltag\//;
/** Of calls that a service makes for a resource. */
const OF_A_SERVICE = /^aws:source(arn|account|orgid|orgpaths)$/;
const TAG_OF_THE_SESSION = /^(aws:requesttag\/|aws:tagkeys$)/;
const ACCOUNT_KEY = /^aws:(source|principal)account$/;
const ARN_KEY = /^aws:(source|principal)arn$/;
const WILDCARD = /[*?]/;
const IS_ROLE = /^arn:[^:]*:(iam::\d{12}:role|sts::\d{12}:assumed-role)\//;

/**
 * Rules about the conditions of an Allow statement that names only accounts, roles, users and services: what none of them
 * can meet, and whose resources a service may act for.
 * Source: IAM User Guide, "AWS global condition context keys" (when each key is there, and what it holds), and "Condition operators".
 *
 * @param extras - what the policy lets callers send
 */
export function callerRules(
  { principals, tests, index }: TrustStatement,
  context: TrustReviewContext,
  extras: Extras,
): ReviewFinding[] {
  if (principals.length === 0 || principals.some(isOfTokens)) {
    return [];
  }
  const empty = tests.filter(
    test => test.values.length === 0 && !isVacuous(test),
  );
  if (empty.length > 0) {
    return empty.map(({ key }) => emptyArray(key, index));
  }
  const split = sourceOfTwo(tests);
  if (split) {
    return [neverHolds('aws:SourceArn', split, index)];
  }
  return tests.filter(isPositive).flatMap(test => {
    const { values, operator } = test;
    if (values.every(value => isNeverFilled(value, extras.version))) {
      return [unresolved(values[0], index, operator)];
    }
    const reasons = principals.map(
      caller =>
        reasonOfValues(test, caller) ?? reasonOfKey(test, caller, extras),
    );
    return reasons.every(reason => reason !== undefined)
      ? [neverHolds(test.key, reasons[0]!, index)]
      : foreignResources(test, principals, index, context);
  });
}

function neverHolds(key: string, reason: string, index: number): ReviewFinding {
  return finding({
    ruleId: 'condition-contradiction',
    severity: 'high',
    category: 'broken',
    message: `The condition on ${key} never holds: ${reason}.`,
    fix: 'Require what callers have, or remove the condition.',
    statement: index,
    about: [key],
  });
}

/** The account of a resource is the one in its ARN, where the ARN has one. */
function sourceOfTwo(tests: ConditionTest[]): string | undefined {
  const valuesOf = (key: RegExp) =>
    tests.find(test => key.test(test.key) && isPositive(test))?.values;
  const accounts = valuesOf(/^aws:sourceaccount$/i);
  const arns = valuesOf(/^aws:sourcearn$/i)?.map(each => each.split(':')[4]);
  const isOther = (account: string | undefined) =>
    account !== undefined &&
    /^\d{12}$/.test(account) &&
    !accounts!.includes(account);
  return accounts?.every(each => /^\d{12}$/.test(each)) && arns?.every(isOther)
    ? `resources of account ${arns[0]} are not of ${accounts.join(' or ')}`
    : undefined;
}

function isOfTokens({ kind }: NamedPrincipal): boolean {
  return kind !== 'AWS' && kind !== 'Service';
}

/** Whether anybody can meet the conditions of the statement, as far as these rules tell. */
export function hasCallers(
  statement: TrustStatement,
  context: TrustReviewContext,
  extras: Extras,
): boolean {
  return callerRules(statement, context, extras).every(
    ({ category }) => category !== 'broken',
  );
}

/** What a policy lets those whom it names send beside their request. */
export function extrasOf({ statements, document }: TrustPolicy): Extras {
  const allows = (action: string) =>
    statements.some(
      each => each.statement.Effect === 'Allow' && hasAction(each, action),
    );
  return {
    version: document.Version,
    tags: allows('sts:TagSession'),
    sourceIdentity: allows('sts:SetSourceIdentity'),
  };
}

/** Whether the test fails for callers that lack the key or have other values. */
function isPositive(test: ConditionTest): boolean {
  return (
    !isVacuous(test) &&
    !test.negated &&
    test.base !== 'null' &&
    test.values.length > 0
  );
}

/** Why a caller never has the key; undefined when it may. */
function reasonOfKey(
  { key: written, claim }: ConditionTest,
  { kind, value }: NamedPrincipal,
  extras: Extras,
): string | undefined {
  const key = written.toLowerCase();
  const noName = reasonOfName(written);
  if (noName) {
    return noName;
  }
  if (claim !== undefined || key.startsWith('saml:')) {
    // Everybody includes those who have a token.
    return value === '*' ? undefined : `${value} has no token`;
  }
  if (TAG_OF_THE_SESSION.test(key) && !extras.tags) {
    return 'the policy does not allow sts:TagSession, so no session has tags';
  }
  const ofPods = value === POD_IDENTITY ? reasonOfPodTag(key) : undefined;
  if (ofPods) {
    return ofPods;
  }
  if (key === 'sts:sourceidentity' && !extras.sourceIdentity) {
    return 'the policy does not allow sts:SetSourceIdentity, so no session has a source identity';
  }
  if (key === 'aws:username' && IS_ROLE.test(value)) {
    return 'a role has no name of a user';
  }
  if (kind === 'AWS') {
    return OF_A_SERVICE.test(key) && value !== '*'
      ? 'only AWS services say for which resource they call'
      : undefined;
  }
  return NOT_OF_A_SERVICE.test(key) ||
    (TAG_OF_THE_CALLER.test(key) && value !== ROLES_ANYWHERE)
    ? `${value} has no such key`
    : undefined;
}

/** Why no value of the test can be the caller's; undefined when one may. */
function reasonOfValues(
  test: ConditionTest,
  caller: NamedPrincipal,
): string | undefined {
  const reasons = test.values.map(value => reasonOfValue(value, test, caller));
  return reasons.every(reason => reason !== undefined) ? reasons[0] : undefined;
}

function reasonOfValue(
  value: string,
  test: ConditionTest,
  caller: NamedPrincipal,
): string | undefined {
  if (value.includes('${')) {
    const isOfUser = /\$\{\s*aws:username\s*\}/i.test(value);
    return isOfUser && IS_ROLE.test(caller.value)
      ? 'a role has no name of a user'
      : undefined;
  }
  const ofPods =
    caller.value === POD_IDENTITY ? reasonOfPodName(value, test) : undefined;
  return (
    ofPods ??
    reasonOfRequest(value, test) ??
    reasonOfCaller(value, test, caller)
  );
}

function reasonOfCaller(
  value: string,
  { key: written, base, operator }: ConditionTest,
  caller: NamedPrincipal,
): string | undefined {
  const key = written.toLowerCase();
  if (key === 'aws:principalisawsservice' && base === 'bool') {
    const isService = caller.kind === 'Service';
    return caller.value === '*' || value.toLowerCase() === `${isService}`
      ? undefined
      : `${caller.value} is ${isService ? 'a' : 'no'} service of AWS`;
  }
  const isKnown =
    ACCOUNT_KEY.test(key) || ARN_KEY.test(key) || key === 'aws:principalorgid';
  if (!isKnown) {
    return undefined;
  }
  // Both operators for ARNs know wildcards.
  if (/^stringequals/.test(base) && WILDCARD.test(value)) {
    return `${operator} takes the wildcard of ${value} as an ordinary character`;
  }
  if (key === 'aws:principalorgid') {
    return /^(o[-*?]|[*?])/.test(value)
      ? undefined
      : `${value} is the id of no organisation`;
  }
  if (ACCOUNT_KEY.test(key)) {
    return accountReason(value, value, key, caller);
  }
  const parts = value.split(':');
  if (parts.length < 6) {
    // Operators for ARNs compare each of the six parts, those for texts compare the whole. What stands for everything is an exposure.
    const isPattern = /^[*?]+$/.test(value) || !base.startsWith('arn');
    return isPattern && WILDCARD.test(value)
      ? undefined
      : `${value} is no ARN, which has six parts`;
  }
  if (key === 'aws:principalarn' && caller.kind === 'Service') {
    return `${caller.value} is a service and has no ARN`;
  }
  if (key === 'aws:principalarn' && /^(sts|assumed-role)$/.test(parts[2])) {
    return 'a session has the ARN of its role there';
  }
  return accountReason(parts[4], value, key, caller);
}

function accountReason(
  account: string,
  value: string,
  key: string,
  caller: NamedPrincipal,
): string | undefined {
  if (WILDCARD.test(account)) {
    return undefined;
  }
  if (ACCOUNT_KEY.test(key) && !/^\d{12}$/.test(account)) {
    return `${value} is no account`;
  }
  const own = /^\d{12}$/.test(caller.value)
    ? caller.value
    : accountOf(caller.value);
  return key.startsWith('aws:principal') && own && account && own !== account
    ? `${value} is of another account than ${caller.value}`
    : undefined;
}

/** A service may act for resources of an account that is not the company's. */
function foreignResources(
  { key, values }: ConditionTest,
  principals: NamedPrincipal[],
  index: number,
  { accountId, ownAccounts, vendorAccounts }: TrustReviewContext,
): ReviewFinding[] {
  const isOfService = /^aws:source(account|arn)$/i.test(key);
  if (!isOfService || !principals.every(({ kind }) => kind === 'Service')) {
    return [];
  }
  const isKnown = (account: string) =>
    account === accountId ||
    ownAccounts?.includes(account) ||
    vendorAccounts?.[account] !== undefined;
  const foreign = values
    .map(value => (value.includes(':') ? accountOf(value) : value))
    .filter(account => account && /^\d{12}$/.test(account))
    .filter(account => !isKnown(account!));
  return foreign.length > 0
    ? [
        finding({
          ruleId: 'cross-account-unknown',
          severity: ownAccounts ? 'high' : 'medium',
          category: 'exposure',
          message: ownAccounts
            ? `The service acts for resources of account ${foreign[0]}, which is neither the company's nor a known vendor's.`
            : `The service acts for resources of account ${foreign[0]}, and it is not known whose that is.`,
          fix: 'Name the own account, or name this one in the configuration.',
          statement: index,
          about: [foreign[0]!],
        }),
      ]
    : [];
}
