import { V1CronJob, V1Job, V1Pod } from '@kubernetes/client-node';
import { canaryJob } from '../../plan/patch/canaryJob';
import { CANARY_LABEL, TRIED_ANNOTATION } from '../../plan/patch/canaryPod';
import { templateDigest } from '../../plan/patch/workloadPatch';
import { canaryTitle, ensureCanary, readCanary } from '../kubernetes/canary';
import { endOfJob, jobsOf, podsOfJob } from '../kubernetes/jobs';
import { podFindings } from '../kubernetes/podFindings';
import { PodTrouble, podTrouble } from '../kubernetes/rollout';
import { isSuspendedByUs } from '../kubernetes/suspension';
import { lastingTrouble } from '../kubernetes/waitForRollout';
import { StepContext } from '../model/Step';
import { workloadAfter } from './assertInjected';
import { CanaryVerdict } from './CanaryVerdict';
import { LOOK_MS, lookAgain, LooksAgain } from './lookUntil';
import { seconds } from './restarts';
import { resumeRuns, suspendRuns } from './suspendRuns';
import { lookedAgain, newWatch, WatchState } from './watchState';

interface State extends WatchState {
  /** Whether no run was under way at the look before, with the schedule suspended. */
  isCalm?: boolean;
  /** The run that it was said to wait for. */
  awaited?: string;
}

/**
 * One look at the run of a CronJob that is tried, which is started when there is none: what became of it, or when to look again. It
 * takes as long as such a run takes. There is one at most: one that somebody deletes is not started anew, for it has done some of its
 * work.
 */
export async function lookAtRun(
  context: StepContext,
): Promise<CanaryVerdict | LooksAgain> {
  const { memory, migrationId } = context;
  const blindBefore = context.blindMs;
  const before = (memory.watch as State | undefined) ?? newWatch(context.now());
  const job = await readCanary<V1Job>(context);
  const state = lookedAgain<State>(
    before,
    context.now(),
    context.blindMs - blindBefore,
  );
  if (!job) {
    return memory.uid === undefined
      ? start(context, state)
      : {
          notProven:
            'the run was deleted before its end was seen, and a second one is not started',
        };
  }
  if (job.metadata?.labels?.[CANARY_LABEL] !== migrationId) {
    return { notProven: `${canaryTitle(context)} is of somebody else` };
  }
  return judge(context, state, job);
}

async function start(
  context: StepContext,
  state: State,
): Promise<CanaryVerdict | LooksAgain> {
  const workload = await workloadAfter(context);
  const isOurs = await isSuspendedByUs(context);
  if (workload.spec?.suspend === true && !isOurs) {
    return { notProven: 'its schedule is suspended, so no run is wanted now' };
  }
  const cronJob = workload as V1CronJob;
  // Its controller counts only runs that it has started, so it would start one beside the one that is tried.
  const isOneAtATime = ['Forbid', 'Replace'].includes(
    cronJob.spec?.concurrencyPolicy ?? 'Allow',
  );
  if (isOneAtATime) {
    const [other] = await runningOf(context, cronJob);
    if (other) {
      return wait(context, state, other, isOurs);
    }
    await suspendRuns(context);
    if (!state.isCalm) {
      // The controller may have started one at that moment.
      return lookAgain(context, { ...state, isCalm: true } as State, LOOK_MS);
    }
  }
  const job = await ensureCanary<V1Job>(
    context,
    canaryJob(workload, context.migrationId),
  );
  if (typeof job === 'string') {
    return { notProven: job };
  }
  await context.remember({ uid: job.metadata?.uid });
  if (isOneAtATime) {
    const others = await runningOf(context, cronJob);
    if (others.some(({ metadata }) => metadata?.uid !== job.metadata?.uid)) {
      return { notProven: 'a run of its schedule began at the same moment' };
    }
  }
  return lookAgain(context, newWatch(context.now()), LOOK_MS);
}

