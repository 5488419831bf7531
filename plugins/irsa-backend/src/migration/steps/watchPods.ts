import { V1Pod } from '@kubernetes/client-node';
import { counted } from 'backstage-plugin-irsa-common';
import { holdsOldReferences } from '../kubernetes/podFindings';
import { podsNow } from '../kubernetes/replacePods';
import { isReady, podTrouble } from '../kubernetes/rollout';
import { lastingTrouble, troubleWithLog } from '../kubernetes/waitForRollout';
import { workloadTitle } from '../kubernetes/objects';
import { StepFailedError } from '../model/errors';
import { StepContext } from '../model/Step';
import { lookAgain, LooksAgain, lookUntil } from './lookUntil';
import { restartsOf, seconds } from './restarts';
import { lookedAgain, markOf, newWatch, WatchState } from './watchState';

/** One may have another cause, such as a node that is full. */
const MOST_RESTARTS = 2;

/**
 * A Pod that is ready may still fail with its first call of AWS. So the new Pods are watched for a while before they count as healthy:
 * all ready, none restarted. A restart, and a Pod that came anew or was not ready in between, begin the time once more. Returns the
 * result in words.
 *
 * Where an autoscaler makes Pods come and go, it ends after the time that a roll out may take, and says so.
 *
 * Throws LooksAgainError between two looks: the worker is free meanwhile, and what was seen is kept with the step. Throws
 * StepFailedError when a Pod cannot start or keeps crashing, or is not ready for as long as a roll out may take.
 */
export function watchPods(context: StepContext): Promise<string> {
  return lookUntil(context, () => look(context));
}

/** One look at the Pods: the result, or when to look again. */
async function look(context: StepContext): Promise<string | LooksAgain> {
  const { execution, config } = context;
  const { watchMs, rolloutTimeoutMs } = config.migration;
  const blindBefore = context.blindMs;
  const before =
    (context.memory.watch as WatchState | undefined) ?? newWatch(context.now());
  const pods = (await podsNow(context)).filter(
    pod => !holdsOldReferences(pod, execution),
  );
  const now = context.now();
  const state = lookedAgain(before, now, context.blindMs - blindBefore);
  await countRestarts(context, state, pods);
  const troubles = new Map(Object.entries(state.troubles));
  const trouble = lastingTrouble(context, pods, troubles);
  state.troubles = Object.fromEntries(troubles);
  const title = workloadTitle(execution.workload);
  if (trouble) {
    throw new StepFailedError(
      `A new Pod of ${title} was ready and works no more: ${await troubleWithLog(
        context,
        trouble,
      )}`,
    );
  }
  const unready = pods.filter(pod => !isReady(pod));
  if (unready.length > 0) {
    state.quietSince = undefined;
    state.unreadySince ??= now;
    const left = rolloutTimeoutMs - (now - state.unreadySince);
    if (left <= 0) {
      const found = unready.map(podTrouble).find(Boolean);
      throw new StepFailedError(
        `${unready.length} of ${
          pods.length
        } new Pods of ${title} were ready and have not been for ${seconds(
          rolloutTimeoutMs,
        )}${
          found
            ? `: ${await troubleWithLog(context, found)}`
            : `: ${unready[0].metadata?.name}.`
        }`,
      );
    }
    return lookAgain(context, state, left);
  }
  state.unreadySince = undefined;
  const seen = markOf(pods);
  if (state.quietSince === undefined || seen !== state.seen) {
    Object.assign(state, { quietSince: now, seen });
  }
  const left = watchMs - (now - (state.quietSince ?? now));
  if (left <= 0) {
    return `${counted(pods.length, 'Pod was', 'Pods were')} ready for ${seconds(
      watchMs,
    )}, without a restart`;
  }
  const mostMs = rolloutTimeoutMs + 2 * watchMs;
  if (now - state.begunAt >= mostMs) {
    if (state.restarted >= MOST_RESTARTS) {
      throw new StepFailedError(
        `New Pods of ${title} restart again and again: ${
          state.restarted
        } times within ${seconds(mostMs)}.`,
      );
    }
    return `${
      pods.length
    } Pods are ready; they come and go, so none was watched for ${seconds(
      watchMs,
    )}`;
  }
  return lookAgain(context, state, left);
}

async function countRestarts(
  context: StepContext,
  state: WatchState,
  pods: readonly V1Pod[],
): Promise<void> {
  const restarts: WatchState['restarts'] = {};
  for (const pod of pods) {
    const { name = '' } = pod.metadata ?? {};
    const now = restartsOf(pod);
    const more = now - (state.restarts[name] ?? now);
    if (more > 0) {
      state.restarted += more;
      await context.say(
        `Pod ${name} has restarted (${now} times by now); it is watched anew.`,
        'warning',
      );
    }
    restarts[name] = now;
  }
  state.restarts = restarts;
}
