import { counted } from 'backstage-plugin-irsa-common';
import { StepFailedError } from '../model/errors';
import { workloadTitle } from '../kubernetes/objects';
import { holdsOldReferences, podFindings } from '../kubernetes/podFindings';
import { podsNow, replacePods } from '../kubernetes/replacePods';
import { Step } from '../model/Step';
import { isMissed, MISSED, renewMissed } from './renewMissed';
import { watchPods } from './watchPods';

/** Levels 1 and 4: every new Pod has the role and its token, and nothing of the static key; and it stays ready for a while. */
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
    const missed = pods.filter(pod => isMissed(pod, context));
    if (missed.length > 0 && !context.memory.replaced) {
      await context.say(
        `The webhook missed ${counted(
          missed.length,
          'Pod. It is replaced',
          'Pods. They are replaced, one at a time',
        )}.`,
        'warning',
      );
      await replacePods(context, missed, {
        isNew: pod => !holdsOldReferences(pod, execution),
        why: MISSED,
        renew: renewMissed,
      });
      await context.remember({ replaced: true });
      pods = await podsNow(context);
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
          ? `${
              pods.length === 1
                ? 'The only Pod holds'
                : `All ${pods.length} Pods hold`
            } the role and its token and no static key.`
          : 'The workload is scaled to zero: no Pod to look at yet.',
    });
    if (pods.length === 0) {
      return { outcome: 'unchanged', detail: 'No Pod runs yet.' };
    }
    const watched = await watchPods(context);
    await context.setProof({
      level: 'L4',
      state: 'proven',
      detail: `${watched}, after the roll out.`,
    });
    return {
      outcome: 'proven',
      detail: `${counted(
        pods.length,
        'Pod',
      )} checked, by names only; ${watched}.`,
    };
  },
};
