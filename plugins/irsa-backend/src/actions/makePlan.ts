import {
  irsaMigrationCreatePermission,
  Plan,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { refOf, workloadInput } from './schemas';
import { ActionEnvironment } from './types';

/** `irsa:plan`: what moving a workload to a role would change. Nothing is changed by it. */
export function registerMakePlan({ registry, act }: ActionEnvironment): void {
  registry.register({
    name: 'plan',
    title: 'Plan the move of a workload to an IAM role',
    description:
      'Reads the workload and its AWS account now and says what moving it from its static key to an IAM role would change, which checks stand in the way, and what ' +
      'could not be checked. It changes nothing. The plan is valid for some minutes; people start it on its page in the portal.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.object({
          ...workloadInput(zod),
          soakDays: zod
            .number()
            .int()
            .min(0)
            .max(90)
            .optional()
            .describe(
              'How long the old key is watched; the portal has a usual',
            ),
        }),
      output: zod =>
        zod.object({
          planId: zod.string(),
          planHash: zod.string(),
          status: zod
            .string()
            .describe('ready, blocked or nothingToDo; nothing else is good'),
          expiresAt: zod.string(),
          roleArn: zod.string(),
          changes: zod.array(
            zod.object({
              verb: zod.string(),
              object: zod.string(),
              reversible: zod.string(),
            }),
          ),
          checks: zod
            .array(
              zod.object({
                id: zod.string(),
                state: zod.string(),
                message: zod.string(),
                evidence: zod.string(),
                fix: zod.string().optional(),
              }),
            )
            .describe('Those that did not pass, or could not be made'),
          warnings: zod
            .array(zod.string())
            .describe('What will be different for the service'),
          comesBy: zod
            .string()
            .describe(
              'direct: the portal patches the workload; changeRequest: a pull request to what keeps it in Git',
            ),
        }),
    },
    action: async ({ input, credentials }) => {
      const workload = refOf(input);
      const output = await act(credentials, ({ plans, subjects }) => ({
        needed: [irsaMigrationCreatePermission],
        about: () => subjects.workload(workload),
        event: { id: 'action-plan', severity: 'low' },
        meta: { workload: workloadId(workload) },
        handle: async ({ actor, note }) => {
          const { soakDays } = input;
          const plan = await plans.create(
            { workload, ...(soakDays !== undefined && { soakDays }) },
            actor,
          );
          note({ planId: plan.id, outcome: plan.status });
          return toOutput(plan);
        },
      }));
      return { output };
    },
  });
}

function toOutput(plan: Plan) {
  return {
    planId: plan.id,
    planHash: plan.hash,
    status: plan.status,
    expiresAt: plan.expiresAt,
    roleArn: plan.target.roleArn,
    changes: plan.sentences.map(({ verb, object, reversible }) => ({
      verb,
      object,
      reversible,
    })),
    checks: plan.checks
      .filter(({ state }) => state !== 'passed')
      .map(({ id, state, message, evidence, fix }) => ({
        id,
        state,
        message: message ?? id,
        evidence,
        fix,
      })),
    warnings: plan.warnings.map(({ message }) => message),
    comesBy: plan.delivery?.way ?? 'direct',
  };
}
