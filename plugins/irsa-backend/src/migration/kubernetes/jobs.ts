import { V1CronJob, V1Job, V1Pod } from '@kubernetes/client-node';
import { KINDS, listAll, listPath } from 'backstage-plugin-irsa-node';
import { ClusterContext } from '../model/Step';

/** How a run has ended. */
export interface JobEnd {
  name: string;
  /** ISO 8601; `''` when the cluster does not say. */
  at: string;
  /** Why it failed. */
  failure?: string;
}

/**
 * `undefined` while it runs. Source: Kubernetes API, JobStatus: the conditions Complete and Failed are final.
 */
export function endOfJob({ metadata, status }: V1Job): JobEnd | undefined {
  const end = status?.conditions?.find(
    each =>
      (each.type === 'Complete' || each.type === 'Failed') &&
      each.status === 'True',
  );
  return (
    end && {
      name: metadata?.name ?? '',
      at: timeOf(status?.completionTime ?? end.lastTransitionTime) ?? '',
      ...(end.type === 'Failed' && {
        failure: end.reason ?? 'no reason is given',
      }),
    }
  );
}

/** As text in one form, so that times can be compared. */
export function timeOf(time: Date | string | undefined): string | undefined {
  return time && new Date(time).toISOString();
}

/** The Jobs that name this CronJob as an owner. */
export async function jobsOf(
  { cluster, execution, read }: ClusterContext,
  cronJob: V1CronJob,
): Promise<V1Job[]> {
  const jobs = await read(() =>
    listAll<V1Job>(cluster, listPath(KINDS.Job, execution.workload.namespace)),
  );
  return jobs.filter(isOwnedBy(cronJob));
}

/** The Pods of a run, those that have ended included. */
export async function podsOfJob(
  { cluster, execution, read }: ClusterContext,
  job: V1Job,
): Promise<V1Pod[]> {
  const pods = await read(() =>
    listAll<V1Pod>(cluster, listPath(KINDS.Pod, execution.workload.namespace)),
  );
  return pods.filter(isOwnedBy(job));
}

function isOwnedBy(owner: V1CronJob | V1Job) {
  return ({ metadata }: V1Job | V1Pod) =>
    metadata?.ownerReferences?.some(
      ({ uid }) => uid === owner.metadata?.uid,
    ) === true;
}
