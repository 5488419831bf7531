export { reviewTrustPolicy } from './reviewTrustPolicy';
export { hostOf } from './readStatement';
export type { TrustReview, TrustReviewContext, TrustVerdict } from './types';
