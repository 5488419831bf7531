/** Cases on which the doors do not agree yet, with the reason. The suite fails when one of them agrees. */
export const OPEN_GAPS: Readonly<Record<string, string>> = {
  'consumers/connector-of-a-folder':
    'The portal does not read the cluster of Kafka Connect of a connector yet, so what its files hold is uncertain there.',
  'consumers/connector-of-variables': 'The same for its variables.',
  'stores/identities-of-seaweedfs':
    'Of a Secret that is there, the portal asks its own marks, and not yet the store that is given it.',
  'stores/users-of-a-minio-tenant':
    'The portal does not read yet which Secrets a tenant of MinIO is given.',
};

/**
 * Cases whose workload or whose Secret's values are not in the manifests, or that are still to be copied by a controller that the sandbox does not run,
 * so that a cluster cannot have the same.
 */
export const NOT_OF_A_CLUSTER: ReadonlySet<string> = new Set([
  'copies/pushed-by-kubed',
  'copies/pushed-by-reflector',
  'copies/pushed-by-replicator',
  'generators/missing-file',
  'generators/patch-of-what-is-elsewhere',
  'places/managed-fields',
]);
