import { readObject } from 'backstage-plugin-irsa-node';
import { WorkloadObject } from '../../plan/world/podTemplate';
import { workloadPath } from '../../plan/world/workloadPath';
import { StepContext } from '../model/Step';

/** The migration for whose trial a CronJob is suspended. */
export const SUSPENDED_BY = 'irsa.backstage.io/suspended-by';

/** The id of that migration, as the CronJob says. */
export function suspendedBy({ metadata }: WorkloadObject): string | undefined {
  const { annotations } = (metadata ?? {}) as {
    annotations?: Record<string, string>;
  };
  return annotations?.[SUSPENDED_BY];
}

/** Whether this migration has suspended the CronJob, as it is now. */
export async function isSuspendedByUs({
  cluster,
  execution,
  migrationId,
  read,
}: StepContext): Promise<boolean> {
  const cronJob = await read(() =>
    readObject<WorkloadObject>(cluster, workloadPath(execution.workload)),
  );
  return cronJob !== undefined && suspendedBy(cronJob) === migrationId;
}
