import {
  irsaRiskCreatePermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { Subjects } from '../subjects/Subjects';
import { RiskService } from '../risks/types';
import { guarded, Guards } from './guarded';
import { queryOf } from './validated';

export function addRiskRoutes(
  router: Router,
  options: Guards & { risks: RiskService; subjects: Subjects },
): void {
  const { risks, subjects } = options;
  router.get(
    '/risks',
    guarded(options, {
      permission: irsaWorkloadReadPermission,
      isList: true,
      event: { id: 'risk-list', severity: 'low' },
      handle: async ({ request, response, access: { within } }) => {
        const filter = { ...queryOf(request, '/risks'), within };
        response.json({ items: await risks.list(filter) });
      },
    }),
  );
  router.post(
    '/risks',
    guarded(options, {
      permission: irsaRiskCreatePermission,
      about: request => subjects.workload(request.body.workload),
      event: { id: 'risk-accept', severity: 'medium' },
      meta: request => ({
        workload: request.body.workload,
        endsAt: request.body.endsAt,
      }),
      handle: async ({ request, response, actor }) => {
        response.status(201).json(await risks.accept(request.body, actor));
      },
    }),
  );
  router.delete(
    '/risks/:riskId',
    guarded(options, {
      permission: irsaRiskCreatePermission,
      about: request => subjects.risk(request.params.riskId),
      event: { id: 'risk-withdraw', severity: 'medium' },
      meta: request => ({ riskId: request.params.riskId }),
      handle: async ({ request, response, actor }) => {
        response.json(await risks.withdraw(request.params.riskId, actor));
      },
    }),
  );
}
