import {
  exists,
  jsonPatch,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import {
  buildDetachPatch,
  buildRestorePatch,
  isDetached,
  isRestored,
  PatchConflictError,
  templateDigest,
  WorkloadObject,
} from '../../plan/patch/workloadPatch';
import { JsonPatchOperation } from '../../plan/types';
import { statusOf } from '../../shared/statusOf';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import { workloadTitle } from '../kubernetes/objects';
import { workloadPath } from '../../plan/world/workloadPath';
import { holdsOldReferences } from '../kubernetes/podFindings';
import { waitForRollout } from '../kubernetes/waitForRollout';
import { Step, StepContext } from '../model/Step';

/**
 * One guarded patch removes the static references from the template and sets the ServiceAccount. From here on Pods
 * restart.
 */
export const cutOver: Step = {
  id: 'cut-over',
  restartsPods: true,
  async ensure(context) {
    const { execution } = context;
    const title = workloadTitle(execution.workload);
    const done = await patchUntil(context, {
      intent: 'take the static references out',
      isDone: workload => isDetached(workload, execution.detach),
      build: workload => buildDetachPatch(workload, execution.detach),
    });
    if (!done) {
      throw new StepFailedError(`${title} is not there any more.`);
    }
    return {
      outcome: context.memory.patching ? 'changed' : 'adopted',
      detail: `${title} no longer names the static key.`,
    };
  },
  async undo(context) {
    const { execution } = context;
    const title = workloadTitle(execution.workload);
    if (!context.memory.patching) {
      return `${title} was not changed.`;
    }
    for (const { name } of execution.secrets) {
      const there = await context.read(() =>
        exists(
          context.cluster,
          objectPath(KINDS.Secret, execution.workload.namespace, name),
        ),
      );
      if (!there) {
        throw new NeedsHumanError(
          `Secret ${execution.workload.namespace}/${name} is not there any more: Pods that name it could not start. Create it again, then roll back once more.`,
        );
      }
    }
    const restored = await patchUntil(context, {
      intent: 'put the static references back',
      isDone: workload => isRestored(workload, execution.detach),
      build: workload => buildRestorePatch(workload, execution.detach),
    });
    if (!restored) {
      return `${title} is not there any more.`;
    }
    const { templateDigest: before } = await context.memoryOf('snapshot');
    const exact = templateDigest(restored) === before;
    await context.say(
      exact
        ? `The Pod template of ${title} is exactly as it was before.`
        : `The references of ${title} are back; other fields of its template were changed by someone else meanwhile and stay.`,
      exact ? 'info' : 'warning',
    );
    await waitForRollout(context, {
      isNew: pod =>
        execution.workload.kind === 'CronJob' || !isOnNewTemplate(context, pod),
      failOnTrouble: false,
      takesBack: true,
    });
    return `${title} runs as before.`;
  },
};

function isOnNewTemplate(
  context: StepContext,
  pod: Parameters<typeof holdsOldReferences>[0],
): boolean {
  return !holdsOldReferences(pod, context.execution);
}

/** Reads the object, builds the patch and sends it. Tries again when the object has changed in between. */
async function patchUntil(
  context: StepContext,
  goal: {
    intent: string;
    isDone(workload: WorkloadObject): boolean;
    build(workload: WorkloadObject): JsonPatchOperation[];
  },
): Promise<WorkloadObject | undefined> {
  const { workload: ref } = context.execution;
  const path = workloadPath(ref);
  const title = workloadTitle(ref);
  for (let attempt = 1; ; attempt += 1) {
    const workload = await context.read(() =>
      readObject<WorkloadObject>(context.cluster, path),
    );
    if (!workload || goal.isDone(workload)) {
      return workload;
    }
    let operations: JsonPatchOperation[];
    try {
      operations = goal.build(workload);
    } catch (error) {
      if (!(error instanceof PatchConflictError)) {
        throw error;
      }
      throw new NeedsHumanError(
        `${title} is neither as it was nor as planned: ${error.message} Someone else changed it; settle it by hand, then continue or roll back.`,
      );
    }
    await context.remember({ patching: true });
    try {
      await context.call(
        {
          target: title,
          intent: goal.intent,
          preImage: templateDigest(workload),
        },
        () => jsonPatch(context.cluster, path, operations),
      );
    } catch (error) {
      // Kubernetes answers 422 to a failed `test`. Both codes mean that the object has changed since it was read.
      if (![409, 422].includes(statusOf(error) ?? 0) || attempt >= 5) {
        throw error;
      }
      await context.sleep(100 * attempt);
    }
    if (attempt > 10) {
      throw new NeedsHumanError(
        `${title} does not keep the change: something on the cluster puts it back. Find out who manages it and change its source instead.`,
      );
    }
  }
}
