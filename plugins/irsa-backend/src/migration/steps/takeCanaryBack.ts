import { V1Job } from '@kubernetes/client-node';
import { readCanary, removeCanary } from '../kubernetes/canary';
import { endOfJob } from '../kubernetes/jobs';
import { workloadTitle } from '../kubernetes/objects';
import { StepContext } from '../model/Step';
import { resumeRuns } from './suspendRuns';

/**
 * Deletes the canary, and lets the schedule of a CronJob go on where it was suspended for the trial. Safe to call again. Returns the
 * result in words.
 */
export async function takeCanaryBack(context: StepContext): Promise<string> {
  const removed = await removeCanary(context);
  if (!context.memory.suspending) {
    return removed;
  }
  const stays = context.memory.creating
    ? await readCanary<V1Job>(context)
    : undefined;
  if (stays && !endOfJob(stays)) {
    return `${removed} The schedule of ${workloadTitle(
      context.execution.workload,
    )} stays suspended until it has ended: two runs at once may do harm.`;
  }
  return `${removed} ${await resumeRuns(context)}`;
}
