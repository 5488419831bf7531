import { V1CronJob, V1Job } from '@kubernetes/client-node';
import { readObject } from 'backstage-plugin-irsa-node';
import { workloadPath } from '../../plan/world/workloadPath';
import { endOfJob, jobsOf, timeOf } from '../kubernetes/jobs';
import { workloadTitle } from '../kubernetes/objects';
import { staticFindings } from '../kubernetes/podFindings';
import { ClusterContext } from '../model/Step';
import { broken, FootingFact, holds, notKnown } from '../model/Footing';

/**
 * What the latest run of a CronJob on the role came to. Most of the time no Pod of it runs, so only a run that has ended shows that
 * the role works.
 *
 * @param switchedAt - since when new runs are on the role
 */
export async function runsFooting(
  context: ClusterContext,
  switchedAt: string | undefined,
): Promise<FootingFact[]> {
  const { execution, cluster, read } = context;
  const { kind, namespace, name } = execution.workload;
  if (kind !== 'CronJob') {
    return [];
  }
  const cronJob = await read(() =>
    readObject<V1CronJob>(cluster, workloadPath(execution.workload)),
  );
  if (!cronJob) {
    return [];
  }
  const ofCronJob = await jobsOf(context, cronJob);
  const runs = ofCronJob.filter(
    ({ spec }) =>
      staticFindings({ spec: spec?.template.spec }, execution).length === 0,
  );
  const object = `Runs of ${workloadTitle(execution.workload)}`;
  const last = runs
    .flatMap(run => endOfJob(run) ?? [])
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .at(-1);
  if (last) {
    return [
      last.failure
        ? broken(
            object,
            `The latest on the role, ${last.name}, failed at ${last.at}: ${last.failure}. It holds again when one succeeds.`,
          )
        : holds(
            object,
            `The latest on the role, ${last.name}, succeeded at ${last.at}.`,
          ),
    ];
  }
  const others = ofCronJob.filter(job => !runs.includes(job));
  const unseen = succeededUnseen(cronJob, others, switchedAt);
  return [
    unseen
      ? holds(
          object,
          `One that began after the switch succeeded at ${unseen}. Its Job is not kept.`,
        )
      : notKnown(
          object,
          `None on the role has ended yet. Wait for the next, or start one: kubectl create job ${name}-try --from=cronjob/${name} -n ${namespace}.`,
        ),
  ];
}

/**
 * When a run succeeded whose Job is gone: the latest one, if it began after the switch. Not while one is under way: then what has
 * succeeded may have begun before the switch, with the key.
 *
 * @param others - runs with the key
 */
function succeededUnseen(
  { status }: V1CronJob,
  others: readonly V1Job[],
  switchedAt: string | undefined,
): string | undefined {
  const began = timeOf(status?.lastScheduleTime);
  const succeeded = timeOf(status?.lastSuccessfulTime);
  if (!switchedAt || !began || !succeeded || began <= switchedAt) {
    return undefined;
  }
  const isOfKey = others.some(job => endOfJob(job)?.at === succeeded);
  return succeeded >= began && !isOfKey && !status?.active?.length
    ? succeeded
    : undefined;
}
