import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { irsaPermissions } from 'backstage-plugin-irsa-common';
import { useT } from './useT';

export interface Allowed {
  isAllowed: boolean;
  /** Why not, in words; absent while the answer is awaited. */
  reason?: string;
}

/** May the user do this, and if not, what to ask for and whom. */
export function useAllowed(
  permission: (typeof irsaPermissions)[number],
): Allowed {
  const t = useT();
  const contact = useApi(configApiRef).getOptionalString('irsa.contact');
  const { allowed, loading } = usePermission({ permission });
  const words = { permission: permission.name };
  const reason = contact
    ? t('denied.neededAsk', { ...words, contact })
    : t('denied.needed', words);
  return {
    isAllowed: allowed,
    reason: allowed || loading ? undefined : reason,
  };
}
