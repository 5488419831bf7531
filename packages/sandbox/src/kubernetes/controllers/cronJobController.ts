import { timestamp } from '../api/timestamp';
import { deepClone } from '../json';
import { CronJob, Job, ObjectMeta } from '../types';
import { ControllerContext, ownerReference } from './ControllerContext';
import { lastCronTime, parseCron } from './cron';
import { Controller, Reconciliation } from './runController';

const SCHEDULED_AT = 'batch.kubernetes.io/cronjob-scheduled-timestamp';

function finishedAs(job: Job): string | undefined {
  return job.status?.conditions?.find(
    ({ type, status }) =>
      status === 'True' && (type === 'Complete' || type === 'Failed'),
  )?.type;
}

async function prune(
  context: ControllerContext,
  jobs: Job[],
  type: string,
  limit: number,
): Promise<void> {
  const surplus = jobs
    .filter(job => finishedAs(job) === type)
    .sort((a, b) =>
      (b.metadata.creationTimestamp ?? '') <
      (a.metadata.creationTimestamp ?? '')
        ? -1
        : 1,
    )
    .slice(limit);
  await context.deleteAll('jobs', surplus);
}

function dueAt(cronJob: CronJob, now: number): number | undefined {
  const schedule = parseCron(cronJob.spec.schedule);
  if (!schedule || cronJob.spec.suspend) {
    return undefined;
  }
  const since =
    cronJob.status?.lastScheduleTime ?? cronJob.metadata.creationTimestamp;
  const due = lastCronTime(schedule, Date.parse(since as string), now);
  const { startingDeadlineSeconds } = cronJob.spec;
  const late =
    due !== undefined &&
    startingDeadlineSeconds !== undefined &&
    due + startingDeadlineSeconds * 1000 < now;
  return late ? undefined : due;
}

async function startJob(
  context: ControllerContext,
  cronJob: CronJob,
  due: number,
) {
  const { name, namespace } = cronJob.metadata;
  const template = deepClone(cronJob.spec.jobTemplate);
  const job = await context.create('jobs', {
    metadata: {
      name: `${name}-${Math.floor(due / 60_000)}`,
      namespace,
      labels: template.metadata?.labels,
      annotations: {
        ...template.metadata?.annotations,
        [SCHEDULED_AT]: timestamp(due),
      },
      ownerReferences: [ownerReference(cronJob)],
    } as ObjectMeta,
    spec: template.spec,
  });
  await context.event(
    cronJob,
    'Normal',
    'SuccessfulCreate',
    `Created job ${job.metadata.name}`,
  );
}

async function reconcile({
  context,
  namespace,
  name,
  again,
  options,
}: Reconciliation): Promise<void> {
  const cronJob = context.find<CronJob>('cronjobs', namespace, name);
  if (!cronJob || cronJob.metadata.deletionTimestamp) {
    return;
  }
  again(options.delays.cron);
  let jobs = context.controlledBy<Job>('jobs', cronJob);
  const { spec } = cronJob;
  await prune(context, jobs, 'Complete', spec.successfulJobsHistoryLimit ?? 3);
  await prune(context, jobs, 'Failed', spec.failedJobsHistoryLimit ?? 1);
  const due = dueAt(cronJob, context.api.clock.now());
  // One that somebody else made in its name is none of its runs.
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/cronjob/cronjob_controllerv2.go (UnexpectedJob)
  const started = (job: Job) =>
    job.metadata.annotations?.[SCHEDULED_AT] !== undefined;
  const busy = jobs.filter(job => !finishedAs(job) && started(job));
  const skipped = busy.length > 0 && spec.concurrencyPolicy === 'Forbid';
  let { lastScheduleTime } = cronJob.status ?? {};
  if (due !== undefined && !skipped) {
    if (spec.concurrencyPolicy === 'Replace') {
      await context.deleteAll('jobs', busy);
    }
    const taken = context.find(
      'jobs',
      namespace,
      `${name}-${Math.floor(due / 60_000)}`,
    );
    if (!taken) {
      await startJob(context, cronJob, due);
    }
    lastScheduleTime = timestamp(due);
  }
  jobs = context.controlledBy<Job>('jobs', cronJob);
  const completions = jobs
    .map(job => job.status?.completionTime)
    .filter((time): time is string => Boolean(time))
    .sort();
  const lastSuccessfulTime =
    completions.pop() ?? cronJob.status?.lastSuccessfulTime;
  const active = jobs
    .filter(job => !finishedAs(job) && started(job))
    .map(job => ({
      kind: 'Job',
      apiVersion: 'batch/v1',
      name: job.metadata.name,
      namespace,
      uid: job.metadata.uid,
      resourceVersion: job.metadata.resourceVersion,
    }));
  const known = (cronJob.status?.active ?? []).map(({ uid }) => uid).join();
  const unchanged =
    known === active.map(({ uid }) => uid).join() && cronJob.status?.active;
  const shown = unchanged ? cronJob.status?.active : active;
  await context.updateStatus('cronjobs', cronJob, {
    ...(active.length ? { active: shown } : {}),
    ...(lastScheduleTime ? { lastScheduleTime } : {}),
    ...(lastSuccessfulTime ? { lastSuccessfulTime } : {}),
  });
}

export const cronJobController: Controller = {
  resource: 'cronjobs',
  kind: 'CronJob',
  owns: ['jobs'],
  component: 'cronjob-controller',
  reconcile,
};
