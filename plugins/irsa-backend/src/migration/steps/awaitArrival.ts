import { isDetached, WorkloadObject } from '../../plan/patch/workloadPatch';
import {
  annotationsDiffering,
  readServiceAccount,
} from '../kubernetes/annotations';
import { workloadTitle } from '../kubernetes/objects';
import { NeedsHumanError, WaitsForOthersError } from '../model/errors';
import { goneInWords } from '../model/inWords';
import { obstaclesInWords } from '../../sources/obstacles';
import { Step, StepContext } from '../model/Step';
import {
  keeperOf,
  plannedRequest,
  readWorkload,
  repositoryOf,
  short,
} from './hostedRequest';

/**
 * Waits until the merged change is in the cluster. The live objects are compared with the plan, and not with what was proposed:
 * whoever merges may edit. The manager's own revision says whether it has applied the merge.
 */
export const awaitArrival: Step = {
  id: 'await-arrival',
  restartsPods: true,
  async ensure(context) {
    const { execution, memory } = context;
    const title = workloadTitle(execution.workload);
    const { mergeCommit } = await context.memoryOf('await-merge');
    const workload = await readWorkload(context);
    if (!workload) {
      throw new NeedsHumanError(goneInWords(title));
    }
    const arrival = await appliedAs(
      context,
      workload,
      mergeCommit as string | undefined,
    );
    const { isApplied, live } = arrival;
    const missing = await notAsPlanned(context, workload);
    if (missing.length === 0 && isApplied !== false) {
      return {
        outcome: 'changed',
        detail: `${keeperOf(context)} has applied the change${
          isApplied ? ` (${short(live)})` : ''
        }; the objects are as planned.`,
      };
    }
    if (isApplied) {
      const since = Number(memory.appliedAt ?? context.now());
      await context.remember({ appliedAt: since });
      if (context.now() - since > context.config.migration.rolloutTimeoutMs) {
        throw new NeedsHumanError(
          `${keeperOf(context)} has applied the merge, and ${missing.join(
            ' and ',
          )}. It may have been merged with edits. Bring the missing part in by another change and continue, or roll back.`,
        );
      }
    }
    throw new WaitsForOthersError(
      keeperOf(context),
      notYet(arrival, missing, mergeCommit as string | undefined),
      context.state.waitingFor?.url ?? plannedRequest(context).repository,
    );
  },
};

interface Arrival {
  /** Undefined when the manager does not say which commit it has applied. */
  isApplied?: boolean;
  live?: string;
  /** What keeps it from applying one, with the way out; empty when nothing does. */
  obstacles: string;
}

function notYet(
  { isApplied, live, obstacles }: Arrival,
  missing: readonly string[],
  commit: string | undefined,
): string {
  if (isApplied) {
    return `It has applied the merge, and ${missing.join(
      ' and ',
    )} yet.${obstacles}`;
  }
  const applied = live ? `; applied is ${short(live)}` : '';
  const wayOut = obstacles || ' Sync it if nothing does so by itself.';
  return missing.length === 0
    ? `The objects are as planned, and it does not say that it has applied the merge ${short(
        commit,
      )}${applied}.${wayOut}`
    : `The merge ${short(
        commit,
      )} is not in the cluster yet${applied}.${wayOut}`;
}

/** Whether the manager says that it has applied a commit, and what keeps it from that. */
async function appliedAs(
  context: StepContext,
  workload: WorkloadObject,
  commit: string | undefined,
): Promise<Arrival> {
  const { repository: url } = plannedRequest(context);
  const source = await context.read(() => context.source(workload));
  const { places } = source;
  const obstacles = obstaclesInWords(source);
  const place = places.find(each => each.url === url && each.live);
  // Flux writes `main@sha1:…`, Argo CD the commit alone.
  const live = /([0-9a-f]{40,64})$/.exec(place?.live ?? '')?.[1];
  if (!live || !commit) {
    return { obstacles };
  }
  return {
    live,
    obstacles,
    isApplied: await context.read(() =>
      repositoryOf(context).contains(commit, live),
    ),
  };
}

async function notAsPlanned(
  context: StepContext,
  workload: WorkloadObject,
): Promise<string[]> {
  const { detach, serviceAccount } = context.execution;
  const account = await readServiceAccount(context);
  const isNamed =
    account !== undefined &&
    annotationsDiffering(account, serviceAccount.annotations).length === 0;
  return [
    ...(isDetached(workload, detach)
      ? []
      : [`${workloadTitle(context.execution.workload)} still names the key`]),
    ...(isNamed
      ? []
      : [`ServiceAccount ${serviceAccount.name} does not name the role`]),
  ];
}
