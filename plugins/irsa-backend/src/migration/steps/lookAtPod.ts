import { V1Pod } from '@kubernetes/client-node';
import { canaryPod, TRIED_ANNOTATION } from '../../plan/patch/canaryPod';
import { templateDigest } from '../../plan/patch/workloadPatch';
import { ensureCanary } from '../kubernetes/canary';
import { podFindings } from '../kubernetes/podFindings';
import { isReady, podTrouble } from '../kubernetes/rollout';
import { lastingTrouble, POLL_MS } from '../kubernetes/waitForRollout';
import { StepContext } from '../model/Step';
import { workloadAfter } from './assertInjected';
import { CanaryVerdict } from './CanaryVerdict';
import { LOOK_MS, lookAgain, LooksAgain } from './lookUntil';
import { seconds } from './restarts';
import { takeCanaryBack } from './takeCanaryBack';
import { lookedAgain, markOf, newWatch, WatchState } from './watchState';

/** Of Pods that say nothing about the role: evicted, preempted, or missed by the webhook. */
const MOST_LOST = 3;
/** Most Pods are ready by then, and a worker that waits for them is soonest at the next step. */
const SOON_MS = 10_000;
/** Beyond the time that the portal waits: a process that was killed is taken over meanwhile. */
const SPARE_SECONDS = 1800;

interface State extends WatchState {
  lost?: number;
}

/** One look at the Pod that is tried, which is made when there is none: what became of it, or when to look again. */
export async function lookAtPod(
  context: StepContext,
): Promise<CanaryVerdict | LooksAgain> {
  const { execution, config, memory, migrationId } = context;
  const { rolloutTimeoutMs, watchMs } = config.migration;
  const blindBefore = context.blindMs;
  const before = (memory.watch as State | undefined) ?? newWatch(context.now());
  const workload = await workloadAfter(context);
  const progress = Number(workload.spec?.progressDeadlineSeconds ?? 600) * 1000;
  const limitMs = progress + rolloutTimeoutMs + watchMs;
  const pod = await ensureCanary<V1Pod>(
    context,
    canaryPod(workload, migrationId, Math.ceil(limitMs / 1000) + SPARE_SECONDS),
    planned => missedInWords(podFindings(planned, execution).notInjected),
  );
  if (typeof pod === 'string') {
    return { notProven: pod };
  }
  const now = context.now();
  const state = lookedAgain<State>(before, now, context.blindMs - blindBefore);
  const { notInjected, wrong } = podFindings(pod, execution);
  if (wrong.length > 0) {
    return { failed: wrong.join(', ') };
  }
  const why = lossOf(pod, notInjected, templateDigest(workload));
  if (why) {
    return lose(context, state, why);
  }
  const troubles = new Map(Object.entries(state.troubles));
  const trouble = lastingTrouble(context, [pod], troubles);
  state.troubles = Object.fromEntries(troubles);
  if (trouble) {
    return { failed: trouble };
  }
  const late = limitMs - (now - state.begunAt);
  if (isReady(pod)) {
    const seen = markOf([pod]);
    if (state.quietSince === undefined || seen !== state.seen) {
      Object.assign(state, { quietSince: now, seen });
    }
    const left = watchMs - (now - (state.quietSince ?? now));
    if (left <= 0) {
      return {
        proven: `was ready on the role, held its token and no static key, and did not restart for ${seconds(
          watchMs,
        )}`,
      };
    }
    if (late > 0) {
      return lookAgain(context, state, Math.min(left, late));
    }
  } else {
    state.quietSince = undefined;
    if (!isPlaced(pod) && now - state.begunAt >= rolloutTimeoutMs) {
      return {
        notProven: `no node took it within ${seconds(rolloutTimeoutMs)}`,
      };
    }
  }
  if (late <= 0) {
    return {
      failed:
        podTrouble(pod) ??
        `it was not ready, without a restart, for ${seconds(
          watchMs,
        )} at any time of ${seconds(limitMs)}`,
    };
  }
  const isSoon = now - state.begunAt < SOON_MS;
  return lookAgain(context, state, Math.min(isSoon ? POLL_MS : LOOK_MS, late));
}

/** Another Pod is tried in its place, unless too many were lost. */
async function lose(
  context: StepContext,
  state: State,
  why: string,
): Promise<CanaryVerdict | LooksAgain> {
  const lost = (state.lost ?? 0) + 1;
  if (lost > MOST_LOST) {
    return { notProven: why };
  }
  await context.say(`${await takeCanaryBack(context)} (${why})`);
  return lookAgain(
    context,
    { ...state, lost, quietSince: undefined, seen: undefined } as State,
    POLL_MS,
  );
}

/** Why a Pod has ended, or will not tell, through no fault of its program. */
function lossOf(
  { metadata, status }: V1Pod,
  notInjected: string[],
  digest: string,
): string | undefined {
  if (metadata?.deletionTimestamp) {
    return 'somebody deletes it';
  }
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') {
    return `it was ended: ${status.reason ?? status.phase}`;
  }
  if (metadata?.annotations?.[TRIED_ANNOTATION] !== digest) {
    return 'the workload has another template by now';
  }
  return notInjected.length > 0
    ? `the pod identity webhook missed it: ${notInjected.join(', ')}`
    : undefined;
}

function missedInWords(notInjected: string[]): string | undefined {
  return notInjected.length > 0
    ? `the pod identity webhook does not take a Pod without the labels of the others: ${notInjected.join(
        ', ',
      )}`
    : undefined;
}

function isPlaced({ spec }: V1Pod): boolean {
  return spec?.nodeName !== undefined && spec.nodeName !== '';
}
