import { readObject } from 'backstage-plugin-irsa-node';
import { counted } from 'backstage-plugin-irsa-common';
import {
  isRestored,
  templateDigest,
  WorkloadObject,
} from '../../plan/patch/workloadPatch';
import { workloadPath } from '../../plan/world/workloadPath';
import { workloadTitle } from '../kubernetes/objects';
import { carriesIdentity } from '../kubernetes/podIdentity';
import { podsNow } from '../kubernetes/replacePods';
import { rolloutState } from '../kubernetes/rollout';
import { wasSwitched } from '../model/wasSwitched';
import { asBefore, differs, ReadAgain } from './ReadAgain';

/** The template, and the Pods that run from it. */
export const workload: ReadAgain = {
  title: ({ execution }) => workloadTitle(execution.workload),
  async read(context) {
    const isSwitched = await wasSwitched(context);
    if (!isSwitched) {
      return [];
    }
    const { workload: ref, detach } = context.execution;
    const object = workload.title(context);
    const found = await context.read(() =>
      readObject<WorkloadObject>(context.cluster, workloadPath(ref)),
    );
    if (!found) {
      return [differs(object, 'It was there before and is gone.')];
    }
    const { templateDigest: before } = await context.memoryOf('snapshot');
    const template = templateDigest(found) === before;
    const pods = ref.kind === 'CronJob' ? [] : await podsNow(context);
    const onRole = pods.filter(pod =>
      carriesIdentity(pod, context.execution),
    ).length;
    const state = rolloutState(found);
    const problems = [
      !isRestored(found, detach) && 'the static references are not back',
      isRestored(found, detach) &&
        !template &&
        'other fields of the Pod template were changed by someone else since, and stay',
      !state.complete && 'not all of its Pods are ready',
      onRole > 0 &&
        `${onRole} of its Pods still ${
          onRole === 1 ? 'carries' : 'carry'
        } the role`,
    ].filter(Boolean);
    return [
      problems.length > 0
        ? differs(object, `${capital(problems.join('; '))}.`)
        : asBefore(
            object,
            ref.kind === 'CronJob'
              ? 'Its template is exactly as before; the next run uses it.'
              : `Its template is exactly as before; ${pods.length} of ${counted(
                  state.desired,
                  'Pod runs',
                  'Pods run',
                )} from it.`,
          ),
    ];
  },
};

function capital(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase('en-US')}${text.slice(1)}`;
}
