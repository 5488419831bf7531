import {
  irsaScanCreatePermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';
import { Request, Router } from 'express';
import { Access } from '../access/Access';
import { Subjects } from '../subjects/Subjects';
import { Inventory } from '../inventory/types';
import { guarded, GuardedRoute, Guards } from './guarded';
import { queryOf } from './validated';
import { workloadRefOf } from './workloadRef';

/** The validator has already converted numbers and lists when a handler runs. */
export function addInventoryRoutes(
  router: Router,
  options: Guards & { inventory: Inventory; subjects: Subjects },
): void {
  const { inventory, subjects } = options;
  const read = (
    path: string,
    id: string,
    answer: (request: Request, access: Access) => Promise<unknown>,
    about?: GuardedRoute['about'],
  ) =>
    router.get(
      path,
      guarded(options, {
        permission: irsaWorkloadReadPermission,
        about,
        isList: true,
        event: { id, severity: 'low' },
        meta: request => ({ ...request.params }),
        handle: async ({ request, response, access }) => {
          response.json(await answer(request, access));
        },
      }),
    );

  read('/summary', 'summary-read', (_, { within }) =>
    inventory.summary({ within }),
  );
  read('/coverage', 'coverage-read', (_, { within }) =>
    inventory.coverage({ within }),
  );
  read('/heat-map', 'heat-map-read', (request, { within }) =>
    inventory.heatMap({ ...queryOf(request, '/heat-map'), within }),
  );
  read('/trends', 'trends-read', (request, { within }) =>
    inventory.trends({ ...queryOf(request, '/trends'), within }),
  );
  read('/workloads', 'workload-list', (request, { within }) =>
    inventory.list({ ...queryOf(request, '/workloads'), within }),
  );
  read(
    '/workloads/:cluster/:namespace/:kind/:name',
    'workload-read',
    (request, { within }) =>
      inventory.get(workloadRefOf(request.params), { within }),
    request => subjects.workload(workloadRefOf(request.params)),
  );

  router.post(
    '/scans',
    guarded(options, {
      // The answer is the coverage, of which the reader sees what they may.
      permission: [irsaWorkloadReadPermission, irsaScanCreatePermission],
      isList: true,
      event: { id: 'scan', severity: 'low' },
      meta: request => ({ cluster: request.body.cluster ?? 'all' }),
      handle: async ({ request, response, access: { within } }) => {
        const { cluster } = request.body;
        response.json(await inventory.scan({ cluster, within }));
      },
    }),
  );
}
