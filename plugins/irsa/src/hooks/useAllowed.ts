import { usePermission } from '@backstage/plugin-permission-react';
import { irsaPermissions } from '@internal/plugin-irsa-common';
import { useT } from './useT';

export interface Allowed {
  isAllowed: boolean;
  /** Why not, in words; absent while the answer is awaited. */
  reason?: string;
}

/** May the user do this, and if not, what to ask for. */
export function useAllowed(
  permission: (typeof irsaPermissions)[number],
): Allowed {
  const t = useT();
  const { allowed, loading } = usePermission({ permission });
  return {
    isAllowed: allowed,
    reason:
      allowed || loading
        ? undefined
        : t('denied.needed', { permission: permission.name }),
  };
}
