import { jsonPatch, readObject } from 'backstage-plugin-irsa-node';
import {
  PatchConflictError,
  templateDigest,
  WorkloadObject,
} from '../../plan/patch/workloadPatch';
import { workloadPath } from '../../plan/world/workloadPath';
import { JsonPatchOperation } from '../../plan/types';
import { statusOf } from '../../shared/statusOf';
import { NeedsHumanError } from '../model/errors';
import { workloadTitle } from '../kubernetes/objects';
import { StepContext } from '../model/Step';

/** Reads the object, builds the patch and sends it. Tries again when the object has changed in between. */
export async function patchUntil(
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
