import { createPermission } from '@backstage/plugin-permission-common';

/** Permissions on a service. Resources are referred to by workload ids: `cluster/namespace/kind/name`. @public */
export const IRSA_WORKLOAD_TYPE = 'irsa-workload';
/** Permissions on a migration or plan. Resources are referred to by ids of migrations. @public */
export const IRSA_MIGRATION_TYPE = 'irsa-migration';
/** Permissions on a role. Resources are referred to by `account id/role name`. @public */
export const IRSA_ROLE_TYPE = 'irsa-role';

/** See the list of services and their credential references. @public */
export const irsaWorkloadReadPermission = createPermission({
  name: 'irsa.workload.read',
  attributes: { action: 'read' },
  resourceType: IRSA_WORKLOAD_TYPE,
});

/** Ask for a fresh scan. @public */
export const irsaScanCreatePermission = createPermission({
  name: 'irsa.scan.create',
  attributes: { action: 'create' },
});

/** See plans, migrations and their logs. @public */
export const irsaMigrationReadPermission = createPermission({
  name: 'irsa.migration.read',
  attributes: { action: 'read' },
  resourceType: IRSA_MIGRATION_TYPE,
});

/** Make a plan and start a migration. @public */
export const irsaMigrationCreatePermission = createPermission({
  name: 'irsa.migration.create',
  attributes: { action: 'create' },
  resourceType: IRSA_WORKLOAD_TYPE,
});

/** Stop, continue and roll back a migration; extend its soak. @public */
export const irsaMigrationUpdatePermission = createPermission({
  name: 'irsa.migration.update',
  attributes: { action: 'update' },
  resourceType: IRSA_MIGRATION_TYPE,
});

/** Close a migration as it is, with what is left of it. @public */
export const irsaMigrationClosePermission = createPermission({
  name: 'irsa.migration.close',
  attributes: { action: 'update' },
  resourceType: IRSA_MIGRATION_TYPE,
});

/** Skip a step of a migration that needs a human, or adopt what is there now. @public */
export const irsaMigrationSettlePermission = createPermission({
  name: 'irsa.migration.settle',
  attributes: { action: 'update' },
  resourceType: IRSA_MIGRATION_TYPE,
});

/** Switch an access key off and on again. @public */
export const irsaKeyUpdatePermission = createPermission({
  name: 'irsa.key.update',
  attributes: { action: 'update' },
  resourceType: IRSA_MIGRATION_TYPE,
});

/** Decide that a key is switched off although clusters where it may be in use could not be read. @public */
export const irsaKeyDecidePermission = createPermission({
  name: 'irsa.key.decide',
  attributes: { action: 'update' },
  resourceType: IRSA_MIGRATION_TYPE,
});

/** Delete an access key or a Secret: cannot be undone. @public */
export const irsaKeyDeletePermission = createPermission({
  name: 'irsa.key.delete',
  attributes: { action: 'delete' },
  resourceType: IRSA_MIGRATION_TYPE,
});

/** Make presigned links with the old key and the new role. @public */
export const irsaPreviewCreatePermission = createPermission({
  name: 'irsa.preview.create',
  attributes: { action: 'create' },
  resourceType: IRSA_WORKLOAD_TYPE,
});

/** Preview a bucket that the policies of the service's key and role do not name. @public */
export const irsaPreviewBucketCreatePermission = createPermission({
  name: 'irsa.preview-bucket.create',
  attributes: { action: 'create' },
  resourceType: IRSA_WORKLOAD_TYPE,
});

/** See roles, their trust policies and findings. @public */
export const irsaTrustPolicyReadPermission = createPermission({
  name: 'irsa.trust-policy.read',
  attributes: { action: 'read' },
  resourceType: IRSA_ROLE_TYPE,
});

/** Review (sign off) trust policies. @public */
export const irsaTrustPolicyReviewPermission = createPermission({
  name: 'irsa.trust-policy.review',
  attributes: { action: 'update' },
  resourceType: IRSA_ROLE_TYPE,
});

/** Write a proposed trust policy to IAM, and take that back. @public */
export const irsaTrustPolicyApplyPermission = createPermission({
  name: 'irsa.trust-policy.apply',
  attributes: { action: 'update' },
  resourceType: IRSA_ROLE_TYPE,
});

/** Accept the risk of a static key until a date, and withdraw that. @public */
export const irsaRiskCreatePermission = createPermission({
  name: 'irsa.risk.create',
  attributes: { action: 'create' },
  resourceType: IRSA_WORKLOAD_TYPE,
});

/** See which IAM rights the portal's identity holds in each account. @public */
export const irsaSetUpReadPermission = createPermission({
  name: 'irsa.set-up.read',
  attributes: { action: 'read' },
});

/** All permissions of the plugin. @public */
export const irsaPermissions = [
  irsaWorkloadReadPermission,
  irsaScanCreatePermission,
  irsaRiskCreatePermission,
  irsaMigrationReadPermission,
  irsaMigrationCreatePermission,
  irsaMigrationUpdatePermission,
  irsaMigrationClosePermission,
  irsaMigrationSettlePermission,
  irsaKeyUpdatePermission,
  irsaKeyDecidePermission,
  irsaKeyDeletePermission,
  irsaPreviewCreatePermission,
  irsaPreviewBucketCreatePermission,
  irsaTrustPolicyReadPermission,
  irsaTrustPolicyReviewPermission,
  irsaTrustPolicyApplyPermission,
  irsaSetUpReadPermission,
];
