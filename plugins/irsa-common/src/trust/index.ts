export { reviewTrustPolicy } from './reviewTrustPolicy';
export { whoMayAssume } from './reach/whoMayAssume';
export type { Reach, TrustReach, TrustWay } from './reach/types';
export { hostOf } from './rules/provider';
export type {
  KnownCluster,
  OwnProject,
  SharedIssuerKind,
  TrustReview,
  TrustReviewContext,
  TrustVerdict,
} from './types';
