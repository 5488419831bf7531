import { InputError } from '@backstage/errors';
import {
  irsaMigrationCreatePermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { ActionEnvironment } from './types';

/**
 * `irsa:change-request`: starts a plan of what Git owns. The change is proposed at the Git host, where people decide; a
 * plan that would patch a cluster is refused, since that is started by a person who looks at it.
 */
export function registerOpenChangeRequest({
  registry,
  act,
}: ActionEnvironment): void {
  registry.register({
    name: 'change-request',
    title: 'Propose a planned change to the repository that owns a workload',
    description:
      'Starts a plan whose workload Git owns: makes and proves the role, then opens a pull or merge request that takes the static key out. People review and merge it; ' +
      'closing it, or a rollback on the page of the migration, undoes all of it. No key is switched off or deleted. Refused for plans that patch a cluster directly.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          planId: zod.string().max(100),
          planHash: zod
            .string()
            .max(100)
            .describe('Of the plan that was looked at'),
          acknowledgements: zod
            .array(zod.string().max(100))
            .max(50)
            .default([])
            .describe('Ids of the checks with warnings that were accepted'),
        }),
      output: zod =>
        zod.object({
          migrationId: zod.string(),
          status: zod.string(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { planId, planHash, acknowledgements } = input;
      const output = await act(credentials, parts => ({
        needed: [irsaMigrationCreatePermission],
        about: () => parts.subjects.plan(planId),
        event: { id: 'action-change-request', severity: 'medium' },
        meta: { planId, planHash, acknowledgements },
        handle: async ({ actor, note }) => {
          const { plan } = await parts.plans.get(planId);
          const { way, state, reason } = plan.delivery ?? {};
          if (way !== 'changeRequest' || state !== 'ready') {
            throw new InputError(
              way === 'changeRequest'
                ? `No change can be proposed for this plan: ${reason}`
                : 'This plan patches the cluster directly, so a person starts it: open the page of the plan in the portal.',
            );
          }
          const started = await parts.migrations.start(
            {
              planId,
              planHash,
              acknowledgements,
              // The same plan never makes a second migration.
              idempotencyKey: `action-${planId}`,
            },
            actor,
          );
          note({
            migrationId: started.id,
            workload: workloadId(started.workload),
            outcome: started.status,
          });
          return { migrationId: started.id, status: started.status };
        },
      }));
      return { output };
    },
  });
}
