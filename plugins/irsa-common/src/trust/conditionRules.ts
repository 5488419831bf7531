import { finding } from './finding';
import { isPattern, isVacuous, testsOf } from './readStatement';
import {
  ConditionTest,
  ReviewedStatement,
  ReviewFinding,
  TrustReviewContext,
} from './types';

/** Rules about audience, operators and keys of the conditions. */
export function conditionRules(
  reviewed: ReviewedStatement,
  context: TrustReviewContext,
): ReviewFinding[] {
  return [
    ...emptyRules(reviewed),
    ...reviewed.tests.flatMap(test => keyRules(test, reviewed)),
    ...vacuousRules(reviewed),
    ...audienceRules(reviewed, context),
  ];
}

function emptyRules({ statement, index }: ReviewedStatement): ReviewFinding[] {
  const { Condition } = statement;
  const isEmpty =
    Condition &&
    (Object.keys(Condition).length === 0 ||
      Object.values(Condition).some(keys => Object.keys(keys).length === 0));
  return isEmpty
    ? [
        finding({
          ruleId: 'condition-empty',
          severity: 'high',
          category: 'exposure',
          message: 'The condition is empty, so it holds for everybody.',
          fix: 'Require audience and subject with StringEquals.',
          statement: index,
        }),
      ]
    : [];
}

function keyRules(
  test: ConditionTest,
  { hosts, index }: ReviewedStatement,
): ReviewFinding[] {
  const { key, host, claim } = test;
  if (/^(aws|sts|iam|cognito-identity\.amazonaws\.com):/i.test(key)) {
    return [];
  }
  if (
    !host ||
    /^https?:\/\/|^arn:|\/$/.test(host) ||
    !claim ||
    claim.includes('/')
  ) {
    return [
      finding({
        ruleId: 'condition-key-malformed',
        severity: 'high',
        category: 'broken',
        message: `No token ever has the key ${key}.`,
        fix: 'Write the issuer without https://, a colon and the claim.',
        statement: index,
      }),
    ];
  }
  return hosts.every(own => own.toLowerCase() !== host.toLowerCase())
    ? [
        finding({
          ruleId: 'condition-key-wrong-provider',
          severity: 'high',
          category: 'broken',
          message: `The key ${key} belongs to another issuer than the provider that is trusted.`,
          fix: `Use ${hosts[0]}:${claim}.`,
          statement: index,
        }),
      ]
    : [];
}

function vacuousRules({
  tests,
  hosts,
  index,
}: ReviewedStatement): ReviewFinding[] {
  return tests.flatMap(test => {
    if (test.claim === undefined || !isVacuous(test)) {
      return [];
    }
    const own = hosts.filter(
      host => host.toLowerCase() === test.host?.toLowerCase(),
    );
    const bound = hosts.every(host =>
      testsOf(tests, host, 'sub').some(
        other => !isVacuous(other) && other.base !== 'null',
      ),
    );
    const present = own.length > 0 && ['sub', 'aud'].includes(test.claim);
    const kind = kindOf(test);
    if (kind === 'negated-vacuous' && present) {
      return [];
    }
    const severity = severityOf(kind, bound, present);
    return [
      finding({
        ruleId: kind,
        severity,
        category: 'exposure',
        message: `${test.operator} holds when ${test.key} is absent from the token.`,
        fix: 'Use the plain operator: StringEquals.',
        statement: index,
      }),
    ];
  });
}

function audienceRules(
  { tests, hosts, providers, index }: ReviewedStatement,
  context: TrustReviewContext,
): ReviewFinding[] {
  return hosts.flatMap((host, at) => {
    const provider = context.providers?.find(
      ({ arn }) => arn === providers[at],
    );
    const audience = testsOf(tests, host, 'aud').filter(
      ({ base }) => base !== 'null',
    );
    if (audience.length === 0) {
      // The audience is tested under a wrong key, and that is the finding.
      if (
        tests.some(
          ({ claim, host: other }) => claim === 'aud' && other !== host,
        )
      ) {
        return [];
      }
      return [
        finding({
          ruleId: 'aud-missing',
          severity: (provider?.clientIds.length ?? 0) > 1 ? 'medium' : 'low',
          category: 'exposure',
          message: 'Tokens for other audiences are accepted too.',
          fix: `StringEquals on ${host}:aud.`,
          statement: index,
        }),
      ];
    }
    const values = audience.flatMap(test =>
      test.negated
        ? []
        : test.values.map(value => ({ value, pattern: isPattern(test) })),
    );
    if (values.some(({ value, pattern }) => pattern && /^\*+$/.test(value))) {
      return [
        finding({
          ruleId: 'aud-wildcard',
          severity: 'low',
          category: 'exposure',
          message: 'Every audience is accepted.',
          fix: 'Name the audience.',
          statement: index,
        }),
      ];
    }
    const isRegistered = values.some(
      ({ value, pattern }) => pattern || provider?.clientIds.includes(value),
    );
    return provider && values.length > 0 && !isRegistered
      ? [
          finding({
            ruleId: 'aud-unregistered',
            severity: 'high',
            category: 'broken',
            message: `The provider is not registered for ${values[0].value}: STS refuses such tokens before it reads the policy.`,
            fix: `Use one of ${provider.clientIds.join(
              ', ',
            )}, or add the audience to the provider.`,
            statement: index,
          }),
        ]
      : [];
  });
}

type VacuousKind =
  | 'ifexists-vacuous'
  | 'forallvalues-vacuous'
  | 'negated-vacuous';

function kindOf(test: ConditionTest): VacuousKind {
  if (test.ifExists) {
    return 'ifexists-vacuous';
  }
  return test.quantifier === 'ForAllValues'
    ? 'forallvalues-vacuous'
    : 'negated-vacuous';
}

function severityOf(
  kind: VacuousKind,
  isBound: boolean,
  isPresent: boolean,
): ReviewFinding['severity'] {
  if (isBound) {
    return 'low';
  }
  if (!isPresent) {
    return 'critical';
  }
  return kind === 'ifexists-vacuous' ? 'medium' : 'high';
}
