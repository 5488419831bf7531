import { Workload } from 'backstage-plugin-irsa-common';
import { isOneOf, KINDS } from '../kubernetes/kinds';

type Health = Workload['health'];

interface HealthObject {
  kind?: string;
  metadata?: { generation?: number };
  spec?: { replicas?: number; suspend?: boolean };
  status?: {
    phase?: string;
    observedGeneration?: number;
    replicas?: number;
    readyReplicas?: number;
    updatedReplicas?: number;
    availableReplicas?: number;
    desiredNumberScheduled?: number;
    numberReady?: number;
    updatedNumberScheduled?: number;
    succeeded?: number;
    conditions?: {
      type: string;
      status: string;
      reason?: string;
      message?: string;
    }[];
  };
}

/** Kinds whose status has the number of Pods. Others are not controllers, or not part of Kubernetes. */
const CONTROLLED = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.ReplicaSet,
  KINDS.ReplicationController,
  KINDS.Rollout,
  KINDS.Pod,
];

/** The health of a workload, by the status that its controller writes. */
export function workloadHealth(object: HealthObject): Health {
  const { kind, status = {}, spec = {} } = object;
  if (!isOneOf(CONTROLLED, kind)) {
    return { desired: 0, ready: 0, state: 'notApplicable' };
  }
  if (kind === KINDS.Pod.kind) {
    const ready = status.conditions?.some(
      condition => condition.type === 'Ready' && condition.status === 'True',
    );
    if (status.phase === 'Succeeded') {
      return { desired: 0, ready: 0, state: 'notApplicable' };
    }
    return ready
      ? { desired: 1, ready: 1, state: 'healthy' }
      : { desired: 1, ready: 0, state: 'unhealthy', message: status.phase };
  }
  const daemon = kind === KINDS.DaemonSet.kind;
  const desired = daemon
    ? status.desiredNumberScheduled ?? 0
    : spec.replicas ?? 1;
  const ready = (daemon ? status.numberReady : status.readyReplicas) ?? 0;
  const updated = daemon
    ? status.updatedNumberScheduled
    : status.updatedReplicas;
  if (desired === 0) {
    return { desired, ready, state: 'scaledToZero' };
  }
  const failed = status.conditions?.find(
    condition =>
      condition.type === 'Progressing' &&
      condition.status === 'False' &&
      condition.reason === 'ProgressDeadlineExceeded',
  );
  if (failed) {
    return {
      desired,
      ready,
      state: 'unhealthy',
      message: 'The last rollout did not finish in time',
    };
  }
  const observed =
    (status.observedGeneration ?? 0) >= (object.metadata?.generation ?? 0);
  const moving = status.conditions?.some(
    condition =>
      condition.type === 'Progressing' &&
      condition.status === 'True' &&
      condition.reason !== 'NewReplicaSetAvailable',
  );
  const rolling =
    !observed ||
    (updated !== undefined && updated < desired) ||
    (moving && ready < desired);
  if (rolling) {
    return {
      desired,
      ready,
      state: 'progressing',
      message: `${updated ?? 0} of ${desired} are of the newest version`,
    };
  }
  return ready >= desired
    ? { desired, ready, state: 'healthy' }
    : {
        desired,
        ready,
        state: 'unhealthy',
        message: `${ready} of ${desired} are ready`,
      };
}
