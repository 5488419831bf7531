import {
  irsaSetUpReadPermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { SetUpService } from '../setUp/types';
import { guarded, Guards } from './guarded';

export function addSetUpRoutes(
  router: Router,
  options: Guards & { setUp: SetUpService },
): void {
  const { setUp } = options;
  router.get(
    '/set-up',
    guarded(options, {
      permission: irsaWorkloadReadPermission,
      // It tells of clusters and settings, not of services.
      isList: true,
      event: { id: 'set-up-read', severity: 'low' },
      handle: async ({ response }) => {
        response.json(await setUp.read());
      },
    }),
  );
  router.get(
    '/set-up/rights',
    guarded(options, {
      permission: irsaSetUpReadPermission,
      event: { id: 'set-up-rights-read', severity: 'low' },
      handle: async ({ response }) => {
        response.json(await setUp.rights());
      },
    }),
  );
}