/** The schedule goes on meanwhile: a run may take hours. */
async function wait(
  context: StepContext,
  state: State,
  { metadata }: V1Job,
  isSuspended: boolean,
): Promise<LooksAgain> {
  if (isSuspended) {
    await context.say(await resumeRuns(context));
  }
  if (state.awaited !== metadata?.name) {
    await context.say(
      `Run ${metadata?.name} is under way; the one that is tried begins when it has ended, since two at once are not wanted (concurrencyPolicy).`,
    );
  }
  return lookAgain(
    context,
    { ...state, isCalm: false, awaited: metadata?.name } as State,
    LOOK_MS,
  );
}

async function runningOf(
  context: StepContext,
  cronJob: V1CronJob,
): Promise<V1Job[]> {
  return (await jobsOf(context, cronJob)).filter(job => !endOfJob(job));
}

async function judge(
  context: StepContext,
  state: State,
  job: V1Job,
): Promise<CanaryVerdict | LooksAgain> {
  const { execution, config } = context;
  const { rolloutTimeoutMs } = config.migration;
  const pods = await podsOfJob(context, job);
  const findings = pods.map(pod => podFindings(pod, execution));
  const [wrong] = findings.flatMap(found => found.wrong);
  if (wrong) {
    return { failed: wrong };
  }
  const [missed] = findings.flatMap(found => found.notInjected);
  if (missed) {
    return { notProven: `the pod identity webhook missed it: ${missed}` };
  }
  const end = endOfJob(job);
  if (end?.failure) {
    return { failed: lastTrouble(pods) ?? `it failed (${end.failure})` };
  }
  if (end) {
    return succeeded(context, job, pods, end.at);
  }
  if (job.metadata?.deletionTimestamp) {
    return { notProven: 'somebody deletes it' };
  }
  // Whether restarts are too many, its own limit says.
  const stuck = pods.filter(pod => {
    const trouble = podTrouble(pod);
    return trouble?.certain === false && trouble.reason !== 'CrashLoopBackOff';
  });
  const troubles = new Map(Object.entries(state.troubles));
  const trouble = lastingTrouble(context, stuck, troubles);
  state.troubles = Object.fromEntries(troubles);
  if (trouble) {
    return { failed: trouble };
  }
  const isPlaced = pods.some(({ spec }) => Boolean(spec?.nodeName));
  const left = rolloutTimeoutMs - (context.now() - state.begunAt);
  if (!isPlaced && left <= 0) {
    return {
      notProven: `no node took a Pod of it within ${seconds(rolloutTimeoutMs)}`,
    };
  }
  return lookAgain(context, state, isPlaced ? LOOK_MS : left);
}

async function succeeded(
  context: StepContext,
  job: V1Job,
  pods: readonly V1Pod[],
  at: string,
): Promise<CanaryVerdict> {
  if (pods.length === 0) {
    return {
      notProven:
        'it succeeded, and its Pods are gone, so whether they had the role is not known',
    };
  }
  const now = templateDigest(await workloadAfter(context));
  if (job.metadata?.annotations?.[TRIED_ANNOTATION] !== now) {
    return { notProven: 'the workload has another template by now' };
  }
  return {
    proven: `succeeded at ${at}, with the role, its token and no static key`,
  };
}

/** Why the Pod that failed last did, with what its log can be read by. */
function lastTrouble(pods: readonly V1Pod[]): PodTrouble | undefined {
  const ofPods = pods.flatMap(({ metadata, status }) =>
    [
      ...(status?.initContainerStatuses ?? []),
      ...(status?.containerStatuses ?? []),
    ].flatMap(({ name, restartCount, state, lastState }) => {
      const ended = state?.terminated ?? lastState?.terminated;
      return ended && ended.exitCode !== 0
        ? {
            at: String(ended.finishedAt ?? ''),
            trouble: {
              pod: metadata?.name ?? '',
              container: name,
              reason: ended.reason ?? 'Error',
              message: `exit code ${ended.exitCode}`,
              restarts: restartCount,
              certain: true,
            },
          }
        : [];
    }),
  );
  return ofPods.sort((one, other) => (one.at < other.at ? -1 : 1)).at(-1)
    ?.trouble;
}
