import { V1Pod } from '@kubernetes/client-node';
import { jsonPatch, readObject } from 'backstage-plugin-irsa-node';
import {
  buildRestorePatch,
  isRestored,
  PatchConflictError,
  templateDigest,
  WorkloadObject,
} from '../../plan/patch/workloadPatch';
import { workloadPath } from '../../plan/world/workloadPath';
import { ClaimLostError, LeaveError, NeedsHumanError } from '../model/errors';
import { workloadTitle } from '../kubernetes/objects';
import { holdsOldReferences } from '../kubernetes/podFindings';
import { carriesIdentity, dryRunPod } from '../kubernetes/podIdentity';
import { podsNow, replacePods } from '../kubernetes/replacePods';
import { waitForRollout } from '../kubernetes/waitForRollout';
import { StepContext } from '../model/Step';
import { assertSecrets } from './assertSecrets';
import { keyServes } from './keyServes';
import { patchUntil } from './patchUntil';
import {
  setAnnotationsAgain,
  takeAnnotationsBack,
} from './takeAnnotationsBack';
import { takeAssociationBack } from './takeAssociationBack';

const LOOK_AGAIN_MS = 200;

/**
 * Gives the workload its key back in the order that leaves no Pod on an identity that is about to go: some SDKs prefer
 * the role to the key, so a Pod of the old template that still gets the role would fail once the role is gone.
 *
 * 1. All that the old Pods need is there, and the old template can be put back: otherwise nothing is touched.
 * 2. The annotations go, and a dry-run Pod of the old template shows that the webhook has seen it.
 * 3. The template comes back, and its Pods are ready.
 * 4. No Pod carries the role. One that the webhook gave it all the same is made anew.
 *
 * Between 2 and 3 a new Pod would have neither; what fails there puts the annotations on again. A workload that was
 * given a ServiceAccount of its own has no such moment: its old ServiceAccount never named the role.
 */
export async function undoCutOver(context: StepContext): Promise<string> {
  const { execution } = context;
  const title = workloadTitle(execution.workload);
  if (!context.memory.patching) {
    return `${title} was not changed.`;
  }
  await context.say(await keyServes(context));
  const others = await assertSecrets(context);
  if (others) {
    await context.say(others, 'warning');
  }
  const goal = await templateOfBefore(context);
  if (!goal) {
    return `${title} is not there any more.`;
  }
  const isOwnAccount = execution.detach.serviceAccountName !== undefined;
  const restored =
    isOwnAccount || execution.podIdentity
      ? await putTemplateBack(context)
      : await withoutAnnotations(context, goal, () => putTemplateBack(context));
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
  return execution.podIdentity && !isOwnAccount
    ? runWithoutAssociation(context, goal)
    : runWithKey(context);
}

/**
 * Every SDK takes the key before the role of an association, so the Pods are on their key with it too. Only then it goes, and Pods
 * that still ask the agent are made anew.
 */
async function runWithoutAssociation(
  context: StepContext,
  goal: WorkloadObject,
): Promise<string> {
  const { execution } = context;
  const isNew = (pod: V1Pod) =>
    execution.workload.kind === 'CronJob' || holdsOldReferences(pod, execution);
  await waitForRollout(context, {
    isNew,
    failOnTrouble: false,
    takesBack: true,
  });
  const { off, said } = await takeAssociationBack(context);
  await context.say(said);
  if (!off) {
    return `${workloadTitle(execution.workload)} runs with its key as before.`;
  }
  await roleNotInjected(context, goal);
  return runWithKey(context);
}

/** Once the old template is back: waits for its Pods, and for the end of those with the role. */
export async function runWithKey(context: StepContext): Promise<string> {
  const { execution } = context;
  const isNew = (pod: V1Pod) =>
    execution.workload.kind === 'CronJob' || holdsOldReferences(pod, execution);
  await waitForRollout(context, {
    isNew,
    failOnTrouble: false,
    takesBack: true,
  });
  await replacePodsWithRole(context, isNew);
  return `${workloadTitle(execution.workload)} runs with its key as before.`;
}

/** The workload with its old template, as the cluster would have it; undefined when it is gone. Changes nothing. */
async function templateOfBefore(
  context: StepContext,
): Promise<WorkloadObject | undefined> {
  const { workload: ref, detach } = context.execution;
  const path = workloadPath(ref);
  const workload = await context.read(() =>
    readObject<WorkloadObject>(context.cluster, path),
  );
  if (!workload || isRestored(workload, detach)) {
    return workload;
  }
  try {
    const operations = buildRestorePatch(workload, detach);
    return await context.read(() =>
      jsonPatch<WorkloadObject>(context.cluster, path, operations, {
        dryRun: true,
      }),
    );
  } catch (error) {
    if (!(error instanceof PatchConflictError)) {
      throw error;
    }
    throw new NeedsHumanError(
      `${workloadTitle(ref)} is neither as it was nor as planned: ${
        error.message
      } Someone else changed it; nothing was taken back yet, and it goes on with the role. Settle it by hand, then roll back once more.`,
    );
  }
}

/** Does something while new Pods get no role; when that fails, they get it again. */
async function withoutAnnotations<T>(
  context: StepContext,
  goal: WorkloadObject,
  act: () => Promise<T>,
): Promise<T> {
  // Whatever keeps a dry run from being made is to show before anything is taken away.
  await dryRunPod(context, goal);
  try {
    const { off, said } = await takeAnnotationsBack(context);
    await context.say(said);
    if (off) {
      await roleNotInjected(context, goal);
    }
    return await act();
  } catch (error) {
    if (!(error instanceof LeaveError || error instanceof ClaimLostError)) {
      await setAnnotationsAgain(context);
    }
    throw error;
  }
}

/** The webhook reads ServiceAccounts from a cache: waits until it no longer gives the role to a Pod of the old template. */
async function roleNotInjected(
  context: StepContext,
  goal: WorkloadObject,
): Promise<void> {
  const { execution, config } = context;
  const isOver = context.deadline(config.migration.rolloutTimeoutMs);
  while (carriesIdentity(await dryRunPod(context, goal), execution)) {
    if (isOver()) {
      throw new NeedsHumanError(
        `A new Pod of ${workloadTitle(
          execution.workload,
        )} would still get the role ${execution.role.arn} after the ${
          execution.podIdentity ? 'association' : 'annotation'
        } was taken off: the pod identity webhook has it from elsewhere (its ConfigMap), or does not see the change. Take it out there, then roll back once more.`,
      );
    }
    await context.sleep(LOOK_AGAIN_MS);
  }
}

function putTemplateBack(
  context: StepContext,
): Promise<WorkloadObject | undefined> {
  const { detach } = context.execution;
  return patchUntil(context, {
    intent: 'put the static references back',
    isDone: workload => isRestored(workload, detach),
    build: workload => buildRestorePatch(workload, detach),
  });
}

/** Pods of the workload that were given the role in the last moment are made anew, unless another migration rests on it. */
async function replacePodsWithRole(
  context: StepContext,
  isNew: (pod: V1Pod) => boolean,
): Promise<void> {
  const { execution } = context;
  const { arn } = execution.role;
  const rest = (await context.others()).some(
    other => other.execution.role.arn === arn,
  );
  if (rest || execution.workload.kind === 'CronJob') {
    return;
  }
  const carriers = (await podsNow(context)).filter(pod =>
    carriesIdentity(pod, execution),
  );
  await replacePods(context, carriers, {
    isNew,
    why: 'still carries the role',
    takesBack: true,
  });
}
