import { useEffect, useState } from 'react';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import {
  AuthorizeResult,
  BasicPermission,
  isResourcePermission,
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  permissionApiRef,
  usePermission,
} from '@backstage/plugin-permission-react';
import { onRightsDue } from './rightsClock';
import { useT } from './useT';

export interface Allowed {
  isAllowed: boolean;
  /** Why not, in words; absent while the answer is awaited. */
  reason?: string;
}

/**
 * May the user do this, and if not, what to ask for and whom. The answer is remembered, and asked for anew each minute, when
 * the user comes back to the page, and after an act was refused. The backend decides each act by itself.
 */
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
  const first = usePermission(
    isOfObject ? { permission, resourceRef: ref } : { permission },
  );
  const newer = useNewer(permission, ref, first.allowed);
  const allowed = newer ?? first.allowed;
  const isOpen = first.loading || (isOfObject && !ref);
  const words = { permission: permission.name };
  const reason = contact
    ? t('denied.neededAsk', { ...words, contact })
    : t('denied.needed', words);
  return {
    isAllowed: allowed,
    reason: allowed || isOpen ? undefined : reason,
  };
}

/** The answer since the first one; undefined while that is the newest. */
function useNewer(
  permission: Permission,
  ref: string | undefined,
  first: boolean,
): boolean | undefined {
  const api = useApi(permissionApiRef);
  const [newer, setNewer] = useState<boolean>();
  useEffect(() => {
    setNewer(undefined);
    let isOver = false;
    const stop = onRightsDue(async () => {
      if (isResourcePermission(permission) && !ref) {
        return;
      }
      try {
        const { result } = await api.authorize(
          isResourcePermission(permission)
            ? { permission, resourceRef: ref! }
            : { permission: permission as BasicPermission },
        );
        if (!isOver) {
          setNewer(result === AuthorizeResult.ALLOW);
        }
      } catch {
        // What was known stays; the next round asks again.
      }
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [api, permission, ref, first]);
  return newer;
}
