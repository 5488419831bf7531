import { V1Pod } from '@kubernetes/client-node';
import { canaryTitle, ensureCanary, removeCanary } from '../kubernetes/canary';
import { workloadTitle } from '../kubernetes/objects';
import { podFindings } from '../kubernetes/podFindings';
import { isReady, PodTrouble, podTrouble } from '../kubernetes/rollout';
import {
  lastingTrouble,
  POLL_MS,
  troubleWithLog,
} from '../kubernetes/waitForRollout';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import { Step, StepContext, StepResult } from '../model/Step';
import { workloadAfter } from './assertInjected';
import { seconds, Watch } from './Watch';

/** Of Pods that say nothing about the role: evicted, preempted, or missed by the webhook. */
const MOST_LOST = 3;

/**
 * One Pod of the template of after the cut-over runs beside the others. Only when it is ready on the role, and stays so, is the
 * workload changed. What it cannot tell, such as that no node has room for it, is said and is no failure.
 */
export const proveCanary: Step = {
  id: 'prove-canary',
  async ensure(context) {
    try {
      return await prove(context);
    } catch (error) {
      // What waits for a person leaves no Pod behind.
      if (error instanceof NeedsHumanError) {
        await removeCanary(context);
      }
      throw error;
    }
  },
  undo: removeCanary,
};

async function prove(context: StepContext): Promise<StepResult> {
  const { config } = context;
  const workload = await workloadAfter(context);
  const progress = Number(workload.spec?.progressDeadlineSeconds ?? 600) * 1000;
  const { rolloutTimeoutMs, watchMs } = config.migration;
  const limitMs = progress + rolloutTimeoutMs + watchMs;
  const isLate = context.deadline(limitMs);
  const findsNoPlace = context.deadline(rolloutTimeoutMs);
  const watch = new Watch(context, watchMs);
  const troubles = new Map<string, number>();
  let lost = 0;
  for (;;) {
    const pod = await ensureCanary(context, workload, limitMs);
    if (typeof pod === 'string') {
      return without(context, pod);
    }
    const { notInjected, wrong } = podFindings(pod, context.execution);
    if (wrong.length > 0) {
      throw await failed(context, wrong.join(', '));
    }
    const why = lossOf(pod, notInjected);
    if (why) {
      lost += 1;
      if (lost > MOST_LOST) {
        return without(context, why);
      }
      await context.say(`${await removeCanary(context)} (${why})`);
      watch.begin();
      continue;
    }
    const trouble = lastingTrouble(context, [pod], troubles);
    if (trouble) {
      throw await failed(context, trouble);
    }
    if (isReady(pod)) {
      if (watch.isQuiet([pod])) {
        const title = canaryTitle(context);
        return {
          outcome: 'proven',
          detail: `${title} was ready on the role, held its token and no static key, and did not restart for ${seconds(
            watchMs,
          )}. ${await removeCanary(context)}`,
        };
      }
    } else {
      watch.begin();
      if (!isPlaced(pod) && findsNoPlace()) {
        return without(
          context,
          `no node took it within ${seconds(rolloutTimeoutMs)}`,
        );
      }
    }
    if (isLate()) {
      throw await failed(
        context,
        podTrouble(pod) ??
          `it was not ready, without a restart, for ${seconds(
            watchMs,
          )} at any time of ${seconds(limitMs)}`,
      );
    }
    await context.sleep(POLL_MS);
  }
}

/** The roll out goes on, and proves the role with the first of its own Pods. */
async function without(context: StepContext, why: string): Promise<StepResult> {
  const said = `Not proven by a canary: ${why}.`;
  await context.say(said, 'warning');
  if (context.memory.creating) {
    await context.say(await removeCanary(context));
  }
  return { outcome: 'unchanged', detail: said };
}

async function failed(
  context: StepContext,
  found: PodTrouble | string,
): Promise<StepFailedError> {
  const words =
    typeof found === 'string' ? found : await troubleWithLog(context, found);
  return new StepFailedError(
    `A Pod of ${workloadTitle(
      context.execution.workload,
    )} with the role does not work, tried as ${canaryTitle(
      context,
    )} beside the others: ${words}`,
  );
}

/** Why a Pod has ended, or will not tell, through no fault of its program. */
function lossOf(
  { metadata, status }: V1Pod,
  notInjected: string[],
): string | undefined {
  if (metadata?.deletionTimestamp) {
    return 'somebody deletes it';
  }
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') {
    return `it was ended: ${status.reason ?? status.phase}`;
  }
  return notInjected.length > 0
    ? `the pod identity webhook missed it: ${notInjected.join(', ')}`
    : undefined;
}

function isPlaced({ spec }: V1Pod): boolean {
  return spec?.nodeName !== undefined && spec.nodeName !== '';
}
