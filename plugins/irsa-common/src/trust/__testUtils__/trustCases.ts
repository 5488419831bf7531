import { readFileSync } from 'fs';
import { resolve } from 'path';
import { reviewTrustPolicy } from '../reviewTrustPolicy';
import { TrustReviewContext } from '../types';

const FIXTURES = resolve(__dirname, '../../../../../test/fixtures');

interface CaseContext {
  partition: string;
  accountId: string;
  organizationAccounts: string[];
  vendorAccounts: Record<string, string>;
  quotas: { roleTrustPolicyChars: number };
  role: {
    arn: string;
    maxSessionDuration: number;
    lastUsedDaysAgo: number;
    privileged: boolean;
    tags: Record<string, string>;
  };
  oidcProviders: {
    arn: string;
    url: string;
    clientIds: string[];
    thumbprintStale?: boolean;
  }[];
  clusters?: TrustReviewContext['clusters'];
  saas: {
    owners: Record<string, string[]>;
    githubRepos: { name: string; subFormat: string }[];
    gitlabProjects: string[];
    terraformWorkspaces: string[];
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
    principal: { kind: string; iss: string; sub?: string };
    expect: 'allow' | 'deny';
  }[];
}

/** A case from a public report: several verdicts may be right. */
export interface ReportedCase {
  id: string;
  title: string;
  source: string;
  policy: unknown;
  expect: { verdicts: string[]; findings: string[]; absentFindings: string[] };
}

const published: {
  contexts: Record<string, unknown>;
  cases: TrustCase[];
} = JSON.parse(
  readFileSync(resolve(FIXTURES, 'trust-policy-cases.json'), 'utf8'),
);
const reported: { accountId: string; cases: ReportedCase[] } = JSON.parse(
  readFileSync(resolve(FIXTURES, 'trust-policies-reported.json'), 'utf8'),
);

export const publishedCases = published.cases;
export const reportedCases = reported.cases;

/** What the review says of a case and should not, or the other way round; empty when it is right. */
export function differencesOf(testCase: TrustCase): string[] {
  const { verdict, findings } = reviewTrustPolicy(
    testCase.policyText ?? testCase.policy,
    contextOf(testCase),
  );
  // The file knows three verdicts; `dangerous` is the worst kind of risky.
  const said = verdict === 'dangerous' ? 'risky' : verdict;
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

/** As {@link differencesOf}. A reported case knows the account and nothing else. */
export function differencesOfReport({
  policy,
  expect: wanted,
}: ReportedCase): string[] {
  const { verdict, findings } = reviewTrustPolicy(policy, {
    accountId: reported.accountId,
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

export function contextOf({
  contextRef,
  contextPatch,
}: TrustCase): TrustReviewContext {
  const context = mergePatch(
    published.contexts[contextRef],
    contextPatch ?? {},
  ) as CaseContext;
  const { saas, role } = context;
  return {
    accountId: context.accountId,
    partition: context.partition,
    providers: context.oidcProviders.map(({ thumbprintStale, ...rest }) => ({
      ...rest,
      hasStaleThumbprint: thumbprintStale,
    })),
    clusters: context.clusters,
    quota: context.quotas.roleTrustPolicyChars,
    role: {
      arn: role.arn,
      maxSessionSeconds: role.maxSessionDuration,
      unusedDays: role.lastUsedDaysAgo,
      isPrivileged: role.privileged,
      tags: role.tags,
    },
    ownAccounts: context.organizationAccounts,
    vendorAccounts: context.vendorAccounts,
    owners: saas.owners,
    projects: {
      github: saas.githubRepos.map(({ name, subFormat }) => ({
        name,
        hasImmutableSubject: subFormat === 'immutable',
      })),
      gitlab: saas.gitlabProjects.map(name => ({ name })),
      terraform: saas.terraformWorkspaces.map(name => ({ name })),
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
