import { Pod, Workload } from '../types';
import { ControllerContext } from './ControllerContext';
import {
  REVISION,
  ensureNewReplicaSet,
  findNewReplicaSet,
  pruneHistory,
  revisionOf,
} from './deploymentReplicaSets';
import { deploymentStatus, rolloutBounds } from './deploymentStatus';
import { Controller, Reconciliation } from './runController';

function replicasOf(sets: Workload[]): number {
  return sets.reduce((total, set) => total + (set.spec.replicas ?? 0), 0);
}

function availableOf(sets: Workload[]): number {
  return sets.reduce(
    (total, set) => total + (set.status?.availableReplicas ?? 0),
    0,
  );
}

async function scale(
  context: ControllerContext,
  deployment: Workload,
  set: Workload,
  replicas: number,
): Promise<void> {
  const before = set.spec.replicas ?? 0;
  if (before === replicas) {
    return;
  }
  await context.update('replicasets', {
    ...set,
    spec: { ...set.spec, replicas },
  });
  set.spec = { ...set.spec, replicas };
  await context.event(
    deployment,
    'Normal',
    'ScalingReplicaSet',
    `Scaled ${before < replicas ? 'up' : 'down'} replica set ${
      set.metadata.name
    } from ${before} to ${replicas}`,
  );
}

async function scaleUpNew(
  context: ControllerContext,
  deployment: Workload,
  current: Workload,
  all: Workload[],
): Promise<void> {
  const { desired, maxSurge } = rolloutBounds(deployment);
  const replicas = current.spec.replicas ?? 0;
  if (replicas >= desired) {
    await scale(context, deployment, current, desired);
    return;
  }
  // Pods that a ReplicaSet still has are counted too, so that the bound holds for actual Pods and not only for wanted
  // ones.
  const present = all.reduce(
    (total, set) =>
      total + Math.max(set.spec.replicas ?? 0, set.status?.replicas ?? 0),
    0,
  );
  const room = desired + maxSurge - present;
  if (room > 0) {
    const next = Math.min(replicas + room, desired);
    await scale(context, deployment, current, next);
  }
}

async function scaleDownOld(
  context: ControllerContext,
  deployment: Workload,
  current: Workload,
  old: Workload[],
): Promise<void> {
  const { desired, maxUnavailable } = rolloutBounds(deployment);
  const all = [...old, current];
  const minimum = desired - maxUnavailable;
  const currentMissing =
    (current.spec.replicas ?? 0) - (current.status?.availableReplicas ?? 0);
  let room = replicasOf(all) - minimum - currentMissing;
  const oldestFirst = [...old].sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const set of oldestFirst) {
    const unhealthy =
      (set.spec.replicas ?? 0) - (set.status?.availableReplicas ?? 0);
    const fewer = Math.min(room, unhealthy);
    if (fewer > 0) {
      await scale(context, deployment, set, (set.spec.replicas ?? 0) - fewer);
      room -= fewer;
    }
  }
  let surplus = Math.min(availableOf(all) - minimum, room);
  for (const set of oldestFirst) {
    const fewer = Math.min(surplus, set.spec.replicas ?? 0);
    if (fewer > 0) {
      await scale(context, deployment, set, (set.spec.replicas ?? 0) - fewer);
      surplus -= fewer;
    }
  }
}

async function recreate(
  context: ControllerContext,
  deployment: Workload,
  current: Workload,
  old: Workload[],
): Promise<void> {
  for (const set of old) {
    await scale(context, deployment, set, 0);
  }
  const remains = old.some(
    set => context.controlledBy<Pod>('pods', set).length > 0,
  );
  if (!remains) {
    await scale(context, deployment, current, deployment.spec.replicas ?? 1);
  }
}

async function roll(
  context: ControllerContext,
  deployment: Workload,
  current: Workload,
  old: Workload[],
): Promise<void> {
  if (deployment.spec.strategy?.type === 'Recreate') {
    await recreate(context, deployment, current, old);
    return;
  }
  await scaleUpNew(context, deployment, current, [...old, current]);
  await scaleDownOld(context, deployment, current, old);
}

/** A paused Deployment still follows `replicas`, in the ReplicaSets that are running. */
async function scalePaused(
  context: ControllerContext,
  deployment: Workload,
  sets: Workload[],
): Promise<void> {
  const running = sets.filter(set => set.spec.replicas);
  const only = running.length === 1 ? running[0] : undefined;
  if (only) {
    await scale(context, deployment, only, deployment.spec.replicas ?? 1);
  }
}

async function reconcile({
  context,
  namespace,
  name,
  again,
}: Reconciliation): Promise<void> {
  const deployment = context.find<Workload>('deployments', namespace, name);
  if (!deployment || deployment.metadata.deletionTimestamp) {
    return;
  }
  const listed = context.controlledBy<Workload>('replicasets', deployment);
  const sets = listed.map(set => ({
    ...set,
    kind: 'ReplicaSet',
    apiVersion: 'apps/v1',
  }));
  let created = false;
  let current = findNewReplicaSet(deployment, sets);
  if (deployment.spec.paused) {
    await scalePaused(context, deployment, sets);
  } else {
    const ensured = await ensureNewReplicaSet(context, deployment, sets);
    current = ensured.replicaSet;
    created = ensured.created;
    const uid = current.metadata.uid;
    const old = sets.filter(set => set.metadata.uid !== uid);
    await roll(context, deployment, current, old);
    await pruneHistory(context, deployment, old);
  }
  const uid = current?.metadata.uid;
  const all = [
    ...sets.filter(set => set.metadata.uid !== uid),
    ...(current ? [current] : []),
  ];
  let live = context.find<Workload>('deployments', namespace, name) as Workload;
  const revision = current && String(revisionOf(current));
  if (revision && live.metadata.annotations?.[REVISION] !== revision) {
    live = (await context.update('deployments', {
      ...live,
      metadata: {
        ...live.metadata,
        annotations: { ...live.metadata.annotations, [REVISION]: revision },
      },
    })) as Workload;
  }
  const now = context.api.clock.now();
  const status = deploymentStatus(live, all, current, created, {
    now,
    text: context.now(),
  });
  await context.updateStatus('deployments', live, status);
  const progressing = status.conditions?.find(
    ({ type }) => type === 'Progressing',
  );
  const settled = ['NewReplicaSetAvailable', 'ProgressDeadlineExceeded'];
  // The deadline uses the cluster's clock, which a test can move.
  if (!settled.includes(progressing?.reason ?? '')) {
    again(500);
  }
}

export const deploymentController: Controller = {
  resource: 'deployments',
  kind: 'Deployment',
  owns: ['replicasets'],
  component: 'deployment-controller',
  reconcile,
};
