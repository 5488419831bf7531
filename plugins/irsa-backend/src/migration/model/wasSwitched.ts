import { StepMemory } from './records';
import { StepId } from './stepIds';

/** Whether the workload was changed: by a patch of ours, or by a change request of ours that was merged. */
export async function wasSwitched(of: {
  memoryOf(step: StepId): Promise<StepMemory>;
}): Promise<boolean> {
  const { patching } = await of.memoryOf('cut-over');
  const { merged } = await of.memoryOf('await-merge');
  // Seen only while it was taken back.
  const { merged: found } = await of.memoryOf('open-request');
  return patching === true || merged === true || found === true;
}
