import {
  isResourcePermission,
  Permission,
} from '@backstage/plugin-permission-common';
import {
  IRSA_MIGRATION_TYPE,
  IRSA_ROLE_TYPE,
  IRSA_WORKLOAD_TYPE,
  irsaMigrationReadPermission,
  irsaTrustPolicyReadPermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';

const readPermissions: Record<string, Permission> = {
  [IRSA_WORKLOAD_TYPE]: irsaWorkloadReadPermission,
  [IRSA_MIGRATION_TYPE]: irsaMigrationReadPermission,
  [IRSA_ROLE_TYPE]: irsaTrustPolicyReadPermission,
};

/** The permission to see what another permission is about. Who lacks it is not told that the object exists. */
export function readPermissionOf(
  permission: Permission,
): Permission | undefined {
  return isResourcePermission(permission)
    ? readPermissions[permission.resourceType]
    : undefined;
}
