import { holdsOldReferences } from '../kubernetes/podFindings';
import { podsNow } from '../kubernetes/replacePods';
import { isReady, podTrouble } from '../kubernetes/rollout';
import {
  lastingTrouble,
  POLL_MS,
  troubleWithLog,
} from '../kubernetes/waitForRollout';
import { workloadTitle } from '../kubernetes/objects';
import { StepFailedError } from '../model/errors';
import { StepContext } from '../model/Step';
import { restartsOf, seconds, Watch } from './Watch';

/** One may have another cause, such as a node that is full. */
const MOST_RESTARTS = 2;

/**
 * A Pod that is ready may still fail with its first call of AWS. So the new Pods are watched for a while before they count as healthy:
 * all ready, none restarted. A restart, and a Pod that came anew, begin the time once more. Returns the result in words.
 *
 * Where an autoscaler makes Pods come and go, it ends after the time that a roll out may take, and says so.
 *
 * Throws StepFailedError when a Pod cannot start or keeps crashing, or is not ready for as long as a roll out may take.
 */
export async function watchPods(context: StepContext): Promise<string> {
  const { execution, config } = context;
  const { watchMs, rolloutTimeoutMs } = config.migration;
  const watch = new Watch(context, watchMs);
  const troubles = new Map<string, number>();
  const restarts = new Map<string, number>();
  const isLong = context.deadline(rolloutTimeoutMs + 2 * watchMs);
  let restarted = 0;
  let isLate: (() => boolean) | undefined;
  for (;;) {
    const pods = (await podsNow(context)).filter(
      pod => !holdsOldReferences(pod, execution),
    );
    for (const pod of pods) {
      const { name = '' } = pod.metadata ?? {};
      const now = restartsOf(pod);
      const more = now - (restarts.get(name) ?? now);
      if (more > 0) {
        restarted += more;
        await context.say(
          `Pod ${name} has restarted (${now} times by now); it is watched anew.`,
          'warning',
        );
      }
      restarts.set(name, now);
    }
    const trouble = lastingTrouble(context, pods, troubles);
    if (trouble) {
      throw new StepFailedError(
        `A new Pod of ${workloadTitle(
          execution.workload,
        )} was ready and works no more: ${await troubleWithLog(
          context,
          trouble,
        )}`,
      );
    }
    const unready = pods.filter(pod => !isReady(pod));
    if (unready.length === 0) {
      isLate = undefined;
      if (watch.isQuiet(pods)) {
        return `${pods.length} Pods were ready for ${seconds(
          watchMs,
        )}, without a restart`;
      }
      if (isLong()) {
        if (restarted >= MOST_RESTARTS) {
          throw new StepFailedError(
            `New Pods of ${workloadTitle(
              execution.workload,
            )} restart again and again: ${restarted} times within ${seconds(
              rolloutTimeoutMs + 2 * watchMs,
            )}.`,
          );
        }
        return `${
          pods.length
        } Pods are ready; they come and go, so none was watched for ${seconds(
          watchMs,
        )}`;
      }
    } else {
      watch.begin();
      isLate ??= context.deadline(rolloutTimeoutMs);
      if (isLate()) {
        const found = unready.map(podTrouble).find(Boolean);
        throw new StepFailedError(
          `${unready.length} of ${pods.length} new Pods of ${workloadTitle(
            execution.workload,
          )} were ready and have not been for ${seconds(rolloutTimeoutMs)}${
            found
              ? `: ${await troubleWithLog(context, found)}`
              : `: ${unready[0].metadata?.name}.`
          }`,
        );
      }
    }
    await context.sleep(POLL_MS);
  }
}
