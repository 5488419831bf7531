import { V1LabelSelector, V1Pod } from '@kubernetes/client-node';
import { Migration } from 'backstage-plugin-irsa-common';
import { WorkloadObject } from '../../plan/patch/workloadPatch';

export interface RolloutState {
  desired: number;
  /** Whether the controller has seen the template, and all wanted Pods are new and available. */
  complete: boolean;
  /** Whether the controller has given up. */
  failure?: string;
  /** When it gave up, for this template or the previous one. */
  failedAt?: string;
}

/**
 * Reads a workload's status. Source: Kubernetes, "Deployments: Complete deployment", StatefulSet and DaemonSet API (as `kubectl rollout status` does).
 */
export function rolloutState(workload: WorkloadObject): RolloutState {
  const spec = (workload.spec ?? {}) as Record<string, any>;
  const status = (workload.status ?? {}) as Record<string, any>;
  const metadata = (workload.metadata ?? {}) as { generation?: number };
  const seen =
    metadata.generation === undefined ||
    (status.observedGeneration ?? 0) >= metadata.generation;
  if (workload.kind === 'CronJob') {
    return { desired: 0, complete: true };
  }
  if (workload.kind === 'DaemonSet') {
    const desired = status.desiredNumberScheduled ?? 0;
    return {
      desired,
      complete:
        seen &&
        (status.updatedNumberScheduled ?? 0) >= desired &&
        (status.numberAvailable ?? 0) >= desired,
    };
  }
  const desired = spec.replicas ?? 1;
  const updated = status.updatedReplicas ?? 0;
  const ready =
    workload.kind === 'StatefulSet'
      ? status.availableReplicas ?? status.readyReplicas ?? 0
      : status.availableReplicas ?? 0;
  const complete =
    seen &&
    updated >= desired &&
    ready >= desired &&
    (status.replicas ?? 0) <= desired;
  const progressing = (
    (status.conditions ?? []) as {
      type: string;
      reason?: string;
      message?: string;
      lastUpdateTime?: string;
    }[]
  ).find(
    ({ type, reason }) =>
      type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  );
  return {
    desired,
    complete,
    failure:
      seen && progressing && !complete
        ? 'the rollout made no progress within its deadline (ProgressDeadlineExceeded)'
        : undefined,
    failedAt: progressing?.lastUpdateTime,
  };
}

/** Why the controller would not replace the Pods of this workload. */
export function rolloutObstacle(workload: WorkloadObject): string | undefined {
  const spec = (workload.spec ?? {}) as Record<string, any>;
  if (workload.kind === 'Deployment' && spec.paused) {
    return 'its rollouts are paused (`kubectl rollout resume` lets them go on)';
  }
  if (spec.updateStrategy?.type === 'OnDelete') {
    return 'its update strategy is OnDelete, so Pods are replaced only when someone deletes them';
  }
  if ((spec.updateStrategy?.rollingUpdate?.partition ?? 0) > 0) {
    return 'its update has a partition, so some Pods would keep the old template';
  }
  return undefined;
}

export function podSummary(
  pods: V1Pod[],
  isNew: (pod: V1Pod) => boolean,
  desired: number,
): NonNullable<Migration['pods']> {
  const fresh = pods.filter(isNew);
  const newReady = fresh.filter(isReady).length;
  return {
    newReady,
    starting: fresh.length - newReady,
    old: pods.length - fresh.length,
    desired,
  };
}

export function isReady(pod: V1Pod): boolean {
  return (
    pod.metadata?.deletionTimestamp === undefined &&
    !!pod.status?.conditions?.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    )
  );
}

export interface PodTrouble {
  pod: string;
  container: string;
  reason: string;
  message?: string;
  restarts: number;
  /** Whether waiting a little longer cannot help. */
  certain: boolean;
}

const HOPELESS = new Set([
  'ImagePullBackOff',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'ErrImageNeverPull',
]);

/** The first container of a Pod that cannot start or keeps crashing. */
export function podTrouble(pod: V1Pod): PodTrouble | undefined {
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ];
  for (const status of statuses) {
    const { waiting, terminated } = status.state ?? {};
    const reason = waiting?.reason;
    const common = {
      pod: pod.metadata?.name ?? '',
      container: status.name,
      restarts: status.restartCount,
    };
    if (reason && HOPELESS.has(reason)) {
      return { ...common, reason, message: waiting?.message, certain: false };
    }
    if (reason === 'CrashLoopBackOff') {
      return {
        ...common,
        reason,
        message: waiting?.message,
        certain: status.restartCount >= 2,
      };
    }
    if (terminated && terminated.exitCode !== 0 && status.restartCount >= 2) {
      return {
        ...common,
        reason: terminated.reason ?? 'Error',
        message: `exit code ${terminated.exitCode}`,
        certain: true,
      };
    }
  }
  return undefined;
}

/** In words, what keeps crashing in a Pod; undefined when nothing does at this moment. */
export function crashInWords(pod: V1Pod): string | undefined {
  const trouble = podTrouble(pod);
  return trouble?.certain
    ? `${trouble.pod}: ${trouble.reason} in container ${trouble.container}`
    : undefined;
}

/** A label selector as the API takes it in a query. */
export function selectorText(selector: V1LabelSelector | undefined): string {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  const expressions = (selector?.matchExpressions ?? []).map(
    ({ key, operator, values }) => {
      if (operator === 'Exists') {
        return key;
      }
      if (operator === 'DoesNotExist') {
        return `!${key}`;
      }
      const word = operator === 'In' ? 'in' : 'notin';
      return `${key} ${word} (${(values ?? []).join(',')})`;
    },
  );
  return [...labels, ...expressions].join(',');
}
