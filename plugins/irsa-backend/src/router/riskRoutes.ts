import {
  irsaRiskCreatePermission,
  irsaWorkloadReadPermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { Subjects } from '../subjects/Subjects';
import { RiskService } from '../risks/types';
import { scrub } from '../shared/scrub';
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
        workload: workloadId(request.body.workload),
        endsAt: request.body.endsAt,
      }),
      handle: async ({ request, response, actor, note }) => {
        const risk = await risks.accept(request.body, actor);
        note({
          riskId: risk.id,
          reason: scrub(risk.reason),
          outcome: risk.state,
        });
        response.status(201).json(risk);
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
      handle: async ({ request, response, actor, note }) => {
        const risk = await risks.withdraw(request.params.riskId, actor);
        note({ workload: workloadId(risk.workload), outcome: risk.state });
        response.json(risk);
      },
    }),
  );
}
