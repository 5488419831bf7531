import { V1CronJob } from '@kubernetes/client-node';
import { WorkloadObject } from '../../plan/world/podTemplate';
import { workloadTitle } from '../kubernetes/objects';
import { SUSPENDED_BY, suspendedBy } from '../kubernetes/suspension';
import { StepContext } from '../model/Step';
import { patchUntil } from './patchUntil';

const POINTER = `/metadata/annotations/${SUSPENDED_BY.replace('/', '~1')}`;

/**
 * Lets the schedule start no run while one is tried. An annotation says for whom, so that people know, and only this is taken back.
 * Returns the CronJob as it is then; undefined when it is gone.
 */
export async function suspendRuns(
  context: StepContext,
): Promise<V1CronJob | undefined> {
  const { migrationId } = context;
  await context.remember({ suspending: true });
  const cronJob = await patchUntil(context, {
    intent: 'suspend its schedule for the time of one trial run',
    isDone: each =>
      suspendedBy(each) === migrationId || each.spec?.suspend === true,
    build: each => [
      ...ofThisVersion(each),
      ...(each.metadata?.annotations
        ? []
        : [{ op: 'add' as const, path: '/metadata/annotations', value: {} }]),
      { op: 'add', path: POINTER, value: migrationId },
      { op: 'add', path: '/spec/suspend', value: true },
    ],
  });
  return cronJob as V1CronJob | undefined;
}

/** Lets the schedule go on, if this migration has suspended it. Returns the result in words. */
export async function resumeRuns(context: StepContext): Promise<string> {
  const { migrationId, execution } = context;
  const title = workloadTitle(execution.workload);
  await patchUntil(context, {
    intent: 'let its schedule go on',
    isDone: each => suspendedBy(each) !== migrationId,
    build: each => [
      ...ofThisVersion(each),
      { op: 'remove', path: POINTER },
      // Somebody may have let it go on already.
      ...(each.spec?.suspend === true
        ? [{ op: 'replace' as const, path: '/spec/suspend', value: false }]
        : []),
    ],
  });
  await context.remember({ suspending: false });
  return `The schedule of ${title} goes on.`;
}

function ofThisVersion({ metadata }: WorkloadObject) {
  return [
    {
      op: 'test' as const,
      path: '/metadata/resourceVersion',
      value: metadata?.resourceVersion,
    },
  ];
}
