import {
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { Caller } from './Caller';
import { accessBy } from './Access';

/** @param credentials - of a user or a service */
export function callerOf(
  services: { permissions: PermissionsService; userInfo: UserInfoService },
  credentials: BackstageCredentials,
): Caller {
  const { permissions, userInfo } = services;
  const principal = credentials.principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  const ref = principal.userEntityRef ?? principal.subject ?? 'unknown';
  return {
    ref,
    ownershipRefs: async () =>
      principal.type === 'user'
        ? (await userInfo.getUserInfo(credentials)).ownershipEntityRefs
        : [ref],
    access: async permission => {
      const [decision] = isResourcePermission(permission)
        ? await permissions.authorizeConditional([{ permission }], {
            credentials,
          })
        : await permissions.authorize([{ permission }], { credentials });
      return accessBy(decision);
    },
  };
}
