import { reachOfRead } from './reach/whoMayAssume';
import { TrustReach } from './reach/types';
import { readTrustPolicy } from './readTrustPolicy';
import { reviewRead } from './reviewTrustPolicy';
import { AssessOptions, TrustReview, TrustReviewContext } from './types';

/**
 * Reviews who may assume a role and says who that is, from one reading of the policy: see {@link reviewTrustPolicy} and
 * {@link whoMayAssume}.
 *
 * @public
 */
export function assessTrust(
  document: unknown,
  context: TrustReviewContext,
  options?: AssessOptions,
): { review: TrustReview; trust: TrustReach } {
  const read = readTrustPolicy(document);
  return {
    review: reviewRead(read, context, options),
    trust: reachOfRead(read, context),
  };
}
