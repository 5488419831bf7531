export { reviewTrustPolicy } from './reviewTrustPolicy';
export { assessTrust } from './assessTrust';
export { askTrust } from './evaluate/askTrust';
export type { TrustAnswer, TrustCaller } from './evaluate/types';
export { effectOfChange, proposeTrust } from './fixes/proposeTrust';
export type { TrustEffect, TrustProposal } from './fixes/types';
export { whoMayAssume } from './reach/whoMayAssume';
export type { Reach, TrustReach, TrustWay } from './reach/types';
export { servicesNamedIn } from './readTrustPolicy';
export { hostOf } from './rules/provider';
export type {
  AssessOptions,
  KnownCluster,
  OwnProject,
  SharedIssuerKind,
  TrustReview,
  TrustReviewContext,
  TrustVerdict,
} from './types';
