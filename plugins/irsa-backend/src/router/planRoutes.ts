import {
  irsaMigrationCreatePermission,
  irsaMigrationReadPermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { PlanService } from '../plan/types';
import { guarded, Guards } from './guarded';

export function addPlanRoutes(
  router: Router,
  options: Guards & { plans: PlanService },
): void {
  const { plans } = options;
  router.post(
    '/plans',
    guarded(options, {
      permission: irsaMigrationCreatePermission,
      event: { id: 'plan-create', severity: 'low' },
      meta: request => ({ workload: workloadId(request.body.workload) }),
      handle: async ({ request, response, actor }) => {
        response.status(201).json(await plans.create(request.body, actor));
      },
    }),
  );
  router.get(
    '/plans/:planId',
    guarded(options, {
      permission: irsaMigrationReadPermission,
      event: { id: 'plan-read', severity: 'low' },
      meta: request => ({ planId: request.params.planId }),
      handle: async ({ request, response }) => {
        response.json((await plans.get(request.params.planId)).plan);
      },
    }),
  );
  router.delete(
    '/plans/:planId',
    guarded(options, {
      permission: irsaMigrationCreatePermission,
      event: { id: 'plan-discard', severity: 'low' },
      meta: request => ({ planId: request.params.planId }),
      handle: async ({ request, response }) => {
        await plans.discard(request.params.planId);
        response.status(204).end();
      },
    }),
  );
}
