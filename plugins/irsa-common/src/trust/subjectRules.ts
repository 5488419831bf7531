import { finding } from './finding';
import { isPattern, isVacuous, testsOf } from './readStatement';
import { isClusterIssuer, isSharedIssuer } from './sharedIssuers';
import {
  ConditionTest,
  ReviewedStatement,
  ReviewFinding,
  TrustReviewContext,
} from './types';

const EXACT =
  'Name the subject with StringEquals: system:serviceaccount:<namespace>:<name>.';

/** Rules about the token subjects that the statement lets in. */
export function subjectRules(
  reviewed: ReviewedStatement,
  context: TrustReviewContext,
): ReviewFinding[] {
  return [...new Set(reviewed.hosts)].flatMap(host =>
    rulesOfHost(reviewed, host, context),
  );
}

function rulesOfHost(
  { index, tests }: ReviewedStatement,
  host: string,
  context: TrustReviewContext,
): ReviewFinding[] {
  const own = testsOf(tests, host, 'sub').filter(
    ({ values }) => values.length > 0,
  );
  const nulls = own.filter(({ base }) => base === 'null');
  const texts = own.filter(({ base }) => base.startsWith('string'));
  const positive = texts.filter(({ negated }) => !negated);
  const shared = isSharedIssuer(host);
  const missesRequired =
    shared && positive.length === 0
      ? [
          finding({
            ruleId: 'shared-issuer-required-claim',
            severity: 'critical',
            category: 'exposure',
            message: `${host} signs tokens for many organisations and the subject is not required.`,
            fix: 'Require the subject with StringEquals.',
            statement: index,
          }),
        ]
      : [];
  if (nulls.some(({ values }) => values.includes('true'))) {
    return [
      finding({
        ruleId: 'null-inverted',
        severity: 'high',
        category: 'broken',
        message:
          'The condition requires that the subject is absent, but every token has one.',
        fix: EXACT,
        statement: index,
      }),
    ];
  }
  if (texts.length === 0 && nulls.length > 0) {
    return [
      ...missesRequired,
      finding({
        ruleId: 'null-only',
        severity: 'high',
        category: 'exposure',
        message:
          'The condition only requires that there is a subject, not which one.',
        fix: EXACT,
        statement: index,
      }),
    ];
  }
  if (texts.length === 0) {
    // A test under another issuer's name never matches, so it lets nobody in; see conditionRules.
    const blocking = tests.some(
      test =>
        test.claim !== undefined &&
        test.host?.toLowerCase() !== host.toLowerCase() &&
        !isVacuous(test) &&
        test.base !== 'null',
    );
    const misspelt = tests.some(
      test => test.claim === 'sub' || (test.claim && test.claim !== 'aud'),
    );
    if (blocking || misspelt) {
      const other = tests.some(
        test =>
          test.host?.toLowerCase() === host.toLowerCase() &&
          test.claim !== 'aud' &&
          test.claim !== 'sub' &&
          !isVacuous(test),
      );
      return other && shared
        ? [...missesRequired, missing('high', host, index)]
        : [];
    }
    return [
      ...missesRequired,
      missing(shared || tests.length === 0 ? 'critical' : 'high', host, index),
    ];
  }
  if (positive.length === 0) {
    return [
      ...missesRequired,
      finding({
        ruleId: 'sub-negated-only',
        severity: 'high',
        category: 'exposure',
        message:
          'The condition only excludes subjects. Everybody else may assume the role.',
        fix: EXACT,
        statement: index,
      }),
    ];
  }
  const binding = positive.filter(test => !isVacuous(test));
  if (binding.length === 0) {
    return [];
  }
  return isClusterIssuer(host, context.clusters)
    ? clusterSubjects(binding, index)
    : sharedSubjects(binding, host, index);
}

function missing(
  severity: ReviewFinding['severity'],
  host: string,
  index: number,
): ReviewFinding {
  return finding({
    ruleId: 'sub-missing',
    severity,
    category: 'exposure',
    message: `Every token of ${host} is accepted, because no condition tests its subject (:sub).`,
    fix: EXACT,
    statement: index,
  });
}

/**
 * All tests must hold, so the narrowest test decides. The values of one test are alternatives, so its widest value
 * decides.
 */
function clusterSubjects(
  tests: ConditionTest[],
  index: number,
): ReviewFinding[] {
  const results = tests.map(test => {
    const findings = test.values.map(value =>
      isPattern(test)
        ? patternFinding(value, index)
        : exactFinding(value, index),
    );
    const usable = findings.filter(result => result?.category !== 'broken');
    // The statement works when one value works.
    const relevant = usable.length > 0 ? usable : findings;
    const worst = relevant
      .flatMap(result => result ?? [])
      .sort((left, right) => rank(right) - rank(left))
      .slice(0, 1);
    const hygiene =
      test.base === 'stringequalsignorecase'
        ? [
            finding({
              ruleId: 'sub-ignore-case',
              severity: 'low',
              category: 'hygiene',
              message:
                'The subject is compared without regard to case; ServiceAccount names are lower case.',
              fix: 'Use StringEquals.',
              statement: index,
            }),
          ]
        : [];
    return [...worst, ...hygiene];
  });
  const broken = results.find(list =>
    list.some(({ category }) => category === 'broken'),
  );
  return (
    broken ??
    results.sort((left, right) => weight(left) - weight(right))[0] ??
    []
  );
}

