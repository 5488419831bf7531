import { V1Pod } from '@kubernetes/client-node';
import {
  deleteObject,
  isNotThere,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { WorkloadObject } from '../../plan/world/podTemplate';
import { workloadPath } from '../../plan/world/workloadPath';
import { statusOf } from '../../shared/statusOf';
import { StepFailedError } from '../model/errors';
import { StepContext } from '../model/Step';
import { listPods, RolloutGoal, waitForRollout } from './waitForRollout';

/** The workload's Pods that run and are not being deleted. */
export async function podsNow(context: StepContext): Promise<V1Pod[]> {
  const workload = await context.read(() =>
    readObject<WorkloadObject>(
      context.cluster,
      workloadPath(context.execution.workload),
    ),
  );
  if (!workload) {
    return [];
  }
  const pods = await context.read(() => listPods(context, workload));
  return pods.filter(({ metadata }) => !metadata?.deletionTimestamp);
}

/**
 * Deletes Pods one at a time, each only when it is still the one that was looked at, and waits after each until its
 * controller has made another that is ready. Throws StepFailedError where the portal may not delete Pods.
 */
export async function replacePods(
  context: StepContext,
  pods: V1Pod[],
  goal: Pick<RolloutGoal, 'isNew' | 'takesBack' | 'renew'> & { why: string },
): Promise<void> {
  for (const pod of pods) {
    await deletePod(context, pod, goal.why);
    await waitForRollout(context, {
      isNew: each =>
        goal.isNew(each) && each.metadata?.uid !== pod.metadata?.uid,
      failOnTrouble: !goal.takesBack,
      takesBack: goal.takesBack,
      renew: goal.renew,
    });
  }
}

/**
 * Deletes a Pod when it is still the one that was looked at. Throws StepFailedError where the portal may not.
 *
 * @param why - follows the name of the Pod
 */
export async function deletePod(
  context: StepContext,
  { metadata }: V1Pod,
  why: string,
): Promise<void> {
  const { namespace } = context.execution.workload;
  const name = metadata?.name ?? '';
  try {
    await context.call(
      {
        target: `Pod ${namespace}/${name}`,
        intent: 'delete, to be made anew',
      },
      () =>
        deleteObject(context.cluster, objectPath(KINDS.Pod, namespace, name), {
          uid: metadata?.uid,
        }),
    );
  } catch (error) {
    const status = statusOf(error);
    if (status === 403) {
      throw new StepFailedError(
        `Pod ${namespace}/${name} ${why}, and the portal may not delete it. Grant it "delete" on pods, or restart the workload by hand.`,
      );
    }
    // Gone, or another Pod of the same name by now.
    if (!isNotThere(error) && status !== 409) {
      throw error;
    }
  }
}
