import { parseOperator, Statement, toArray } from '../policy';
import { ConditionTest, ReviewedStatement } from './types';

const PROVIDER_ARN = /^arn:[a-z-]+:iam::\d{12}:oidc-provider\/(.+)$/;

/**
 * Issuer (without `https://`) in a provider's ARN; undefined when the ARN is not that of an OpenID Connect provider.
 */
export function hostOf(arn: string): string | undefined {
  return PROVIDER_ARN.exec(arn)?.[1];
}

/** Whether the statement is for tokens of OpenID Connect providers. */
export function readStatement(
  statement: Statement,
  index: number,
): ReviewedStatement | undefined {
  const { Principal } = statement;
  const federated =
    Principal && Principal !== '*' ? toArray(Principal.Federated) : [];
  const providers = federated.filter(arn => hostOf(arn) !== undefined);
  if (providers.length === 0) {
    return undefined;
  }
  return {
    index,
    statement,
    providers,
    hosts: providers.map(arn => hostOf(arn)!),
    tests: Object.entries(statement.Condition ?? {}).flatMap(
      ([operator, keys]) =>
        Object.entries(keys).map(([key, values]) =>
          readTest(operator, key, toArray(values).map(String)),
        ),
    ),
  };
}

function readTest(
  operator: string,
  key: string,
  values: string[],
): ConditionTest {
  const { base, quantifier, ifExists } = parseOperator(operator);
  const colon = key.lastIndexOf(':');
  const host = key.slice(0, Math.max(colon, 0));
  const isClaim = host !== '' && !/^(aws|sts|iam)$/i.test(host);
  return {
    operator,
    base: base.toLowerCase(),
    quantifier,
    ifExists,
    negated: /not/i.test(base),
    key,
    ...(isClaim ? { host, claim: key.slice(colon + 1).toLowerCase() } : {}),
    values,
  };
}

/** Whether the test is also true when the key is absent, so that alone it restricts nothing. */
export function isVacuous(test: ConditionTest): boolean {
  return test.ifExists || test.quantifier === 'ForAllValues' || test.negated;
}

/** Whether the test compares text with wildcards. */
export function isPattern(test: ConditionTest): boolean {
  return test.base === 'stringlike' || test.base === 'arnlike';
}

/** Tests of this claim of this issuer. Keys are compared without regard to case. */
export function testsOf(
  tests: ConditionTest[],
  host: string,
  claim: string,
): ConditionTest[] {
  return tests.filter(
    test =>
      test.claim === claim && test.host?.toLowerCase() === host.toLowerCase(),
  );
}