function exactFinding(value: string, index: number): ReviewFinding | undefined {
  if (/[*?]/.test(value)) {
    return finding({
      ruleId: 'sub-literal-wildcard',
      severity: 'high',
      category: 'broken',
      message:
        'A wildcard under StringEquals is an ordinary character: no token has such a subject.',
      fix: EXACT,
      statement: index,
    });
  }
  if (!/^system:serviceaccount:[^:\s]+:[^:\s]+$/.test(value)) {
    return value.includes('${')
      ? undefined
      : finding({
          ruleId: 'sub-malformed',
          severity: 'high',
          category: 'broken',
          message: `No cluster gives a token the subject ${value}.`,
          fix: EXACT,
          statement: index,
        });
  }
  return value.endsWith(':default')
    ? finding({
        ruleId: 'sub-default-serviceaccount',
        severity: 'medium',
        category: 'exposure',
        message:
          'Every Pod of the namespace that names no ServiceAccount may assume the role.',
        fix: 'Give the workload a ServiceAccount of its own.',
        statement: index,
      })
    : undefined;
}

function patternFinding(
  value: string,
  index: number,
): ReviewFinding | undefined {
  if (!/[*?]/.test(value)) {
    return exactFinding(value, index);
  }
  const at = (
    ruleId: string,
    severity: ReviewFinding['severity'],
    message: string,
  ) =>
    finding({
      ruleId,
      severity,
      category: 'exposure',
      message,
      fix: EXACT,
      statement: index,
    });
  const prefix = 'system:serviceaccount:';
  const literalStart = value.slice(0, value.search(/[*?]/));
  if (!value.startsWith(prefix)) {
    if (!prefix.startsWith(literalStart) && !literalStart.startsWith(prefix)) {
      return finding({
        ruleId: 'sub-malformed',
        severity: 'high',
        category: 'broken',
        message: `No cluster gives a token a subject like ${value}.`,
        fix: EXACT,
        statement: index,
      });
    }
    return at(
      'sub-any',
      'critical',
      'Every ServiceAccount of the cluster may assume the role.',
    );
  }
  const [namespace, ...rest] = value.slice(prefix.length).split(':');
  const name = rest.join(':');
  if (/^\*+$/.test(namespace)) {
    return rest.length === 0 || /^\*+$/.test(name)
      ? at(
          'sub-any',
          'critical',
          'Every ServiceAccount of the cluster may assume the role.',
        )
      : at(
          'sub-any-namespace',
          'high',
          'Everybody who may create a namespace can create this ServiceAccount in it and assume the role.',
        );
  }
  if (/[*?]/.test(namespace) || rest.length === 0) {
    return at(
      'sub-namespace-pattern',
      'high',
      'Others may create a namespace with a matching name.',
    );
  }
  if (/^\*+$/.test(name)) {
    return at(
      'sub-any-serviceaccount',
      namespace === 'kube-system' ? 'high' : 'medium',
      `Every ServiceAccount of namespace ${namespace} may assume the role.`,
    );
  }
  return at(
    'sub-serviceaccount-pattern',
    'medium',
    `Everybody who may create ServiceAccounts in ${namespace} can choose a matching name.`,
  );
}

/** Subjects of issuers that many organisations share must fix the owner. */
function sharedSubjects(
  tests: ConditionTest[],
  host: string,
  index: number,
): ReviewFinding[] {
  if (!isSharedIssuer(host)) {
    return [];
  }
  const values = tests.flatMap(test =>
    test.values.map(value => ({ value, pattern: isPattern(test) })),
  );
  if (values.every(({ value, pattern }) => !pattern && /[*?]/.test(value))) {
    return [
      finding({
        ruleId: 'sub-literal-wildcard',
        severity: 'high',
        category: 'broken',
        message:
          'A wildcard under StringEquals is an ordinary character: no token has such a subject.',
        fix: 'Use StringLike, or name the subject exactly.',
        statement: index,
      }),
    ];
  }
  const open = values.some(
    ({ value, pattern }) =>
      pattern && /[*?]/.test(value) && !/^[a-z_]+:[^*?/:@]+[/:@]/.test(value),
  );
  if (open) {
    return [
      finding({
        ruleId: 'saas-owner-unanchored',
        severity: 'critical',
        category: 'exposure',
        message: `Anyone can register a name at ${host} that matches the pattern.`,
        fix: 'Write the owner in full, closed by its separator.',
        statement: index,
      }),
    ];
  }
  if (!host.startsWith('token.actions.githubusercontent.com')) {
    return [];
  }
  return values.some(
    ({ value, pattern }) => pattern && /^repo:[^/*?]+\/\*$/.test(value),
  )
    ? [
        finding({
          ruleId: 'github-org-wide',
          severity: 'medium',
          category: 'exposure',
          message:
            'Every repository of the organisation, on every branch, may assume the role.',
          fix: 'Name the repository and the branch or environment.',
          statement: index,
        }),
      ]
    : [];
}

const severities = ['info', 'low', 'medium', 'high', 'critical'];

function rank({ severity }: ReviewFinding): number {
  return severities.indexOf(severity);
}

function weight(findings: ReviewFinding[]): number {
  return Math.max(-1, ...findings.map(rank));
}
