import { CoreV1Api, V1LabelSelector, V1Pod } from '@kubernetes/client-node';
import {
  KINDS,
  listAll,
  listPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { counted } from 'backstage-plugin-irsa-common';
import { WorkloadObject } from '../../plan/patch/workloadPatch';
import { StepFailedError } from '../model/errors';
import { scrub } from '../../shared/scrub';
import { ClusterContext, StepContext } from '../model/Step';
import { workloadTitle } from './objects';
import { podNews } from './podNews';
import { workloadPath } from '../../plan/world/workloadPath';
import {
  PodTrouble,
  podSummary,
  podTrouble,
  RolloutState,
  rolloutState,
  selectorText,
} from './rollout';
import { goneInWords } from '../model/inWords';

/** Between two looks at Pods. */
export const POLL_MS = 500;
/**
 * How long a Pod may have a problem that is sometimes temporary (a late Secret, a registry that fails for a moment).
 */
const TROUBLE_MS = 10_000;

export interface RolloutGoal {
  /** Whether a Pod was made from the template that is rolled out. */
  isNew(pod: V1Pod): boolean;
  /** Whether a problem of new Pods ends the wait at once. */
  failOnTrouble: boolean;
  /**
   * Whether this undoes a rollout. The status then still has the controller's verdict on that rollout, until there is
   * progress again, and the verdict does not apply to this one.
   */
  takesBack?: boolean;
  /**
   * Makes Pods anew whose troubles say nothing about the template. True when it did, or waited for what they need: the wait then
   * begins afresh.
   *
   * @param pods - the new ones
   */
  renew?(
    context: StepContext,
    pods: V1Pod[],
    desired: number,
  ): Promise<boolean>;
}

/**
 * Waits until all Pods are new and available and the old ones are gone. Throws StepFailedError with the messages of the
 * Pods.
 */
export async function waitForRollout(
  context: StepContext,
  goal: RolloutGoal,
): Promise<{ workload: WorkloadObject; pods: V1Pod[] }> {
  const { execution, config } = context;
  const title = workloadTitle(execution.workload);
  let started = context.now();
  let { blindMs } = context;
  let isAfresh = goal.takesBack;
  const troubles = new Map<string, number>();
  let last = '';
  let first: RolloutState | undefined;
  const seen: Parameters<typeof podNews>[0] = new Map();
  for (;;) {
    const workload = await context.read(() =>
      readObject<WorkloadObject>(
        context.cluster,
        workloadPath(execution.workload),
      ),
    );
    if (!workload) {
      throw new StepFailedError(goneInWords(title));
    }
    const pods = await context.read(() => listPods(context, workload));
    const state = rolloutState(workload);
    const fresh = pods.filter(goal.isNew);
    const isRenewed = await goal.renew?.(context, fresh, state.desired);
    if (isRenewed || context.blindMs !== blindMs) {
      // In an outage the controller saw as little as the portal. What it said of that time, or of Pods that are gone, is no evidence.
      ({ blindMs } = context);
      started = context.now();
      troubles.clear();
      first = undefined;
      isAfresh = true;
    }
    for (const line of podNews(seen, pods, goal.isNew)) {
      await context.say(line);
    }
    const summary = podSummary(pods, goal.isNew, state.desired);
    if (JSON.stringify(summary) !== last) {
      last = JSON.stringify(summary);
      await context.setState({ pods: summary });
      await context.say(
        `${summary.newReady} of ${counted(
          summary.desired,
          'new Pod is',
          'new Pods are',
        )} ready, ${summary.starting} starting, ${summary.old} old.`,
      );
    }
    if (
      state.complete &&
      summary.old === 0 &&
      summary.newReady >= state.desired
    ) {
      return { workload, pods };
    }
    if (isRenewed) {
      await context.sleep(POLL_MS);
      continue;
    }
    const trouble = lastingTrouble(context, fresh, troubles);
    if (goal.failOnTrouble && trouble) {
      throw new StepFailedError(
        await troubleInWords(context, summary, trouble),
      );
    }
    const seconds = Number(workload.spec?.progressDeadlineSeconds ?? 600);
    const limit = seconds * 1000 + config.migration.rolloutTimeoutMs;
    const late = context.now() - started > limit;
    first ??= state;
    const isOld = isAfresh && state.failedAt === first.failedAt;
    const failure = isOld ? undefined : state.failure;
    if (failure || late) {
      const why =
        failure ?? `it did not finish within ${Math.round(limit / 1000)} s`;
      const found = fresh.map(podTrouble).find(Boolean);
      throw new StepFailedError(
        found
          ? await troubleInWords(context, summary, found)
          : `${title}: ${why}; ${summary.newReady} of ${counted(
              summary.desired,
              'new Pod is',
              'new Pods are',
            )} ready.`,
      );
    }
    await context.sleep(POLL_MS);
  }
}

/**
 * The first trouble of a Pod that waiting does not help.
 *
 * @param since - when each was first seen; it is brought up to date
 */
export function lastingTrouble(
  context: Pick<StepContext, 'now'>,
  pods: V1Pod[],
  since: Map<string, number>,
): PodTrouble | undefined {
  for (const pod of pods) {
    const trouble = podTrouble(pod);
    if (!trouble) {
      continue;
    }
    const id = `${pod.metadata?.uid}/${trouble.reason}`;
    const first = since.get(id) ?? context.now();
    since.set(id, first);
    if (trouble.certain || context.now() - first >= TROUBLE_MS) {
      return trouble;
    }
  }
  return undefined;
}

async function troubleInWords(
  context: StepContext,
  summary: { newReady: number; desired: number },
  trouble: PodTrouble,
): Promise<string> {
  const missing = Math.max(1, summary.desired - summary.newReady);
  return `${missing} of ${Math.max(
    1,
    summary.desired,
  )} new Pods of ${workloadTitle(
    context.execution.workload,
  )} do not become ready: ${await troubleWithLog(context, trouble)}`;
}

/** What is wrong with a Pod, with its last lines, without possible secrets. */
export async function troubleWithLog(
  context: StepContext,
  trouble: PodTrouble,
): Promise<string> {
  const lines = await lastLogLines(context, trouble);
  const shown = lines.length
    ? ` Its last lines:\n${lines.join('\n')}`
    : ` ${trouble.message ?? ''}`;
  return scrub(
    `${trouble.reason} in container ${trouble.container} of Pod ${trouble.pod} (${trouble.restarts} restarts).${shown}`,
  );
}

/** Up to 20 lines, without possible secrets; none when they cannot be read. */
async function lastLogLines(
  context: StepContext,
  { pod, container, restarts }: PodTrouble,
): Promise<string[]> {
  const core = await context.cluster.client(CoreV1Api);
  for (const previous of restarts > 0 ? [true, false] : [false]) {
    try {
      const text = await core.readNamespacedPodLog({
        name: pod,
        namespace: context.execution.workload.namespace,
        container,
        tailLines: 20,
        previous,
      });
      const lines = String(text).split('\n').filter(Boolean);
      if (lines.length) {
        return lines.slice(-20).map(scrub);
      }
    } catch {
      // Logs are only a help: the Pod may be gone, or the portal may not read them.
    }
  }
  return [];
}

/** Pods of the workload that have not ended. */
export async function listPods(
  context: ClusterContext,
  workload: WorkloadObject,
): Promise<V1Pod[]> {
  const { namespace } = context.execution.workload;
  const selector = selectorText(
    workload.spec?.selector as V1LabelSelector | undefined,
  );
  if (!selector) {
    return [];
  }
  const pods = await listAll<V1Pod>(
    context.cluster,
    listPath(KINDS.Pod, namespace),
    { labelSelector: selector },
  );
  return pods.filter(
    ({ status }) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed',
  );
}
