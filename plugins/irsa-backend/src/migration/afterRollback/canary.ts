import { V1Job, V1Pod } from '@kubernetes/client-node';
import { CANARY_LABEL } from '../../plan/patch/canaryPod';
import { canaryTitle, readCanary } from '../kubernetes/canary';
import { workloadTitle } from '../kubernetes/objects';
import { isSuspendedByUs } from '../kubernetes/suspension';
import { StepContext } from '../model/Step';
import { asBefore, differs, ReadAgain } from './ReadAgain';

/** The Pod or run that was tried before the others, and the schedule that was suspended for it. */
export const canary: ReadAgain = {
  title: canaryTitle,
  async read(context) {
    const { creating, suspending } = await context.memoryOf('prove-canary');
    return [
      // Each is `false` once it was seen to be gone.
      ...(creating === undefined ? [] : [await readTried(context)]),
      ...(suspending === undefined ? [] : [await readSchedule(context)]),
    ];
  },
};

async function readTried(context: StepContext) {
  const title = canaryTitle(context);
  const found = await readCanary<V1Pod | V1Job>(context);
  if (!found) {
    return asBefore(title, 'It is gone again.');
  }
  return differs(
    title,
    found.metadata?.labels?.[CANARY_LABEL] === context.migrationId
      ? 'It was made for a trial and is there still. Delete it.'
      : 'One of this name is there, without the label of this migration. Look whether somebody still needs it.',
  );
}

async function readSchedule(context: StepContext) {
  const title = `Schedule of ${workloadTitle(context.execution.workload)}`;
  return (await isSuspendedByUs(context))
    ? differs(
        title,
        'It was suspended for the time of a trial and is still. Let it go on (spec.suspend: false).',
      )
    : asBefore(title, 'It is not suspended by this migration.');
}
