import { irsaTrustPolicyReadPermission } from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { Subjects } from '../subjects/Subjects';
import { TrustService } from '../trust/types';
import { guarded, Guards } from './guarded';

export function addTrustRoutes(
  router: Router,
  options: Guards & { trust: TrustService; subjects: Subjects },
): void {
  const { trust, subjects } = options;
  router.get(
    '/roles',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      isList: true,
      event: { id: 'role-list', severity: 'low' },
      handle: async ({ response, access }) => {
        const roles = await trust.list();
        const items = access.within
          ? await subjects.coveredRoles(roles.items, access)
          : roles.items;
        response.json({ ...roles, items });
      },
    }),
  );
  router.get(
    '/roles/:accountId/:roleName',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      about: ({ params }) => subjects.role(params.accountId, params.roleName),
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
