export { reviewTrustPolicy } from './reviewTrustPolicy';
export { hostOf } from './rules/provider';
export type {
  KnownCluster,
  OwnProject,
  SharedIssuerKind,
  TrustReview,
  TrustReviewContext,
  TrustVerdict,
} from './types';
