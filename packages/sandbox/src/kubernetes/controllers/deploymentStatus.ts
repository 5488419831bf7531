import { Condition, Workload, WorkloadStatus } from '../types';

const OWN_CONDITIONS = ['Available', 'Progressing', 'ReplicaFailure'];

export interface Rollout {
  desired: number;
  maxSurge: number;
  maxUnavailable: number;
}

function resolve(
  value: number | string | undefined,
  total: number,
  round: (value: number) => number,
): number {
  if (typeof value === 'number') {
    return value;
  }
  return round((Number.parseFloat(value ?? '25') * total) / 100);
}

/** How far a rollout may go above and below the wanted number of Pods. */
export function rolloutBounds(deployment: Workload): Rollout {
  const desired = deployment.spec.replicas ?? 1;
  const { type, rollingUpdate } = deployment.spec.strategy ?? {};
  if (type === 'Recreate') {
    return { desired, maxSurge: 0, maxUnavailable: desired };
  }
  const maxSurge = resolve(rollingUpdate?.maxSurge, desired, Math.ceil);
  const maxUnavailable = resolve(
    rollingUpdate?.maxUnavailable,
    desired,
    Math.floor,
  );
  return {
    desired,
    maxSurge,
    maxUnavailable: maxSurge || maxUnavailable ? maxUnavailable : 1,
  };
}

function sum(
  sets: Workload[],
  field: 'replicas' | 'readyReplicas' | 'availableReplicas',
): number {
  return sets.reduce((total, set) => total + (set.status?.[field] ?? 0), 0);
}

interface Progress {
  reason: string;
  message: string;
  status: string;
}

function isComplete(status: WorkloadStatus, desired: number): boolean {
  return (
    status.updatedReplicas === desired &&
    status.replicas === desired &&
    status.availableReplicas === desired
  );
}

function hasMoved(next: WorkloadStatus, before: WorkloadStatus): boolean {
  const of = (status: WorkloadStatus) => ({
    updated: status.updatedReplicas ?? 0,
    old: (status.replicas ?? 0) - (status.updatedReplicas ?? 0),
    ready: status.readyReplicas ?? 0,
    available: status.availableReplicas ?? 0,
  });
  const a = of(next);
  const b = of(before);
  return (
    a.updated > b.updated ||
    a.old < b.old ||
    a.ready > b.ready ||
    a.available > b.available
  );
}

function progressOf(
  deployment: Workload,
  next: WorkloadStatus,
  current: Workload | undefined,
  created: boolean,
  before: Condition | undefined,
  now: number,
): Progress | undefined {
  const desired = deployment.spec.replicas ?? 1;
  const name = current?.metadata.name ?? '';
  const held = `ReplicaSet "${name}"`;
  if (deployment.spec.paused) {
    return before?.reason === 'ProgressDeadlineExceeded'
      ? undefined
      : {
          status: 'Unknown',
          reason: 'DeploymentPaused',
          message: 'Deployment is paused',
        };
  }
  if (isComplete(next, desired)) {
    return {
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `${held} has successfully progressed.`,
    };
  }
  if (created) {
    return {
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${name}"`,
    };
  }
  if (before?.reason === 'DeploymentPaused') {
    return {
      status: 'Unknown',
      reason: 'DeploymentResumed',
      message: 'Deployment is resumed',
    };
  }
  if (hasMoved(next, deployment.status ?? {})) {
    return {
      status: 'True',
      reason: 'ReplicaSetUpdated',
      message: `${held} is progressing.`,
    };
  }
  const since = Date.parse(before?.lastUpdateTime ?? '');
  const deadline = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
  const stuck =
    before &&
    before.reason !== 'NewReplicaSetAvailable' &&
    before.reason !== 'ProgressDeadlineExceeded' &&
    since + deadline <= now;
  if (stuck) {
    return {
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `${held} has timed out progressing.`,
    };
  }
  return undefined;
}

function conditionOf(
  type: string,
  progress: Progress,
  before: Condition | undefined,
  now: string,
  refresh: boolean,
): Condition {
  const same =
    before?.status === progress.status && before.reason === progress.reason;
  return {
    type,
    ...progress,
    lastUpdateTime: same && !refresh ? before.lastUpdateTime : now,
    lastTransitionTime:
      before?.status === progress.status ? before.lastTransitionTime : now,
  };
}

/** The Deployment's status from its ReplicaSets. */
export function deploymentStatus(
  deployment: Workload,
  replicaSets: Workload[],
  current: Workload | undefined,
  created: boolean,
  time: { now: number; text: string },
): WorkloadStatus {
  const { desired, maxUnavailable } = rolloutBounds(deployment);
  const available = sum(replicaSets, 'availableReplicas');
  const total = sum(replicaSets, 'replicas');
  const wanted = replicaSets.reduce(
    (count, set) => count + (set.spec.replicas ?? 0),
    0,
  );
  const counts: WorkloadStatus = {
    replicas: total,
    updatedReplicas: current?.status?.replicas ?? 0,
    readyReplicas: sum(replicaSets, 'readyReplicas'),
    availableReplicas: available,
  };
  const before = (type: string) =>
    deployment.status?.conditions?.find(condition => condition.type === type);
  const enough = available >= desired - maxUnavailable;
  const availability = {
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough
      ? 'Deployment has minimum availability.'
      : 'Deployment does not have minimum availability.',
  };
  const progress = progressOf(
    deployment,
    counts,
    current,
    created,
    before('Progressing'),
    time.now,
  );
  const progressing = progress
    ? conditionOf(
        'Progressing',
        progress,
        before('Progressing'),
        time.text,
        hasMoved(counts, deployment.status ?? {}),
      )
    : before('Progressing');
  const failure = current?.status?.conditions?.find(
    ({ type }) => type === 'ReplicaFailure',
  );
  const foreign = (deployment.status?.conditions ?? []).filter(
    ({ type }) => !OWN_CONDITIONS.includes(type),
  );
  const conditions = [
    ...foreign,
    conditionOf(
      'Available',
      availability,
      before('Available'),
      time.text,
      false,
    ),
    ...(progressing ? [progressing] : []),
    ...(failure ? [{ ...failure, lastUpdateTime: time.text }] : []),
  ];
  const unavailable = Math.max(0, wanted - available);
  const nonZero = Object.fromEntries(
    Object.entries({ ...counts, unavailableReplicas: unavailable }).filter(
      ([, value]) => value,
    ),
  );
  return {
    observedGeneration: deployment.metadata.generation,
    ...nonZero,
    conditions,
  };
}
