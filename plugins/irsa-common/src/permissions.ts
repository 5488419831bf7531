import { createPermission } from '@backstage/plugin-permission-common';

/** See the list of services and their credential references. @public */
export const irsaWorkloadReadPermission = createPermission({
  name: 'irsa.workload.read',
  attributes: { action: 'read' },
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
});

/** Make a plan and start a migration. @public */
export const irsaMigrationCreatePermission = createPermission({
  name: 'irsa.migration.create',
  attributes: { action: 'create' },
});

/** Stop, continue and roll back a migration; extend its soak. @public */
export const irsaMigrationUpdatePermission = createPermission({
  name: 'irsa.migration.update',
  attributes: { action: 'update' },
});

/** Switch an access key off and on again. @public */
export const irsaKeyUpdatePermission = createPermission({
  name: 'irsa.key.update',
  attributes: { action: 'update' },
});

/** Delete an access key or a Secret: cannot be undone. @public */
export const irsaKeyDeletePermission = createPermission({
  name: 'irsa.key.delete',
  attributes: { action: 'delete' },
});

/** Make presigned links with the old key and the new role. @public */
export const irsaPreviewCreatePermission = createPermission({
  name: 'irsa.preview.create',
  attributes: { action: 'create' },
});

/** Preview a bucket that the policies of the service's key and role do not name. @public */
export const irsaPreviewBucketCreatePermission = createPermission({
  name: 'irsa.preview-bucket.create',
  attributes: { action: 'create' },
});

/** See roles, their trust policies and findings. @public */
export const irsaTrustPolicyReadPermission = createPermission({
  name: 'irsa.trust-policy.read',
  attributes: { action: 'read' },
});

/** Review (sign off) trust policies. @public */
export const irsaTrustPolicyReviewPermission = createPermission({
  name: 'irsa.trust-policy.review',
  attributes: { action: 'update' },
});

/** Accept the risk of a static key until a date, and withdraw that. @public */
export const irsaRiskCreatePermission = createPermission({
  name: 'irsa.risk.create',
  attributes: { action: 'create' },
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
  irsaKeyUpdatePermission,
  irsaKeyDeletePermission,
  irsaPreviewCreatePermission,
  irsaPreviewBucketCreatePermission,
  irsaTrustPolicyReadPermission,
  irsaTrustPolicyReviewPermission,
  irsaSetUpReadPermission,
];
