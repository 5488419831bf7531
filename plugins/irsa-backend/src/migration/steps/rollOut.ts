import { counted } from 'backstage-plugin-irsa-common';
import { workloadTitle } from '../kubernetes/objects';
import { holdsOldReferences } from '../kubernetes/podFindings';
import { waitForRollout } from '../kubernetes/waitForRollout';
import { Step } from '../model/Step';
import { renewMissed } from './renewMissed';

/** Waits until every Pod has the new template and is available, and the old ones are gone. */
export const rollOut: Step = {
  id: 'roll-out',
  restartsPods: true,
  async ensure(context) {
    const { execution } = context;
    const title = workloadTitle(execution.workload);
    if (execution.workload.kind === 'CronJob') {
      return {
        outcome: 'unchanged',
        detail: `${title} has no Pods to roll; its next run starts on the role.`,
      };
    }
    const { pods } = await waitForRollout(context, {
      isNew: pod => !holdsOldReferences(pod, execution),
      failOnTrouble: true,
      renew: renewMissed,
    });
    await context.setState({
      switchedAt: new Date(context.now()).toISOString(),
    });
    await context.setProof({
      level: 'L4',
      state: pods.length > 0 ? 'proven' : 'pending',
      detail:
        pods.length > 0
          ? `${counted(
              pods.length,
              'new Pod is',
              'new Pods are',
            )} available, without crash loops.`
          : 'The workload is scaled to zero: no Pod has started on the role yet.',
    });
    return {
      outcome: 'changed',
      detail: `${counted(
        pods.length,
        'new Pod is',
        'new Pods are',
      )} ready, no old ones are left.`,
    };
  },
};
