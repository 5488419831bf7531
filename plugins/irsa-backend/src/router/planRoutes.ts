import { ConflictError } from '@backstage/errors';
import {
  AwsForm,
  irsaMigrationCreatePermission,
  irsaMigrationReadPermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { Subjects } from '../subjects/Subjects';
import { PlanService } from '../plan/types';
import { awsCodeOf } from '../plan/words/awsCode';
import { guarded, Guards } from './guarded';

export function addPlanRoutes(
  router: Router,
  options: Guards & { plans: PlanService; subjects: Subjects },
): void {
  const { plans, subjects } = options;
  router.post(
    '/plans',
    guarded(options, {
      permission: irsaMigrationCreatePermission,
      about: request => subjects.workload(request.body.workload),
      event: { id: 'plan-create', severity: 'low' },
      meta: request => ({ workload: workloadId(request.body.workload) }),
      handle: async ({ request, response, actor, note }) => {
        const plan = await plans.create(request.body, actor);
        note({ planId: plan.id, outcome: plan.status });
        response.status(201).json(plan);
      },
    }),
  );
  router.get(
    '/plans/:planId',
    guarded(options, {
      permission: irsaMigrationReadPermission,
      about: request => subjects.plan(request.params.planId),
      event: { id: 'plan-read', severity: 'low' },
      meta: request => ({ planId: request.params.planId }),
      handle: async ({ request, response }) => {
        response.json((await plans.get(request.params.planId)).plan);
      },
    }),
  );
  router.get(
    '/plans/:planId/aws-code/:form',
    guarded(options, {
      permission: irsaMigrationReadPermission,
      about: request => subjects.plan(request.params.planId),
      event: { id: 'plan-aws-code', severity: 'low' },
      meta: request => ({
        planId: request.params.planId,
        form: request.params.form,
      }),
      handle: async ({ request, response }) => {
        const { execution, plan } = await plans.get(request.params.planId);
        if (!execution) {
          throw new ConflictError(
            'This plan cannot be carried out, so there is nothing to write for AWS. Its checks say why.',
          );
        }
        response.json(
          awsCodeOf(execution, request.params.form as AwsForm, plan.checks),
        );
      },
    }),
  );
  router.delete(
    '/plans/:planId',
    guarded(options, {
      permission: irsaMigrationCreatePermission,
      about: request => subjects.plan(request.params.planId),
      event: { id: 'plan-discard', severity: 'low' },
      meta: request => ({ planId: request.params.planId }),
      handle: async ({ request, response }) => {
        await plans.discard(request.params.planId);
        response.status(204).end();
      },
    }),
  );
}
