import { ApiError } from '../ApiError';
import { Condition, Job, Pod } from '../types';
import { Controller, Reconciliation } from './runController';
import { isActive, isReady, podOf } from './podState';

function isDone(job: Job): Condition | undefined {
  return job.status?.conditions?.find(
    ({ type, status }) =>
      status === 'True' && (type === 'Complete' || type === 'Failed'),
  );
}

function restartsOf(pods: Pod[]): number {
  return pods.reduce(
    (total, pod) =>
      total +
      (pod.status?.containerStatuses ?? []).reduce(
        (count, status) => count + status.restartCount,
        0,
      ),
    0,
  );
}

interface Verdict {
  type: 'Complete' | 'Failed';
  reason: string;
  message: string;
}

function verdictOf(
  job: Job,
  succeeded: number,
  failed: number,
  pods: Pod[],
  now: number,
): Verdict | undefined {
  const { completions, backoffLimit = 6, activeDeadlineSeconds } = job.spec;
  if (succeeded >= (completions ?? 1)) {
    return {
      type: 'Complete',
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
  }
  const restarts =
    job.spec.template.spec.restartPolicy === 'OnFailure'
      ? restartsOf(pods.filter(isActive))
      : 0;
  if (failed > backoffLimit || (restarts && restarts > backoffLimit)) {
    return {
      type: 'Failed',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    };
  }
  const started = Date.parse(job.status?.startTime ?? '');
  if (activeDeadlineSeconds && started + activeDeadlineSeconds * 1000 <= now) {
    return {
      type: 'Failed',
      reason: 'DeadlineExceeded',
      message: 'Job was active longer than specified deadline',
    };
  }
  return undefined;
}

async function finish(
  { context }: Reconciliation,
  job: Job,
  verdict: Verdict,
  counts: { succeeded: number; failed: number },
  active: Pod[],
): Promise<void> {
  const now = context.now();
  const met =
    verdict.type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget';
  await context.deleteAll('pods', active);
  await context.updateStatus('jobs', job, {
    startTime: job.status?.startTime ?? now,
    ...(verdict.type === 'Complete' ? { completionTime: now } : {}),
    ...(counts.succeeded ? { succeeded: counts.succeeded } : {}),
    ...(counts.failed ? { failed: counts.failed } : {}),
    ready: 0,
    terminating: 0,
    uncountedTerminatedPods: {},
    conditions: [met, verdict.type].map(type => ({
      type,
      status: 'True',
      reason: verdict.reason,
      message: verdict.message,
      lastProbeTime: now,
      lastTransitionTime: now,
    })),
  });
  if (verdict.type === 'Complete') {
    await context.event(job, 'Normal', 'Completed', 'Job completed');
  } else {
    await context.event(job, 'Warning', verdict.reason, verdict.message);
  }
}

/** Deletes finished Jobs whose time to live is over. */
async function expire(
  { context, again }: Reconciliation,
  job: Job,
): Promise<void> {
  const { ttlSecondsAfterFinished } = job.spec;
  if (ttlSecondsAfterFinished === undefined) {
    return;
  }
  const since = Date.parse(isDone(job)?.lastTransitionTime ?? '');
  if (since + ttlSecondsAfterFinished * 1000 <= context.api.clock.now()) {
    await context.delete('jobs', job);
  } else {
    again(1000);
  }
}

async function reconcile(reconciliation: Reconciliation): Promise<void> {
  const { context, namespace, name, again, options } = reconciliation;
  const job = context.find<Job>('jobs', namespace, name);
  if (!job || job.metadata.deletionTimestamp) {
    return;
  }
  if (isDone(job)) {
    await expire(reconciliation, job);
    return;
  }
  const pods = context.controlledBy<Pod>('pods', job);
  const inPhase = (phase: string) =>
    pods.filter(pod => pod.status?.phase === phase).length;
  const succeeded = inPhase('Succeeded');
  const failed = inPhase('Failed');
  let active = pods.filter(isActive);
  const now = context.api.clock.now();
  const verdict = verdictOf(job, succeeded, failed, pods, now);
  if (verdict) {
    await finish(reconciliation, job, verdict, { succeeded, failed }, active);
    return;
  }
  if (job.spec.suspend) {
    await context.deleteAll('pods', active);
  } else {
    const parallelism = job.spec.parallelism ?? 1;
    const left = (job.spec.completions ?? 1) - succeeded;
    const wanted = Math.min(parallelism, left) - active.length;
    const lastFailure = Math.max(
      0,
      ...pods
        .filter(pod => pod.status?.phase === 'Failed')
        .map(pod =>
          Date.parse(
            pod.status?.containerStatuses?.[0]?.state.terminated?.finishedAt ??
              '',
          ),
        )
        .filter(time => !Number.isNaN(time)),
    );
    const pause =
      failed && lastFailure + options.delays.backoff > now ? 100 : 0;
    if (pause) {
      again(pause);
    }
    try {
      for (let count = 0; count < (pause ? 0 : wanted); count += 1) {
        const pod = await context.create(
          'pods',
          podOf(job, job.spec.template, { generateName: `${name}-` }),
        );
        await context.event(
          job,
          'Normal',
          'SuccessfulCreate',
          `Created pod: ${pod.metadata.name}`,
        );
      }
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      await context.event(
        job,
        'Warning',
        'FailedCreate',
        `Error creating: ${error.message}`,
      );
      again(500);
    }
    active = context.controlledBy<Pod>('pods', job).filter(isActive);
    if (job.spec.activeDeadlineSeconds) {
      again(500);
    }
  }
  await context.updateStatus('jobs', job, {
    ...(job.spec.suspend
      ? {}
      : { startTime: job.status?.startTime ?? context.now() }),
    ...(active.length && !job.spec.suspend ? { active: active.length } : {}),
    ...(succeeded ? { succeeded } : {}),
    ...(failed ? { failed } : {}),
    ready: active.filter(isReady).length,
    terminating: 0,
    uncountedTerminatedPods: {},
    ...(job.spec.suspend
      ? {
          conditions: [
            job.status?.conditions?.find(
              ({ type }) => type === 'Suspended',
            ) ?? {
              type: 'Suspended',
              status: 'True',
              reason: 'JobSuspended',
              message: 'Job suspended',
              lastProbeTime: context.now(),
              lastTransitionTime: context.now(),
            },
          ],
        }
      : {}),
  });
}

export const jobController: Controller = {
  resource: 'jobs',
  kind: 'Job',
  owns: ['pods'],
  component: 'job-controller',
  reconcile,
};
