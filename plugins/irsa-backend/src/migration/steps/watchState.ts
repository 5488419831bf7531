import { V1Pod } from '@kubernetes/client-node';
import { digest } from '../../shared/canonicalJson';
import { restartsOf } from './restarts';

/** Nobody has seen the Pods for longer than this: the time counts against no deadline, since nothing is known of it. Milliseconds. */
const MOST_UNSEEN_MS = 60_000;

/**
 * What the watch of new Pods knows from its looks so far. It is kept with the step, so that each look may be that of another
 * worker. Times are milliseconds since the epoch.
 */
export interface WatchState {
  begunAt: number;
  lookedAt: number;
  /** Since when the Pods are as `seen`, and ready. */
  quietSince?: number;
  seen?: string;
  /** Since when not all of them are ready. */
  unreadySince?: number;
  /** By the name of the Pod. */
  restarts: Record<string, number>;
  /** Restarts that were seen. */
  restarted: number;
  /** When each trouble was first seen. */
  troubles: Record<string, number>;
}

export function newWatch(now: number): WatchState {
  return {
    begunAt: now,
    lookedAt: now,
    restarts: {},
    restarted: 0,
    troubles: {},
  };
}

/**
 * The state at the next look. Time in which nobody could see the Pods is left out of everything that is waited for. Pure.
 *
 * @param blindMs - how long the look itself waited for a cluster that could not be reached
 */
export function lookedAgain<T extends WatchState>(
  state: T,
  now: number,
  blindMs: number,
): T {
  const gap = now - state.lookedAt - blindMs;
  // A Pod that is as it was seen before has been so all the time; a Pod that is unready again may not have been.
  const unseen = blindMs + (gap > MOST_UNSEEN_MS ? gap : 0);
  const later = (time: number | undefined, by: number) =>
    time === undefined ? undefined : time + by;
  return {
    ...state,
    lookedAt: now,
    begunAt: state.begunAt + unseen,
    quietSince: later(state.quietSince, blindMs),
    unreadySince: later(state.unreadySince, unseen),
    troubles: Object.fromEntries(
      Object.entries(state.troubles).map(([id, at]) => [id, at + unseen]),
    ),
  };
}

/**
 * Tells Pods that stay as they are from others: none new, none restarted, and none that was unready in between, which Kubernetes
 * keeps as the time of the condition. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions
 */
export function markOf(pods: readonly V1Pod[]): string {
  return digest(
    pods
      .map(pod => [
        pod.metadata?.uid,
        restartsOf(pod),
        String(
          pod.status?.conditions?.find(({ type }) => type === 'Ready')
            ?.lastTransitionTime ?? '',
        ),
      ])
      .sort(),
  );
}
