import {
  irsaScanCreatePermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { Inventory } from '../inventory/types';
import { guarded, Guards } from './guarded';
import { queryOf } from './validated';
import { workloadRefOf } from './workloadRef';

/** The validator has already converted numbers and lists when a handler runs. */
export function addInventoryRoutes(
  router: Router,
  options: Guards & { inventory: Inventory },
): void {
  const { inventory } = options;
  const read = (
    path: string,
    id: string,
    answer: (
      request: Parameters<
        Parameters<typeof guarded>[1]['handle']
      >[0]['request'],
    ) => Promise<unknown>,
  ) =>
    router.get(
      path,
      guarded(options, {
        permission: irsaWorkloadReadPermission,
        event: { id, severity: 'low' },
        meta: request => ({ ...request.params }),
        handle: async ({ request, response }) => {
          response.json(await answer(request));
        },
      }),
    );

  read('/summary', 'summary-read', () => inventory.summary());
  read('/coverage', 'coverage-read', () => inventory.coverage());
  read('/heat-map', 'heat-map-read', request =>
    inventory.heatMap(queryOf(request, '/heat-map')),
  );
  read('/trends', 'trends-read', request =>
    inventory.trends(queryOf(request, '/trends')),
  );
  read('/workloads', 'workload-list', request =>
    inventory.list(queryOf(request, '/workloads')),
  );
  read('/workloads/:cluster/:namespace/:kind/:name', 'workload-read', request =>
    inventory.get(workloadRefOf(request.params)),
  );

  router.post(
    '/scans',
    guarded(options, {
      permission: irsaScanCreatePermission,
      event: { id: 'scan', severity: 'low' },
      meta: request => ({ cluster: request.body.cluster ?? 'all' }),
      handle: async ({ request, response }) => {
        response.json(await inventory.scan({ cluster: request.body.cluster }));
      },
    }),
  );
}
