import { ContextLookup, createTextReader } from '../../policy';
import { findOperator } from '../../policy/conditionOperators';
import { finding } from '../finding';
import { ORGANISATION_OF_GOOGLE } from '../issuers/claims';
import { TrustStatement } from '../statements';
import { ConditionTest, ReviewFinding } from '../types';
import { isVacuous } from './conditions';
import { outcomeOf } from '../sets/outcome';
import { hasAction } from '../sets/subjectSet';
import { reasonOfName, reasonOfRequest } from '../sets/requestKeys';

const NO_CONTEXT = new ContextLookup({});
const ON_TEXT = /^(string|null)/;
const OF_THE_SESSION =
  /^(aws:requesttag\/|aws:tagkeys$|sts:transitivetagkeys$)/i;

/** Tests that no token can meet, each for its reason. */
export function impossibleTests(
  { tests, index }: TrustStatement,
  version: string | undefined,
  hosts: string[],
): ReviewFinding[] {
  const ofHosts = hosts.map(host => host.toLowerCase());
  return tests.flatMap(test => {
    const { base, key, claim, values, operator } = test;
    const is = (ruleId: string, message: string, fix: string) =>
      finding({
        ruleId,
        severity: 'high',
        category: 'broken',
        message,
        fix,
        statement: index,
        about: [operator],
      });
    if (base === 'null') {
      return ofHosts.includes(test.host?.toLowerCase() ?? '')
        ? nullRules(test, is)
        : [];
    }
    const isNumber =
      claim === ORGANISATION_OF_GOOGLE && base.startsWith('numeric');
    if (
      claim !== undefined &&
      !isNumber &&
      !ON_TEXT.test(base) &&
      findOperator(base)
    ) {
      return [
        is(
          'operator-invalid',
          `${operator} does not compare texts, and ${key} is one.`,
          'Use StringEquals or StringLike.',
        ),
      ];
    }
    if (values.length === 0 && !isVacuous(test)) {
      return [{ ...emptyArray(key, index), about: [operator] }];
    }
    const reasons = isVacuous(test)
      ? []
      : values.map(value =>
          value.includes('${') ? undefined : reasonOfRequest(value, test),
        );
    if (reasons.length > 0 && reasons.every(reason => reason !== undefined)) {
      return [
        is(
          'condition-contradiction',
          `The condition on ${key} never holds: ${reasons[0]}.`,
          'Require what requests have, or remove the condition.',
        ),
      ];
    }
    return values.length > 0 &&
      !test.negated &&
      values.every(value => isUnresolved(value, version))
      ? [
          is(
            'policy-variable-unresolved',
            `${values[0]} has no value when a token is exchanged, so the condition never holds.`,
            'Write the value itself.',
          ),
        ]
      : [];
  });
}

function nullRules(
  { claim, values, key }: ConditionTest,
  is: (ruleId: string, message: string, fix: string) => ReviewFinding,
): ReviewFinding[] {
  const isAlwaysThere = claim === 'sub' || claim === 'aud';
  return isAlwaysThere &&
    values.length > 0 &&
    values.every(value => value.toLowerCase() === 'true')
    ? [
        is(
          'null-inverted',
          `The condition requires that ${key} is absent, but every token has it.`,
          'Name the value with StringEquals.',
        ),
      ]
    : [];
}

/** Whether a variable in the value has no value for a token, or the version knows no variables. */
export function isUnresolved(
  value: string,
  version: string | undefined,
): boolean {
  if (!value.includes('${')) {
    return false;
  }
  return (
    version !== '2012-10-17' ||
    createTextReader(version, NO_CONTEXT).literal(value) === undefined
  );
}

const VARIABLE = /\$\{([^},]*)[^}]*\}/g;

/**
 * Whether no caller ever has the value: a variable in it has the name of no key, such as one of a template that was not filled in, or the
 * version knows no variables. Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function isNeverFilled(
  value: string,
  version: string | undefined,
): boolean {
  const withoutKeys = value.replace(VARIABLE, (whole, name: string) =>
    /^\s*[a-z][a-z0-9-]*:(?!:)./i.test(name) &&
    reasonOfName(name.trim()) === undefined
      ? 'x'
      : whole,
  );
  return version === '2012-10-17'
    ? isUnresolved(withoutKeys, version)
    : value.includes('${');
}

export function unresolved(
  value: string,
  index: number,
  about: string,
): ReviewFinding {
  return finding({
    ruleId: 'policy-variable-unresolved',
    severity: 'high',
    category: 'broken',
    message: `${value} is filled in by no request, so the condition never holds.`,
    fix: 'Write the value itself.',
    statement: index,
    about: [about],
  });
}

export function emptyArray(key: string, index: number): ReviewFinding {
  return finding({
    ruleId: 'condition-empty-array',
    severity: 'high',
    category: 'broken',
    message: `${key} is compared with no value, so the condition never holds.`,
    fix: 'Name the values.',
    statement: index,
    about: [key],
  });
}

/** A key that nobody who comes with a token of the issuer has, and why; undefined when the reason is another. */
export function absentKey(
  reviewed: TrustStatement,
  version: string | undefined,
  host: string,
): ReviewFinding | undefined {
  const { tests, index } = reviewed;
  const mayTag = hasAction(reviewed, 'sts:TagSession');
  const test = tests.find(
    each =>
      each.host === undefined &&
      outcomeOf(each, { host, version, mayTag, unknownValues: 'widest' })
        .kind === 'never',
  );
  if (!test) {
    return undefined;
  }
  const isTag = OF_THE_SESSION.test(test.key);
  return finding({
    ruleId: 'condition-contradiction',
    severity: 'high',
    category: 'broken',
    message: isTag
      ? `The condition on ${test.key} never holds: the policy does not allow sts:TagSession, so no session has tags.`
      : `The condition on ${test.key} never holds: whoever comes with a token does not have this key.`,
    fix: isTag
      ? 'Allow sts:TagSession, if the tokens bring tags.'
      : `Require what tokens have, such as ${host}:sub.`,
    statement: index,
    about: [test.key],
  });
}

export function contradiction(index: number): ReviewFinding {
  return finding({
    ruleId: 'condition-contradiction',
    severity: 'high',
    category: 'broken',
    message: 'No token can meet all conditions of the statement together.',
    fix: 'Name one set of subjects.',
    statement: index,
  });
}
