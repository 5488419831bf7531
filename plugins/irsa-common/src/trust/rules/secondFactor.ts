import { findingsIn } from '../finding';
import { TrustStatement } from '../statements';
import { ReviewFinding } from '../types';

/**
 * A second factor that may be absent. Requests with the access key of a user lack the key, so the condition holds for them.
 * Source: IAM User Guide, "AWS global condition context keys", aws:MultiFactorAuthPresent.
 */
export function secondFactorRules({
  principals,
  tests,
  index,
}: TrustStatement): ReviewFinding[] {
  const is = findingsIn(index);
  const test = principals.some(({ kind }) => kind === 'AWS')
    ? tests.find(
        ({ key, base, ifExists, values }) =>
          ifExists &&
          ((/^aws:multifactorauthpresent$/i.test(key) &&
            base === 'bool' &&
            values.some(value => value.toLowerCase() === 'true')) ||
            (/^aws:multifactorauthage$/i.test(key) &&
              /^numericlessthan/.test(base))),
      )
    : undefined;
  return test
    ? [
        {
          ...is(
            'ifexists-vacuous',
            'low',
            'exposure',
            `Requests with a user's access key have no ${test.key}, and ${test.operator} holds for them: a second factor is not required.`,
            `Use ${test.operator.replace(/ifexists$/i, '')}.`,
          ),
          about: [test.operator],
        },
      ]
    : [];
}
