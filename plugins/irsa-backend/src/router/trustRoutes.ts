import { irsaTrustPolicyReadPermission } from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { TrustService } from '../trust/types';
import { guarded, Guards } from './guarded';

export function addTrustRoutes(
  router: Router,
  options: Guards & { trust: TrustService },
): void {
  const { trust } = options;
  router.get(
    '/roles',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      event: { id: 'role-list', severity: 'low' },
      handle: async ({ response }) => {
        response.json(await trust.list());
      },
    }),
  );
  router.get(
    '/roles/:accountId/:roleName',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      event: { id: 'role-read', severity: 'low' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response }) => {
        response.json(
          await trust.get(request.params.accountId, request.params.roleName),
        );
      },
    }),
  );
}
