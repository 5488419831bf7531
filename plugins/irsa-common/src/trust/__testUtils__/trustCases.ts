import { readFileSync } from 'fs';
import { resolve } from 'path';
import { askTrust } from '../evaluate/askTrust';
import { TrustAnswer, TrustCaller } from '../evaluate/types';
import { reviewTrustPolicy } from '../reviewTrustPolicy';
import { TrustReview, TrustReviewContext } from '../types';

const FIXTURES = resolve(__dirname, '../../../../../test/fixtures');

/** What a patch removes is not known, so everything but the account may be absent. */
interface CaseContext {
  /** The moment of the review, in ISO 8601. Absent: conditions on the time are not judged. */
  now?: string;
  partition?: string;
  accountId: string;
  organizationAccounts?: string[];
  vendorAccounts?: Record<string, string>;
  quotas?: { roleTrustPolicyChars: number };
  role?: {
    arn: string;
    maxSessionDuration?: number;
    lastUsedDaysAgo?: number;
    privileged?: boolean;
    tags?: Record<string, string>;
  };
  oidcProviders?: {
    arn: string;
    url: string;
    /** Whose the issuer is, as the inventory has it: `unknown`, `private`, `self-hosted`, `private-tenant`, `shared-saas`, `eks`. */
    kind?: string;
    clientIds: string[];
    thumbprintStale?: boolean;
  }[];
  clusters?: TrustReviewContext['clusters'];
  saas?: {
    owners?: TrustReviewContext['owners'];
    githubOwnerIds?: Record<string, string>;
    githubRepos?: { name: string; id?: string; subFormat?: string }[];
    gitlabProjects?: string[];
    terraformWorkspaces?: string[];
  };
  podIdentityAssociations?: {
    cluster: string;
    namespace: string;
    serviceAccount: string;
    disableSessionTags?: boolean;
  }[];
}

export interface TrustCase {
  id: string;
  title: string;
  contextRef: string;
  contextPatch?: unknown;
  policy?: unknown;
  policyText?: string;
  expect: {
    verdict: 'safe' | 'risky' | 'broken';
    findings: { ruleId: string; severity: string; statement?: number }[];
    absentFindings?: string[];
  };
  evaluations?: {
    principal: CasePrincipal;
    expect: 'allow' | 'deny';
    stage?: string;
  }[];
}

interface CasePrincipal {
  kind: 'oidc' | 'aws' | 'service' | 'cognito' | 'saml';
  iss?: string;
  sub?: string;
  aud?: string | string[];
  amr?: string[];
  claims?: Record<string, string | string[]>;
  arn?: string;
  service?: string;
  action?: string;
  context?: Record<string, string | string[]>;
}

export interface TrustCaseFile {
  contexts: Record<string, unknown>;
  cases: TrustCase[];
}

/** A case from a public report: several verdicts may be right. */
export interface ReportedCase {
  id: string;
  title: string;
  source: string;
  /** A text where its form matters. */
  policy: unknown;
  /** What is known besides the account. */
  context?: Partial<TrustReviewContext>;
  expect: { verdicts: string[]; findings: string[]; absentFindings: string[] };
}

const published: TrustCaseFile = JSON.parse(
  readFileSync(resolve(FIXTURES, 'trust-policy-cases.json'), 'utf8'),
);
const reported: { accountId: string; cases: ReportedCase[] } = JSON.parse(
  readFileSync(resolve(FIXTURES, 'trust-policies-reported.json'), 'utf8'),
);

export const publishedCases = published.cases;
export const reportedCases = reported.cases;

/** What the review says of a case and should not, or the other way round; empty when it is right. */
export function differencesOf(
  testCase: TrustCase,
  contexts = published.contexts,
): string[] {
  const { verdict: said, findings } = reviewOf(testCase, contexts);
  const { expect: wanted } = testCase;
  return [
    ...(said === wanted.verdict
      ? []
      : [`verdict is ${said}, not ${wanted.verdict}`]),
    ...wanted.findings
      .filter(
        want =>
          !findings.some(
            got =>
              got.ruleId === want.ruleId &&
              got.severity === want.severity &&
              (want.statement === undefined ||
                got.statement === want.statement),
          ),
      )
      .map(({ ruleId, severity }) => `misses ${ruleId} (${severity})`),
    ...(wanted.absentFindings ?? [])
      .filter(absent => findings.some(({ ruleId }) => ruleId === absent))
      .map(absent => `says ${absent}`),
  ];
}

