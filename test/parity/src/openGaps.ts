/** Cases on which the doors do not agree yet, with the reason. The suite fails when one of them agrees. */
export const OPEN_GAPS: Readonly<Record<string, string>> = {};

/**
 * Cases whose workload or whose Secret's values are not in the manifests, or that are still to be copied by a controller that the sandbox does not run,
 * so that a cluster cannot have the same.
 */
export const NOT_OF_A_CLUSTER: ReadonlySet<string> = new Set([
  'copies/cloned-by-a-policy',
  'copies/imported',
  'copies/pushed-by-kubed',
  'copies/pushed-by-reflector',
  'copies/pushed-by-replicator',
  'generators/missing-file',
  'generators/names-of-the-environment',
  'generators/values-of-a-chart',
  'generators/patch-of-what-is-elsewhere',
  'places/managed-fields',
  // A cluster clears away a Secret whose owner has another id.
  'reported/zalando-awsiamrole',
  // Kustomize reads it, and no cluster has it.
  'reported/kustomize-helmcharts',
]);
