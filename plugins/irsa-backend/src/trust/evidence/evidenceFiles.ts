import { createTwoFilesPatch } from 'diff';
import { proposeTrust, RoleReviewSummary } from 'backstage-plugin-irsa-common';
import {
  ReviewedTrust,
  trustFacts,
  trustToCsv,
  trustToSarif,
} from 'backstage-plugin-irsa-node';
import { RoleInView } from '../types';
import { canonicalText, policyHash, sha256 } from '../policyHash';
import { maskKeyIds } from './maskKeyIds';
import { printablePage } from './printablePage';
import { Making, RoleEvidence } from './types';

/** Version of the form of `evidence.json`; also that of the program in SARIF logs. */
export const EVIDENCE_VERSION = '1.0.0';

/** The review of a role as all exports have it. */
export function reviewedTrust(
  { role, policy, context }: RoleInView,
  review: RoleReviewSummary | undefined,
): ReviewedTrust {
  return {
    name: role.name,
    arn: role.arn,
    accountId: role.accountId,
    policy: policyText(policy),
    verdict: role.verdict,
    findings: role.findings,
    reach: role.reach,
    reachReason: role.reachReason,
    ways: role.ways,
    proposal: proposeTrust(policy, context),
    review,
  };
}

/** The evidence about one role: file name → text, without ids of access keys. Pure. */
export function evidenceFiles(
  evidence: RoleEvidence,
  making: Making,
): Record<string, string> {
  const { view, review } = evidence;
  const { state, signOff, difference } = review;
  const reviewed = reviewedTrust(view, {
    state,
    by: signOff?.signedBy,
    at: signOff?.signedAt,
  });
  const files: Record<string, string> = {
    'policy.json': `${reviewed.policy}\n`,
    // Without a line break at its end: where nothing of it is hidden, its SHA-256 is the hash that sign-offs are bound to.
    'policy.canonical.json': canonicalText(view.policy),
    'evidence.json': `${JSON.stringify(
      facts(evidence, reviewed, making),
      null,
      2,
    )}\n`,
    'findings.csv': trustToCsv([reviewed], { withReviews: true }),
    'findings.sarif': trustToSarif([reviewed], { version: EVIDENCE_VERSION }),
    'report.html': printablePage(evidence, reviewed, making),
    ...(difference && {
      'since-sign-off.diff': createTwoFilesPatch(
        'signed off',
        'now',
        `${difference.before}\n`,
        `${difference.after}\n`,
      ),
    }),
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, maskKeyIds(text)]),
  );
}

function facts(
  { view, review }: RoleEvidence,
  reviewed: ReviewedTrust,
  { by, at }: Making,
) {
  const { role, policy, context, asOf } = view;
  const canonical = canonicalText(policy);
  const shown = maskKeyIds(canonical);
  const { clusters = [], hasAllClusters = true, providers } = context;
  return {
    version: EVIDENCE_VERSION,
    madeBy: by,
    madeAt: at,
    role: {
      arn: role.arn,
      createdAt: role.createdAt,
      lastUsedAt: role.lastUsedAt ?? null,
    },
    policy: {
      readAt: asOf,
      // What sign-offs are bound to: of the policy as IAM has it.
      hash: policyHash(policy),
      // Of the file here. Another one when the policy holds ids of access keys, which no file shows.
      canonicalFile: {
        name: 'policy.canonical.json',
        sha256: sha256(shown),
        isHashOfSignOffs: shown === canonical,
      },
    },
    review: trustFacts(reviewed),
    signOffs: {
      state: review.state,
      current: review.signOff ?? null,
      earlier: review.history,
      difference: review.difference ?? null,
    },
    acceptedFindings: review.accepted,
    // What was not read is not known; nothing was concluded from it.
    coverage: {
      providers: providers ? 'read' : 'not read',
      allClustersKnown: hasAllClusters,
      clusters: clusters.map(({ name, issuer, serviceAccounts }) => ({
        name,
        issuer,
        serviceAccounts: serviceAccounts ? 'read' : 'not read',
      })),
    },
  };
}

/** The text in which the evidence of findings counts. */
function policyText(policy: unknown): string {
  return JSON.stringify(policy, null, 2);
}
