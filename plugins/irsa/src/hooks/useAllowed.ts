import { configApiRef, useApi } from '@backstage/core-plugin-api';
import {
  BasicPermission,
  isResourcePermission,
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useT } from './useT';

export interface Allowed {
  isAllowed: boolean;
  /** Why not, in words; absent while the answer is awaited. */
  reason?: string;
}

/** May the user do this, and if not, what to ask for and whom. */
export function useAllowed(permission: BasicPermission): Allowed;
/** @param ref - of the object: workload id, id of a migration, `account/role`; undefined while there is none */
export function useAllowed(
  permission: ResourcePermission,
  ref: string | undefined,
): Allowed;
export function useAllowed(permission: Permission, ref?: string): Allowed {
  const t = useT();
  const contact = useApi(configApiRef).getOptionalString('irsa.contact');
  const isOfObject = isResourcePermission(permission);
  const { allowed, loading } = usePermission(
    isOfObject ? { permission, resourceRef: ref } : { permission },
  );
  const isOpen = loading || (isOfObject && !ref);
  const words = { permission: permission.name };
  const reason = contact
    ? t('denied.neededAsk', { ...words, contact })
    : t('denied.needed', words);
  return {
    isAllowed: allowed,
    reason: allowed || isOpen ? undefined : reason,
  };
}
