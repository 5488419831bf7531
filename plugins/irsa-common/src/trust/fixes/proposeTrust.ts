import { PolicyDocument, policySize } from '../../policy';
import { clustersOf } from '../known';
import { inPartition } from '../partition';
import { reachOfRead } from '../reach/whoMayAssume';
import { readTrustPolicy, TrustPolicy } from '../readTrustPolicy';
import { reviewRead } from '../reviewTrustPolicy';
import { ClusterSubjects } from '../sets/ClusterSubjects';
import { TrustReview, TrustReviewContext } from '../types';
import { differenceOf, effectOf, labelsOf } from './effectOf';
import { FIXERS } from './fixers';
import { TrustEffect, TrustProposal } from './types';
import { Name } from './whoIsIn';

/**
 * Proposes a policy that answers as many findings as can be answered without a decision of people. It lets in nobody who is not let in
 * now: each step is kept only when that can be shown from the sets of subjects. Undefined when there is nothing to propose.
 *
 * @public
 */
export function proposeTrust(
  document: unknown,
  given: TrustReviewContext,
): TrustProposal | undefined {
  const { policy: before } = readTrustPolicy(document);
  if (!before) {
    return undefined;
  }
  const context = inPartition(given, before);
  const first = stateOf(before, context);
  const last = FIXERS.reduce((now, fixer) => {
    const changed = fixer(now.policy, context);
    const next =
      changed && !isSame(changed, now.policy.document)
        ? readTrustPolicy(changed).policy
        : undefined;
    if (!next || policySize(next.document) > (context.quota ?? 2048)) {
      return now;
    }
    const state = stateOf(next, context);
    const isNarrower = effectOf(before, next, context).added.length === 0;
    return isNarrower && isBetter(now, state) ? state : now;
  }, first);
  if (last === first) {
    return undefined;
  }
  const left = rulesOf(last.review);
  return {
    policy: JSON.stringify(last.policy.document, null, 2),
    rules: rulesOf(first.review).filter(rule => !left.includes(rule)),
    effect: effectOf(before, last.policy, context),
    breaks: breaks(differenceOf(before, last.policy, context).removed, context),
  };
}

/**
 * What a change of a trust policy would do; undefined when one of the two is not understood.
 *
 * @public
 */
export function effectOfChange(
  before: unknown,
  after: unknown,
  context: TrustReviewContext,
): TrustEffect | undefined {
  const old = readTrustPolicy(before).policy;
  const next = readTrustPolicy(after).policy;
  return old && next && effectOf(old, next, inPartition(context, old));
}

interface State {
  policy: TrustPolicy;
  review: TrustReview;
  isDead: boolean;
}

function stateOf(policy: TrustPolicy, context: TrustReviewContext): State {
  const read = { policy, refusals: [] as [] };
  return {
    policy,
    review: reviewRead(read, context, { withEvidence: false }),
    isDead: reachOfRead(read, context).reach === 'dead',
  };
}

/** Fewer findings, no new kind of finding, and nobody locks everybody out. */
function isBetter(before: State, after: State): boolean {
  const known = rulesOf(before.review);
  return (
    after.review.findings.length < before.review.findings.length &&
    rulesOf(after.review).every(rule => known.includes(rule)) &&
    (before.isDead || !after.isDead)
  );
}

function rulesOf({ findings }: TrustReview): string[] {
  return [...new Set(findings.map(({ ruleId }) => ruleId))];
}

function isSame(left: PolicyDocument, right: PolicyDocument): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Those whose annotation names the role, in the cluster whose tokens lose it. */
function breaks(removed: Name[], context: TrustReviewContext): string[] {
  const { role } = context;
  return labelsOf(
    removed.filter(
      ({ host, subject }) =>
        host !== undefined &&
        subject !== undefined &&
        clustersOf(context, host).some(
          cluster =>
            role &&
            ClusterSubjects.of(cluster).find(subject)?.roleArn === role.arn,
        ),
    ),
  );
}
