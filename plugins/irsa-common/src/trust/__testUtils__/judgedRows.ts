import { assessTrust } from '../assessTrust';
import { TrustReviewContext, TrustVerdict } from '../types';
import { fleet } from './fleet';

/** A trust policy, and what the review of it has to say. */
export type JudgedRow = [
  what: string,
  policy: unknown,
  verdict: TrustVerdict,
  /** Each rule that was found, but for those that only inform. */
  rules: string,
  context?: Partial<TrustReviewContext>,
];

/** The verdict and the rules of a policy in the fleet, as a row has them. */
export function judgementOf(
  document: unknown,
  context?: Partial<TrustReviewContext>,
) {
  const { review } = assessTrust(document, { ...fleet, ...context });
  return {
    verdict: review.verdict,
    rules: review.findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ ruleId, severity }) => `${ruleId} ${severity}`)
      .join(', '),
  };
}
