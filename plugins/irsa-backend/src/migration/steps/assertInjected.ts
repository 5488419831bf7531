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
import { backoffMs } from '../../shared/backoff';
import { PodFindings, podFindings } from '../kubernetes/podFindings';
import { dryRunPod } from '../kubernetes/podIdentity';
import { StepContext } from '../model/Step';
import { goneInWords } from '../model/inWords';

/** In a row: a cluster may run several replicas of the webhook, and each has a cache of its own. */
const SUCCESSES = 3;
const BETWEEN_MS = { firstMs: 250, longestMs: 250 };
const NOT_YET_MS = { firstMs: 250, longestMs: 1_000 };

/**
 * Sends the Pod of after the cut-over as a dry run. The answer shows what the cluster's own webhook would inject.
 * Throws StepFailedError when a new Pod would not be on the role.
 *
 * @param waitMs - for how long the webhook may need to learn of the annotation
 */
export async function assertInjected(
  context: StepContext,
  waitMs: number,
): Promise<void> {
  const { execution } = context;
  const { notInjected, wrong } = await lastFindings(context, waitMs);
  if (notInjected.length > 0) {
    throw new StepFailedError(
      `A new Pod of ${workloadTitle(
        execution.workload,
      )} would not get the role: ${notInjected.join(
        ', ',
      )}. The pod identity webhook is missing, does not select this Pod (label eks.amazonaws.com/skip-pod-identity-webhook, namespace selector), or does not see the ${
        execution.podIdentity ? 'association' : 'annotation'
      }. Install or repair it, then make a new plan.`,
    );
  }
  if (wrong.length > 0) {
    throw new StepFailedError(
      `A new Pod of ${workloadTitle(
        execution.workload,
      )} would not use the role: ${wrong.join(', ')}. Make a new plan.`,
    );
  }
}

/**
 * The webhook reads ServiceAccounts from a cache and fails open. So a Pod without faults must come several times in a row,
 * and faults count only when they are still there after the time that the cache may need.
 */
async function lastFindings(
  context: StepContext,
  waitMs: number,
): Promise<PodFindings> {
  const { execution } = context;
  const isOver = context.deadline(waitMs);
  await context.say(
    `Asks the cluster for a Pod as it will be, as a dry run, until ${SUCCESSES} answers in a row have the role.`,
  );
  let successes = 0;
  for (let failures = 0; ; ) {
    const pod = await dryRunPod(context, await workloadAfter(context));
    const findings = podFindings(pod, execution);
    if (findings.notInjected.length + findings.wrong.length === 0) {
      successes += 1;
      if (successes === SUCCESSES) {
        return findings;
      }
      await context.sleep(backoffMs(1, BETWEEN_MS));
    } else {
      if (isOver()) {
        return findings;
      }
      if (failures === 0) {
        await context.say(
          `Not yet: ${[...findings.notInjected, ...findings.wrong].join(
            ', ',
          )}. The webhook of the cluster needs some seconds to see a new ${
            execution.podIdentity ? 'association' : 'annotation'
          }.`,
        );
      }
      successes = 0;
      failures += 1;
      await context.sleep(backoffMs(failures, NOT_YET_MS));
    }
  }
}

/** The workload as it will be after the cut-over, by a dry run. */
export async function workloadAfter(
  context: StepContext,
): Promise<WorkloadObject> {
  const { execution } = context;
  const path = workloadPath(execution.workload);
  const workload = await context.read(() =>
    readObject<WorkloadObject>(context.cluster, path),
  );
  if (!workload) {
    throw new StepFailedError(goneInWords(workloadTitle(execution.workload)));
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
