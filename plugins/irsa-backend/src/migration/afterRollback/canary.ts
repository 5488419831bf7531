import { CANARY_LABEL } from '../../plan/patch/canaryPod';
import { canaryTitle, readCanary } from '../kubernetes/canary';
import { asBefore, differs, ReadAgain } from './ReadAgain';

/** The Pod that was tried before the others. */
export const canary: ReadAgain = {
  title: canaryTitle,
  async read(context) {
    const { creating } = await context.memoryOf('prove-canary');
    // It is `false` once the Pod was seen to be gone.
    if (creating === undefined) {
      return [];
    }
    const pod = await readCanary(context);
    if (!pod) {
      return [asBefore(canaryTitle(context), 'It is gone again.')];
    }
    const isOurs = pod.metadata?.labels?.[CANARY_LABEL] === context.migrationId;
    return [
      differs(
        canaryTitle(context),
        isOurs
          ? 'It was made for a trial and is there still. Delete it.'
          : 'A Pod of this name is there, without the label of this migration. Look whether somebody still needs it.',
      ),
    ];
  },
};
