import { V1Pod } from '@kubernetes/client-node';
import {
  deleteObject,
  isNotThere,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { statusOf } from '../../shared/statusOf';
import { WorkloadObject } from '../../plan/world/podTemplate';
import { StepFailedError } from '../model/errors';
import { workloadTitle } from '../kubernetes/objects';
import { workloadPath } from '../../plan/world/workloadPath';
import { holdsOldReferences, podFindings } from '../kubernetes/podFindings';
import { listPods, waitForRollout } from '../kubernetes/waitForRollout';
import { Step, StepContext } from '../model/Step';

/** Level 1: every new Pod has the role and its token, and nothing of the static key. */
export const checkPods: Step = {
  id: 'check-pods',
  restartsPods: true,
  async ensure(context) {
    const { execution } = context;
    const title = workloadTitle(execution.workload);
    if (execution.workload.kind === 'CronJob') {
      await context.setProof({
        level: 'L1',
        state: 'pending',
        detail:
          'Shown by a dry-run Pod; no run has started since. Running Jobs of before keep the old key until they end.',
      });
      return { outcome: 'unchanged', detail: 'No Pods yet; the next run is.' };
    }
    let pods = await podsNow(context);
    const missed = pods.filter(
      pod => podFindings(pod, execution).notInjected.length > 0,
    );
    if (missed.length > 0) {
      pods = await replaceOnce(context, missed);
    }
    const problems = pods.flatMap(pod => {
      const { notInjected, wrong } = podFindings(pod, execution);
      return [...notInjected, ...wrong].map(
        problem => `${pod.metadata?.name}: ${problem}`,
      );
    });
    if (problems.length > 0) {
      await context.setProof({
        level: 'L1',
        state: 'failed',
        detail: problems.slice(0, 5).join('; '),
      });
      throw new StepFailedError(
        `New Pods of ${title} are not on the role: ${problems
          .slice(0, 5)
          .join('; ')}.`,
      );
    }
    await context.setProof({
      level: 'L1',
      state: pods.length > 0 ? 'proven' : 'pending',
      detail:
        pods.length > 0
          ? `All ${pods.length} Pods hold the role and its token and no static key.`
          : 'The workload is scaled to zero: no Pod to look at yet.',
    });
    return {
      outcome: 'proven',
      detail: `${pods.length} Pods checked, by names only.`,
    };
  },
};

async function podsNow(context: StepContext): Promise<V1Pod[]> {
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

/** The webhook fails open. A Pod that it missed is deleted once, so that its controller makes another. */
async function replaceOnce(
  context: StepContext,
  missed: V1Pod[],
): Promise<V1Pod[]> {
  if (context.memory.replaced) {
    return podsNow(context);
  }
  await context.say(
    `The webhook missed ${missed.length} Pods. They are replaced, one at a time.`,
    'warning',
  );
  const { namespace } = context.execution.workload;
  for (const { metadata } of missed) {
    const name = metadata?.name ?? '';
    try {
      await context.call(
        {
          target: `Pod ${namespace}/${name}`,
          intent: 'delete, to be made anew',
        },
        () =>
          deleteObject(context.cluster, objectPath(KINDS.Pod, namespace, name)),
      );
    } catch (error) {
      if (statusOf(error) === 403) {
        throw new StepFailedError(
          `Pod ${namespace}/${name} was missed by the pod identity webhook, and the portal may not delete it. Grant it "delete" on pods, or restart the workload by hand.`,
        );
      }
      if (!isNotThere(error)) {
        throw error;
      }
    }
    await waitForRollout(context, {
      isNew: pod =>
        !holdsOldReferences(pod, context.execution) &&
        pod.metadata?.name !== name,
      failOnTrouble: true,
    });
  }
  await context.remember({ replaced: true });
  return podsNow(context);
}
