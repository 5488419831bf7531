import { accountOf, matchPrincipal } from '../../policy';
import { finding } from '../finding';
import { reasonOfName } from '../sets/requestKeys';
import { hasAction } from '../sets/subjectSet';
import { NamedPrincipal, TrustStatement } from '../statements';
import { ConditionTest, ReviewFinding } from '../types';
import { isVacuous } from './conditions';

/** What a service never has, so that an operator with Not or IfExists holds for it. */
const NOT_OF_A_SERVICE =
  /^aws:(principalorg(id|paths)$|multifactor|username$)/i;

/**
 * Whether a Deny refuses this account, role, user or service whatever its request says. One with conditions counts only where a key is
 * always absent: services lack some, and no request has one that AWS does not know.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators", on missing keys.
 */
export function isRefused(
  principal: NamedPrincipal,
  denies: readonly TrustStatement[],
): boolean {
  return denies.some(
    deny =>
      hasAction(deny, 'sts:AssumeRole') &&
      isNamedBy(principal, deny) &&
      deny.tests.every(test => isMetAlways(test, principal)),
  );
}

/** An Allow statement for callers all of whom a Deny refuses. */
export function refusedRules(
  { principals, index, statement }: TrustStatement,
  denies: readonly TrustStatement[],
): ReviewFinding[] {
  const isOfCallers =
    statement.NotPrincipal === undefined &&
    principals.length > 0 &&
    principals.every(({ kind }) => kind === 'AWS' || kind === 'Service');
  return isOfCallers && principals.every(each => isRefused(each, denies))
    ? [
        finding({
          ruleId: 'allow-fully-denied',
          severity: 'high',
          category: 'broken',
          message: 'A Deny refuses everybody whom the statement allows.',
          fix: 'Narrow the Deny.',
          statement: index,
        }),
      ]
    : [];
}

function isNamedBy(
  { kind, value }: NamedPrincipal,
  { statement: { Principal }, principals }: TrustStatement,
): boolean {
  if (Principal === undefined || (kind !== 'AWS' && kind !== 'Service')) {
    return false;
  }
  const account = /^\d{12}$/.test(value) ? value : accountOf(value);
  const isWhole = value === account || /:root$/.test(value);
  if (kind === 'AWS' && (value === '*' || isWhole)) {
    // Only a Deny of as many.
    return principals.some(
      each =>
        each.kind === 'AWS' &&
        (each.value === '*' ||
          (isWhole &&
            (each.value === account ||
              (/:root$/.test(each.value) &&
                accountOf(each.value) === account)))),
    );
  }
  return matchPrincipal(Principal, { type: kind, value }) !== undefined;
}

function isMetAlways(test: ConditionTest, { kind }: NamedPrincipal): boolean {
  const isAbsent =
    reasonOfName(test.key) !== undefined ||
    (kind === 'Service' && NOT_OF_A_SERVICE.test(test.key));
  return (
    isAbsent &&
    (test.base === 'null'
      ? test.values.some(value => value.toLowerCase() === 'true')
      : isVacuous(test))
  );
}
