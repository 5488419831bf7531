import { matchesWildcards } from '../../policy';
import { asUntidy, exposuresIn, finding } from '../finding';
import { claimPresence, isSubjectForm } from '../issuers/claims';
import { providerOf } from '../known';
import { isSameHost } from '../sets/outcome';
import { TrustStatement } from '../statements';
import { ConditionTest, ReviewFinding, TrustReviewContext } from '../types';

/** Whether the test is also true when the key is absent, so that alone it restricts nothing. */
export function isVacuous(test: ConditionTest): boolean {
  return (
    test.ifExists ||
    test.quantifier === 'ForAllValues' ||
    (test.negated && test.quantifier !== 'ForAnyValue')
  );
}

/** Tests of this claim of this issuer. Keys are compared without regard to case. */
export function testsOf(
  tests: ConditionTest[],
  host: string,
  claim: string,
): ConditionTest[] {
  return tests.filter(
    test => test.claim === claim && isSameHost(test.host, host),
  );
}

/** Rules about the conditions of an Allow statement for tokens of these issuers. */
export function conditionRules(
  reviewed: TrustStatement,
  hosts: string[],
): ReviewFinding[] {
  return [
    ...emptyRules(reviewed, true),
    ...reviewed.tests.flatMap(test => {
      const found = keyRules(test, hosts, reviewed.index);
      // What holds without the key keeps nobody out.
      const isMet = isVacuous(test) || wantsAbsence(test);
      return isMet && isSubjectBound(reviewed.tests, hosts)
        ? found.map(asUntidy)
        : found;
    }),
    ...vacuousRules(reviewed, hosts),
    ...setOperatorRules(reviewed),
    ...ignoreCaseRules(reviewed),
  ];
}

/** Whether the test only wants that the key is absent. */
export function wantsAbsence({ base, values }: ConditionTest): boolean {
  return (
    base === 'null' && values.some(value => value.toLowerCase() === 'true')
  );
}

/**
 * @param isForTokens - of anybody who has a token of the issuer; accounts, roles and services are named by the principal, and the console of
 * IAM writes such a condition for them
 */
export function emptyRules(
  { statement, index }: TrustStatement,
  isForTokens: boolean,
): ReviewFinding[] {
  const { Condition } = statement;
  const isEmpty =
    Condition &&
    (Object.keys(Condition).length === 0 ||
      Object.values(Condition).some(keys => Object.keys(keys).length === 0));
  if (!isEmpty) {
    return [];
  }
  return [
    isForTokens
      ? finding({
          ruleId: 'condition-empty',
          severity: 'high',
          category: 'exposure',
          message: 'The condition is empty, so it holds for everybody.',
          fix: 'Require audience and subject with StringEquals.',
          statement: index,
        })
      : finding({
          ruleId: 'condition-empty',
          severity: 'low',
          category: 'hygiene',
          message: 'The condition is empty, so it asks for nothing.',
          fix: 'Remove it.',
          statement: index,
        }),
  ];
}

/** Keys that no token of these issuers has. */
export function keyRules(
  { key, host, claim }: ConditionTest,
  hosts: string[],
  index: number,
): ReviewFinding[] {
  const is = (ruleId: string, message: string, fix: string) => [
    finding({
      ruleId,
      severity: 'high',
      category: 'broken',
      message,
      fix,
      statement: index,
      about: [key],
    }),
  ];
  if (/^(aws|sts|iam|saml):/i.test(key)) {
    return [];
  }
  const own = hosts.find(each => isSameHost(host, each));
  const isForm =
    host && claim && !/^https?:\/\/|^arn:/.test(host) && !/\/$/.test(host);
  if (!own && !isForm) {
    return is(
      'condition-key-malformed',
      `No token ever has the key ${key}.`,
      'Write the issuer without https://, a colon and the claim.',
    );
  }
  if (!own) {
    return is(
      'condition-key-wrong-provider',
      `The key ${key} belongs to another issuer than the provider that is trusted.`,
      `Use ${hosts[0]}:${claim}.`,
    );
  }
  if (!claim) {
    return is(
      'condition-key-malformed',
      `The key ${key} names no claim.`,
      'Write the issuer, a colon and the claim.',
    );
  }
  return claimPresence(own, claim) === 'never'
    ? is(
        'condition-key-unsupported',
        `STS does not offer the claim ${claim} of this issuer to conditions, so the key is always absent.`,
        'Use the claims sub and aud.',
      )
    : [];
}

function vacuousRules(
  { tests, index }: TrustStatement,
  hosts: string[],
): ReviewFinding[] {
  return tests.flatMap(test => {
    if (test.claim === undefined || !isVacuous(test)) {
      return [];
    }
    const isOwn = hosts.some(
      host => host.toLowerCase() === test.host?.toLowerCase(),
    );
    const isPresent = isOwn && ['sub', 'aud'].includes(test.claim);
    const kind = kindOf(test);
    if (kind === 'negated-vacuous' && isPresent) {
      return [];
    }
    if (
      !isPresent &&
      isOwn &&
      claimPresence(test.host!, test.claim) !== 'never'
    ) {
      return [];
    }
    return [
      finding({
        ruleId: kind,
        severity: severityOf(kind, tests, hosts, isPresent),
        category: 'exposure',
        message: `${test.operator} holds when ${test.key} is absent from the token.`,
        fix: 'Use the plain operator: StringEquals.',
        statement: index,
        about: [test.operator],
      }),
    ];
  });
}