/** The verdict in the words of the file, which knows three: `dangerous` is the worst kind of risky. */
export function reviewOf(
  testCase: TrustCase,
  contexts = published.contexts,
): {
  verdict: TrustCase['expect']['verdict'];
  findings: TrustReview['findings'];
} {
  const { verdict, findings } = reviewTrustPolicy(
    testCase.policyText ?? testCase.policy,
    contextOf(testCase, contexts),
  );
  return { verdict: verdict === 'dangerous' ? 'risky' : verdict, findings };
}

export interface CaseAnswer {
  ok: boolean;
  expected: 'allow' | 'deny';
  answer: TrustAnswer;
}

/** What the evaluation says of each caller of the case. */
export function answersOf(
  testCase: TrustCase,
  contexts = published.contexts,
): CaseAnswer[] {
  const context = contextOf(testCase, contexts);
  return (testCase.evaluations ?? []).map(
    ({ principal, expect: expected, stage }) => {
      const answer = askTrust(
        testCase.policyText ?? testCase.policy,
        callerOf(principal),
        context,
      );
      const isStage = !stage || stage === answer.stage;
      return { ok: answer.decision === expected && isStage, expected, answer };
    },
  );
}

function callerOf(principal: CasePrincipal): TrustCaller {
  const { kind, iss, sub, aud, amr, claims, context, action } = principal;
  if (kind === 'oidc' || kind === 'cognito') {
    const given = { sub, aud, amr, ...claims };
    return {
      kind: 'token',
      issuer: kind === 'cognito' ? 'cognito-identity.amazonaws.com' : iss!,
      claims: Object.fromEntries(
        Object.entries(given).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      ),
      context,
    };
  }
  return {
    kind,
    principal: (kind === 'service' ? principal.service : principal.arn)!,
    action,
    context,
  };
}

/** As {@link differencesOf}. Most reported cases know the account and nothing else. */
export function differencesOfReport({
  policy,
  context,
  expect: wanted,
}: ReportedCase): string[] {
  const { verdict, findings } = reviewTrustPolicy(policy, {
    accountId: reported.accountId,
    ...context,
  });
  const ids = findings.map(({ ruleId }) => ruleId);
  return [
    ...(wanted.verdicts.includes(verdict)
      ? []
      : [`verdict is ${verdict}, not ${wanted.verdicts.join(' or ')}`]),
    ...wanted.findings
      .filter(id => !ids.includes(id))
      .map(id => `misses ${id}`),
    ...wanted.absentFindings
      .filter(id => ids.includes(id))
      .map(id => `says ${id}`),
  ];
}

/** Kinds of providers that the company runs, or has to itself. */
const OF_THE_COMPANY = ['private', 'self-hosted', 'private-tenant'];

export function contextOf(
  { contextRef, contextPatch }: TrustCase,
  contexts = published.contexts,
): TrustReviewContext {
  const context = mergePatch(
    contexts[contextRef],
    contextPatch ?? {},
  ) as CaseContext;
  const { saas, role } = context;
  const named = (names?: string[]) => names?.map(name => ({ name }));
  return {
    accountId: context.accountId,
    now: context.now,
    partition: context.partition,
    providers: context.oidcProviders?.map(
      ({ thumbprintStale, kind: _, ...rest }) => ({
        ...rest,
        hasStaleThumbprint: thumbprintStale,
      }),
    ),
    ownIssuers: context.oidcProviders?.flatMap(({ kind = '', url }) =>
      OF_THE_COMPANY.includes(kind) ? [url] : [],
    ),
    clusters: context.clusters,
    quota: context.quotas?.roleTrustPolicyChars,
    role: role && {
      arn: role.arn,
      maxSessionSeconds: role.maxSessionDuration,
      unusedDays: role.lastUsedDaysAgo,
      isPrivileged: role.privileged,
      tags: role.tags,
    },
    ownAccounts: context.organizationAccounts,
    vendorAccounts: context.vendorAccounts,
    owners: saas?.owners,
    githubOwnerIds: saas?.githubOwnerIds,
    projects: saas && {
      github: saas.githubRepos?.map(({ name, id, subFormat }) => ({
        name,
        id,
        hasImmutableSubject: subFormat === 'immutable',
      })),
      gitlab: named(saas.gitlabProjects),
      terraform: named(saas.terraformWorkspaces),
    },
    associations: context.podIdentityAssociations?.map(
      ({ disableSessionTags, ...rest }) => ({
        ...rest,
        hasSessionTags: !disableSessionTags,
      }),
    ),
  };
}

/** RFC 7386: null removes a member, everything that is no object replaces. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) {
    return patch;
  }
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
