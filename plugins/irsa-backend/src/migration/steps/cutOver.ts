import { buildDetachPatch, isDetached } from '../../plan/patch/workloadPatch';
import { StepFailedError } from '../model/errors';
import { workloadTitle } from '../kubernetes/objects';
import { Step } from '../model/Step';
import { patchUntil } from './patchUntil';
import { undoCutOver } from './undoCutOver';
import { goneInWords } from '../model/inWords';

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
      throw new StepFailedError(goneInWords(title));
    }
    return {
      outcome: context.memory.patching ? 'changed' : 'adopted',
      detail: `${title} no longer names the static key.`,
    };
  },
  undo: undoCutOver,
};
