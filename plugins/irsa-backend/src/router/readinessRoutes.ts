import { irsaWorkloadReadPermission } from '@internal/plugin-irsa-common';
import { Router } from 'express';
import { ReadinessService } from '../readiness/types';
import { guarded, Guards } from './guarded';

export function addReadinessRoutes(
  router: Router,
  options: Guards & { readiness: ReadinessService },
): void {
  router.get(
    '/workloads/:cluster/:namespace/:kind/:name/readiness',
    guarded(options, {
      permission: irsaWorkloadReadPermission,
      event: { id: 'readiness-read', severity: 'low' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response }) => {
        const { cluster, namespace, kind, name } = request.params;
        response.json(
          await options.readiness.get({ cluster, namespace, kind, name }),
        );
      },
    }),
  );
}
