import {
  irsaMigrationCreatePermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { Subjects } from '../subjects/Subjects';
import { ReadinessService } from '../readiness/types';
import { guarded, Guards } from './guarded';
import { workloadRefOf } from './workloadRef';

export function addReadinessRoutes(
  router: Router,
  options: Guards & { readiness: ReadinessService; subjects: Subjects },
): void {
  router.get(
    '/workloads/:cluster/:namespace/:kind/:name/readiness',
    guarded(options, {
      permission: irsaWorkloadReadPermission,
      about: request =>
        options.subjects.workload(workloadRefOf(request.params)),
      event: { id: 'readiness-read', severity: 'low' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response }) => {
        response.json(
          await options.readiness.get(workloadRefOf(request.params)),
        );
      },
    }),
  );
  router.post(
    '/workloads/:cluster/:namespace/:kind/:name/readiness/sdk',
    guarded(options, {
      permission: irsaMigrationCreatePermission,
      about: request =>
        options.subjects.workload(workloadRefOf(request.params)),
      event: { id: 'sdk-answer', severity: 'low' },
      meta: request => ({ ...request.params, sdk: request.body.sdk }),
      handle: async ({ request, response, actor }) => {
        response.json(
          await options.readiness.answer(
            workloadRefOf(request.params),
            request.body.sdk,
            actor,
          ),
        );
      },
    }),
  );
}