/** Whether the subject of every issuer is tested so that the test can fail. */
function isSubjectBound(tests: ConditionTest[], hosts: string[]): boolean {
  return hosts.every(host =>
    testsOf(tests, host, 'sub').some(
      test => test.base !== 'null' && !isVacuous(test),
    ),
  );
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
  tests: ConditionTest[],
  hosts: string[],
  isPresent: boolean,
): ReviewFinding['severity'] {
  const subjectTests = (host: string) =>
    testsOf(tests, host, 'sub').filter(({ base }) => base !== 'null');
  if (isSubjectBound(tests, hosts)) {
    return 'low';
  }
  // With one key for each issuer, IfExists is how one statement can serve several.
  if (hosts.length > 1 && isPresent) {
    return hosts.every(host =>
      subjectTests(host).some(({ negated }) => !negated),
    )
      ? 'low'
      : 'critical';
  }
  if (!isPresent) {
    return 'critical';
  }
  return kind === 'ifexists-vacuous' ? 'medium' : 'high';
}

function setOperatorRules({ tests, index }: TrustStatement): ReviewFinding[] {
  return tests
    .filter(
      ({ quantifier, claim }) =>
        quantifier === 'ForAnyValue' && (claim === 'sub' || claim === 'aud'),
    )
    .map(({ key, operator }) =>
      finding({
        ruleId: 'set-operator-single-valued',
        severity: 'low',
        category: 'hygiene',
        message: `${key} has one value, so ForAnyValue changes nothing.`,
        fix: 'Use the plain operator.',
        statement: index,
        about: [operator],
      }),
    );
}

function ignoreCaseRules({ tests, index }: TrustStatement): ReviewFinding[] {
  return tests.some(
    ({ base, claim }) => base === 'stringequalsignorecase' && claim === 'sub',
  )
    ? [
        finding({
          ruleId: 'sub-ignore-case',
          severity: 'low',
          category: 'hygiene',
          message: 'The subject is compared without regard to case.',
          fix: 'Use StringEquals.',
          statement: index,
        }),
      ]
    : [];
}

/** Rules about the audience that tokens must be for. */
export function audienceRules(
  { tests, index }: TrustStatement,
  host: string,
  provider: string,
  context: TrustReviewContext,
): ReviewFinding[] {
  const clientIds = providerOf(context, provider)?.clientIds;
  const audience = testsOf(tests, host, 'aud').filter(
    ({ base }) => base !== 'null',
  );
  const low = exposuresIn(index);
  if (audience.length === 0) {
    // The audience is tested under a wrong key, and that is the finding.
    const isElsewhere = tests.some(
      ({ claim, host: other }) =>
        claim === 'aud' && other?.toLowerCase() !== host.toLowerCase(),
    );
    return isElsewhere
      ? []
      : low(
          'aud-missing',
          (clientIds?.length ?? 0) > 1 ? 'medium' : 'low',
          'Tokens for other audiences are accepted too.',
          `StringEquals on ${host}:aud.`,
        );
  }
  const positive = audience.filter(({ negated }) => !negated);
  const isLike = (test: ConditionTest) => test.base === 'stringlike';
  if (
    positive.length > 0 &&
    positive.every(
      test => isLike(test) && test.values.some(value => /^[*]+$/.test(value)),
    )
  ) {
    return low(
      'aud-wildcard',
      'low',
      'Every audience is accepted.',
      'Name the audience.',
    );
  }
  const values = positive.flatMap(test =>
    test.values.map(value => ({
      value,
      isLike: isLike(test),
      isAnyCase: test.base.endsWith('ignorecase'),
    })),
  );
  if (values.length > 0 && values.every(({ value }) => isSubjectForm(value))) {
    return [
      finding({
        ruleId: 'aud-unregistered',
        severity: 'high',
        category: 'broken',
        message: `${values[0].value} is a subject, and no token is for one.`,
        fix: `Write it under ${host}:sub, and the audience under ${host}:aud.`,
        statement: index,
        about: [values[0].value],
      }),
    ];
  }
  const isRegistered = values.some(({ isLike: isPattern, isAnyCase, value }) =>
    clientIds?.some(id => {
      if (isPattern) {
        return matchesWildcards(value, id);
      }
      return isAnyCase
        ? value.toLowerCase() === id.toLowerCase()
        : value === id;
    }),
  );
  return clientIds && values.length > 0 && !isRegistered
    ? [
        finding({
          ruleId: 'aud-unregistered',
          severity: 'high',
          category: 'broken',
          message: `The provider is not registered for ${values[0].value}: STS refuses such tokens before it reads the policy.`,
          fix: `Use one of ${clientIds.join(
            ', ',
          )}, or add the audience to the provider.`,
          statement: index,
        }),
      ]
    : [];
}
