import { hasAction } from '../sets/subjectSet';
import { TrustStatement } from '../statements';
import { ConditionTest } from '../types';
import { nameOf, wholeOf } from './together';

/** Keys that tell who calls. `aws:PrincipalOrgPaths` has several values, the others one. */
const OF_CALLER = /^aws:(principal(orgid|orgpaths|account|arn)$|requesttag\/)/i;
/** What a service says of the resource for which it calls. */
const OF_RESOURCE = /^aws:source(arn|account|orgid)$/i;
/** What a caller says in its request; no service is asked for it by the one that trusts it. */
const OF_REQUEST = /^sts:externalid$/i;
const HAS_SEVERAL = /^aws:principalorgpaths$/i;
const IS_SERVICE = /^aws:principalisawsservice$/i;

/**
 * An Allow statement for accounts or services, with what Deny statements leave of it written as conditions of its own: who is
 * refused for being outside an organisation has to be in it. Where a caller lacks the key, an operator with Not holds, so the
 * Deny refuses it too. Statements with other principals stay as they are.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators" (negated operators and missing keys), and
 * "Establish permissions guardrails using data perimeters".
 */
export function withImplied(
  allow: TrustStatement,
  denies: readonly TrustStatement[],
): TrustStatement {
  if (denies.length === 0) {
    return allow;
  }
  const kinds = new Set(allow.principals.map(({ kind }) => kind));
  const isOfCallers = [...kinds].every(
    kind => kind === 'AWS' || kind === 'Service',
  );
  if (!isOfCallers || !hasAction(allow, 'sts:AssumeRole')) {
    return allow;
  }
  const implied = denies.flatMap(deny => {
    const tests = impliedBy(deny, { hasServices: kinds.has('Service') });
    return tests.length > 0 && refusesAllOf(deny, allow) ? tests : [];
  });
  return implied.length > 0
    ? { ...allow, tests: [...allow.tests, ...implied] }
    : allow;
}

/** What callers must have who are not refused; only a Deny of all of them with one such condition says so. */
function impliedBy(
  deny: TrustStatement,
  { hasServices }: { hasServices: boolean },
): ConditionTest[] {
  const exempt = deny.tests.filter(isOfOthersThanServices);
  const [test, ...others] = deny.tests.filter(each => !exempt.includes(each));
  if (
    !hasAction(deny, 'sts:AssumeRole') ||
    !test ||
    others.length > 0 ||
    (exempt.length > 0 && hasServices) ||
    !refusesOthers(test) ||
    (OF_REQUEST.test(test.key) && hasServices)
  ) {
    return [];
  }
  const quantifier = HAS_SEVERAL.test(test.key) ? 'ForAnyValue' : undefined;
  const base = test.base.replace('not', '');
  return [
    {
      ...test,
      operator: test.operator
        .replace(/^ForAllValues:/i, quantifier ? 'ForAnyValue:' : '')
        .replace(/Not/i, '')
        .replace(/IfExists$/i, ''),
      base,
      negated: false,
      ifExists: false,
      quantifier,
    },
  ];
}

/** Whether everybody whom the Allow names is named by the Deny, each as such, by its account or by `*`. */
function refusesAllOf(deny: TrustStatement, allow: TrustStatement): boolean {
  const refused = new Set(deny.principals.map(nameOf));
  return (
    refused.has('AWS *') ||
    allow.principals.every(
      principal =>
        refused.has(nameOf(principal)) || refused.has(wholeOf(principal)),
    )
  );
}

/** `Bool: { aws:PrincipalIsAWSService: false }`, which accounts always meet and services never. */
function isOfOthersThanServices({ key, base, values }: ConditionTest): boolean {
  return (
    IS_SERVICE.test(key) &&
    base === 'bool' &&
    values.length > 0 &&
    values.every(value => value.toLowerCase() === 'false')
  );
}

/** Whether the condition holds for every caller whose value is none of those written. */
function refusesOthers({
  key,
  base,
  quantifier,
  values,
}: ConditionTest): boolean {
  return (
    (OF_CALLER.test(key) || OF_REQUEST.test(key) || OF_RESOURCE.test(key)) &&
    /^(string|arn)not(equals|like)/.test(base) &&
    quantifier === (HAS_SEVERAL.test(key) ? 'ForAllValues' : undefined) &&
    values.length > 0 &&
    !values.some(value => value.includes('${'))
  );
}
