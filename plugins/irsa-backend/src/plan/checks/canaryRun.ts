import { Json } from '../world/podTemplate';
import { CheckContext } from './PlanCheck';

/** Why no run of a CronJob is started beside its schedule; undefined where one can be, if somebody asks for it. */
export function runObstacle({ world }: CheckContext): string | undefined {
  const { spec = {} } = world.object;
  const run = ((spec.jobTemplate as Json | undefined)?.spec ?? {}) as Json;
  if (spec.suspend === true) {
    return 'its schedule is suspended, so no run is wanted now';
  }
  if (run.suspend === true || run.managedBy !== undefined) {
    return 'something else starts its runs (suspend or managedBy of its Job template)';
  }
  if (
    spec.successfulJobsHistoryLimit === 0 ||
    spec.failedJobsHistoryLimit === 0
  ) {
    return 'its runs are deleted as soon as they end (history limit 0), so the end of one cannot be seen';
  }
  return undefined;
}

/** What a run more means, for whoever decides on it. */
export function runInWords({ world }: CheckContext): string {
  const { concurrencyPolicy = 'Allow' } = world.object.spec ?? {};
  return `One run more is started with the role before the CronJob is changed. It does its work for real: what a run sends, writes or deletes, this one does once more, at another time than the schedule says.${
    concurrencyPolicy === 'Allow'
      ? ''
      : ' It waits for a run that is under way, and the schedule is suspended as long as it takes: a run that is due meanwhile comes later, or not at all (startingDeadlineSeconds).'
  } A stop or a rollback ends it in the middle of its work.`;
}
