import { Workload } from '@internal/plugin-irsa-common';
import { Json } from '../plan/podTemplate';

type Health = Workload['health'];

const count = (value: unknown): number =>
  typeof value === 'number' ? value : 0;

/** Whether a workload runs as its spec asks, from its own status fields. */
export function workloadHealth(object: {
  kind?: string;
  spec?: Json;
  status?: Json;
  metadata?: Json;
}): Health {
  const { spec = {}, status = {} } = object;
  switch (object.kind) {
    case 'CronJob':
    case 'Job':
      return {
        desired: 0,
        ready: 0,
        state: 'notApplicable',
        message:
          object.kind === 'CronJob' && spec.suspend ? 'suspended' : undefined,
      };
    case 'Pod': {
      const conditions = (status.conditions ?? []) as {
        type: string;
        status: string;
      }[];
      const ready = conditions.some(
        each => each.type === 'Ready' && each.status === 'True',
      );
      return {
        desired: 1,
        ready: ready ? 1 : 0,
        state: ready ? 'healthy' : 'unhealthy',
      };
    }
    default: {
      const daemon = object.kind === 'DaemonSet';
      const desired = daemon
        ? count(status.desiredNumberScheduled)
        : count(spec.replicas ?? 1);
      const ready = daemon
        ? count(status.numberReady)
        : count(status.readyReplicas);
      if (desired === 0) return { desired, ready, state: 'scaledToZero' };
      if (ready >= desired) return { desired, ready, state: 'healthy' };
      const conditions = (status.conditions ?? []) as {
        type: string;
        status: string;
        reason?: string;
        message?: string;
      }[];
      const progressing = conditions.find(each => each.type === 'Progressing');
      const moving =
        progressing?.status === 'True' &&
        progressing.reason !== 'NewReplicaSetAvailable';
      return {
        desired,
        ready,
        state: moving ? 'progressing' : 'unhealthy',
        message: `${ready} of ${desired} Pods are ready`,
      };
    }
  }
}
