/** Cases on which the doors do not agree yet, with the reason. The suite fails when one of them agrees. */
export const OPEN_GAPS: Readonly<Record<string, string>> = {};

/** Cases whose Secret has no values in the manifests, so that a cluster cannot have the same. */
export const NOT_OF_A_CLUSTER: ReadonlySet<string> = new Set([
  'generators/missing-file',
  'places/managed-fields',
]);
