import { kindChangedInPlace, readObject } from 'backstage-plugin-irsa-node';
import { WorkloadObject } from '../../plan/world/podTemplate';
import { StepFailedError } from '../model/errors';
import { workloadTitle } from '../kubernetes/objects';
import { workloadPath } from '../../plan/world/workloadPath';
import { rolloutObstacle, rolloutState } from '../kubernetes/rollout';
import { isDetached, templateDigest } from '../../plan/patch/workloadPatch';
import { Step } from '../model/Step';
import { goneInWords } from '../model/inWords';

/** Stores digests of the present objects, and checks again that the workload is healthy and the world is as planned. */
export const snapshot: Step = {
  id: 'snapshot',
  async ensure(context) {
    const { execution, memory } = context;
    const title = workloadTitle(execution.workload);
    if (memory.templateDigest) {
      return { outcome: 'unchanged', detail: `Digests of ${title} are kept.` };
    }
    if (!kindChangedInPlace(execution.workload.kind)) {
      throw new StepFailedError(
        `A ${execution.workload.kind} cannot be changed in place. Change what creates it, with the commands of the plan.`,
      );
    }
    const moved = await context.read(() => context.drift());
    if (moved.length > 0) {
      throw new StepFailedError(
        `What the plan was made from has changed since: ${moved
          .map(({ object }) => object)
          .join(', ')}. Make a new plan.`,
      );
    }
    const workload = await context.read(() =>
      readObject<WorkloadObject>(
        context.cluster,
        workloadPath(execution.workload),
      ),
    );
    if (!workload) {
      throw new StepFailedError(goneInWords(title));
    }
    if (isDetached(workload, execution.detach)) {
      throw new StepFailedError(
        `${title} holds none of the static references any more. Make a new plan.`,
      );
    }
    const obstacle = rolloutObstacle(workload);
    if (obstacle) {
      throw new StepFailedError(`${title} would not roll out: ${obstacle}.`);
    }
    const state = rolloutState(workload);
    if (!state.complete) {
      throw new StepFailedError(
        `${title} is not healthy now${
          state.failure ? ` (${state.failure})` : ''
        }. A roll out on top of it could not be judged: make it healthy first, then make a new plan.`,
      );
    }
    await context.remember({
      templateDigest: templateDigest(workload),
      resourceVersion: workload.metadata?.resourceVersion,
    });
    return {
      outcome: 'unchanged',
      detail: `${title} is healthy and as planned; digests are kept, no values.`,
    };
  },
};
