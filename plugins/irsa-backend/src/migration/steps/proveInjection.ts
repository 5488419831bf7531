import { jsonPatch, readObject } from 'backstage-plugin-irsa-node';
import {
  buildDetachPatch,
  isDetached,
  PatchConflictError,
  WorkloadObject,
} from '../../plan/patch/workloadPatch';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import { workloadTitle } from '../kubernetes/objects';
import { workloadPath } from '../../plan/world/workloadPath';
import { podFindings } from '../kubernetes/podFindings';
import { dryRunPod } from '../kubernetes/podIdentity';
import { Step, StepContext } from '../model/Step';

/** Sends the Pod of after the cut-over as a dry run. The answer shows what the cluster's own webhook would inject. */
export const proveInjection: Step = {
  id: 'prove-injection',
  async ensure(context) {
    const { config, execution } = context;
    // The webhook reads ServiceAccounts from a cache and fails open.
    await context.sleep(config.migration.injectionWaitMs);
    const after = await workloadAfter(context);
    const pod = await dryRunPod(context, after);
    const { notInjected, wrong } = podFindings(pod, execution);
    if (notInjected.length > 0) {
      throw new StepFailedError(
        `A new Pod of ${workloadTitle(
          execution.workload,
        )} would not get the role: ${notInjected.join(
          ', ',
        )}. The pod identity webhook is missing, does not select this Pod (label eks.amazonaws.com/skip-pod-identity-webhook, namespace selector), or does not see the annotation. Install or repair it, then make a new plan.`,
      );
    }
    if (wrong.length > 0) {
      throw new StepFailedError(
        `A new Pod of ${workloadTitle(
          execution.workload,
        )} would not use the role: ${wrong.join(', ')}. Make a new plan.`,
      );
    }
    return {
      outcome: 'proven',
      detail:
        'A dry-run Pod gets the role and its token, and none of the static key.',
    };
  },
};

async function workloadAfter(context: StepContext): Promise<WorkloadObject> {
  const { execution } = context;
  const path = workloadPath(execution.workload);
  const workload = await context.read(() =>
    readObject<WorkloadObject>(context.cluster, path),
  );
  if (!workload) {
    throw new StepFailedError(
      `${workloadTitle(execution.workload)} is not there any more.`,
    );
  }
  if (isDetached(workload, execution.detach)) {
    return workload;
  }
  try {
    return await context.read(() =>
      jsonPatch<WorkloadObject>(
        context.cluster,
        path,
        buildDetachPatch(workload, execution.detach),
        { dryRun: true },
      ),
    );
  } catch (error) {
    if (!(error instanceof PatchConflictError)) {
      throw error;
    }
    throw new NeedsHumanError(
      `${workloadTitle(execution.workload)} is neither as planned nor done: ${
        error.message
      } Roll back and make a new plan.`,
    );
  }
}
