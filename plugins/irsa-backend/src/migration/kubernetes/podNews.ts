import { V1Pod } from '@kubernetes/client-node';
import { isReady } from './rollout';

/** With more Pods than this, a line for each would bury the rest of the log. */
const MOST = 20;

type State = 'old' | 'starts' | 'is ready' | 'ends';

/**
 * What has happened to single Pods since the last look, a line each; none for many Pods.
 *
 * @param before - of the last look; it is brought up to date
 */
export function podNews(
  before: Map<string, State>,
  pods: V1Pod[],
  isNew: (pod: V1Pod) => boolean,
): string[] {
  const now = new Map(
    pods.map(pod => [pod.metadata?.name ?? '', stateOf(pod, isNew)]),
  );
  const lines: string[] = [];
  for (const [name, state] of now) {
    if (state !== 'old' && before.get(name) !== state) {
      lines.push(`Pod ${name} ${state}.`);
    }
  }
  for (const name of before.keys()) {
    if (!now.has(name)) {
      lines.push(`Pod ${name} is gone.`);
    }
  }
  before.clear();
  now.forEach((state, name) => before.set(name, state));
  return now.size > MOST ? [] : lines;
}

function stateOf(pod: V1Pod, isNew: (pod: V1Pod) => boolean): State {
  if (pod.metadata?.deletionTimestamp !== undefined) {
    return 'ends';
  }
  if (!isNew(pod)) {
    return 'old';
  }
  return isReady(pod) ? 'is ready' : 'starts';
}
