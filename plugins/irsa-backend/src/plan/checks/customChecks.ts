import { LoggerService } from '@backstage/backend-plugin-api';
import { Check } from 'backstage-plugin-irsa-common';
import {
  CustomPlanCheck,
  PlanCheckAnswer,
  PlanFacts,
} from 'backstage-plugin-irsa-node';
import { answer, CheckContext } from './PlanCheck';

const TIMEOUT_MS = 10_000;
const STATES: readonly Check['state'][] = [
  'passed',
  'warning',
  'blocked',
  'notChecked',
];

/** Asks the checks that modules of the portal add, all at the same time. Never throws. */
export async function runCustomChecks(
  checks: readonly CustomPlanCheck[],
  context: CheckContext,
  options: { logger: LoggerService; timeoutMs?: number },
): Promise<Check[]> {
  const facts = planFacts(context);
  const { logger, timeoutMs = TIMEOUT_MS } = options;
  const answers = await Promise.all(
    checks.map(async ({ id, check }) => {
      const name = `custom-${id}`;
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const given = await Promise.race([
          check(facts, signal),
          rejectAt(signal),
        ]);
        return given && answer(name, undefined, checked(given));
      } catch (error) {
        logger.warn(
          `The check ${name} gave no answer: ${(error as Error).message}`,
        );
        return answer(name, undefined, {
          state: 'blocked',
          message: `The check ${id} of this portal gave no answer.`,
          evidence: 'It failed or took too long; the log tells more.',
          fix: 'Make a new plan. If it stays, ask the team that runs this portal.',
        });
      }
    }),
  );
  return answers.flatMap(each => each ?? []);
}

function rejectAt(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it is too late')));
  });
}

function checked(given: PlanCheckAnswer): PlanCheckAnswer {
  const { state, message, evidence, fix } = given;
  if (!STATES.includes(state) || !message || !evidence) {
    throw new Error('its answer has no state, message or evidence');
  }
  return { state, message, evidence, ...(fix && { fix }) };
}

function planFacts({ world, target, policy, key }: CheckContext): PlanFacts {
  const { workload, object, namespaceLabels, cluster, account } = world;
  return {
    workload: world.request.workload,
    labels: (object.metadata?.labels ?? {}) as Record<string, string>,
    namespaceLabels,
    entityRef: workload.entityRef,
    ownerRef: workload.ownerRef,
    accountId: account.id,
    region: cluster.region,
    roleName: target.roleName,
    rolePath: target.rolePath,
    policyDocument: policy && JSON.stringify(policy.document),
    serviceAccountName: target.serviceAccountName,
    key: key && {
      last4: key.last4,
      userName: key.userName,
      createdAt: key.createdAt,
    },
    restarts: workload.health.desired,
  };
}
