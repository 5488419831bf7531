import { KubeObject, Pod } from '../types';
import { duration } from './age';

export function podReady(object: KubeObject): string {
  const pod = object as Pod;
  const statuses = pod.status?.containerStatuses ?? [];
  const ready = statuses.filter(status => status.ready).length;
  return `${ready}/${pod.spec.containers.length}`;
}

/** The STATUS column of `kubectl get pods`: the most important container state, or else the phase. */
export function podStatus(object: KubeObject): string {
  const pod = object as Pod;
  const { status, metadata } = pod;
  let word = status?.reason ?? status?.phase ?? 'Unknown';
  const initStatuses = status?.initContainerStatuses ?? [];
  const pending = initStatuses.findIndex(
    ({ state }) => state.terminated?.exitCode !== 0,
  );
  if (pending >= 0) {
    const { state } = initStatuses[pending];
    const why = state.terminated?.reason ?? state.waiting?.reason;
    word =
      why && why !== 'PodInitializing'
        ? `Init:${why}`
        : `Init:${pending}/${initStatuses.length}`;
  } else {
    for (const { state } of status?.containerStatuses ?? []) {
      if (state.waiting) {
        word = state.waiting.reason;
      } else if (state.terminated) {
        word =
          state.terminated.reason ?? `ExitCode:${state.terminated.exitCode}`;
      }
    }
  }
  return metadata.deletionTimestamp ? 'Terminating' : word;
}

export function podRestarts(object: KubeObject, now: number): string {
  const statuses = (object as Pod).status?.containerStatuses ?? [];
  const restarts = statuses.reduce(
    (sum, status) => sum + status.restartCount,
    0,
  );
  const last = statuses
    .map(({ lastState }) => lastState?.terminated?.finishedAt)
    .filter(Boolean)
    .sort()
    .pop();
  return restarts && last
    ? `${restarts} (${duration(now - Date.parse(last))} ago)`
    : String(restarts);
}
