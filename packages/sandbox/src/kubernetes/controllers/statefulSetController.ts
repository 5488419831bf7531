import { ApiError } from '../ApiError';
import { Pod, PodTemplate, Workload } from '../types';
import { deepClone } from '../json';
import {
  ControllerRevision,
  REVISION_LABEL,
  ensureRevision,
  pruneRevisions,
} from './controllerRevisions';
import { Controller, Reconciliation } from './runController';
import { isActive, isAvailable, isFinished, isReady, podOf } from './podState';

function ordinalOf(pod: Pod): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);
}

function templateOf(revision: ControllerRevision): PodTemplate {
  const { $patch: _directive, ...template } = deepClone(
    revision.data.spec.template,
  );
  return template as PodTemplate;
}

interface Sets {
  current: ControllerRevision;
  update: ControllerRevision;
}

async function createPod(
  { context }: Reconciliation,
  set: Workload,
  ordinal: number,
  { current, update }: Sets,
): Promise<void> {
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  const rolling = set.spec.updateStrategy?.type !== 'OnDelete';
  const revision = rolling && ordinal < partition ? current : update;
  const name = `${set.metadata.name}-${ordinal}`;
  const pod = podOf(set, templateOf(revision), {
    name,
    labels: {
      [REVISION_LABEL]: revision.metadata.name,
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
    },
  });
  (pod.spec as Record<string, string>).hostname = name;
  await context.create('pods', pod);
  await context.event(
    set,
    'Normal',
    'SuccessfulCreate',
    `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
  );
}

/** Makes one change. Returns false when there is nothing to do now. */
async function step(
  reconciliation: Reconciliation,
  set: Workload,
  pods: Pod[],
  revisions: Sets,
): Promise<boolean> {
  const { context } = reconciliation;
  const replicas = set.spec.replicas ?? 1;
  const ordered = set.spec.podManagementPolicy !== 'Parallel';
  const byOrdinal = new Map(pods.map(pod => [ordinalOf(pod), pod]));
  for (let ordinal = 0; ordinal < replicas; ordinal += 1) {
    const pod = byOrdinal.get(ordinal);
    if (!pod) {
      await createPod(reconciliation, set, ordinal, revisions);
      return !ordered;
    }
    if (isFinished(pod) && !pod.metadata.deletionTimestamp) {
      await context.delete('pods', pod);
      return false;
    }
    if (ordered && (!isReady(pod) || pod.metadata.deletionTimestamp)) {
      return replaceBroken(reconciliation, set, pod, revisions);
    }
  }
  const condemned = pods
    .filter(pod => ordinalOf(pod) >= replicas)
    .sort((a, b) => ordinalOf(b) - ordinalOf(a));
  if (condemned.length) {
    if (!condemned[0].metadata.deletionTimestamp) {
      await context.delete('pods', condemned[0]);
    }
    return false;
  }
  return rollOne(reconciliation, set, pods, revisions);
}

/**
 * On a real cluster, a Pod of an old revision that never gets ready blocks the rollout for ever ("forced rollback").
 * Here a pending one is deleted, so that the rollout goes on.
 */
async function replaceBroken(
  { context }: Reconciliation,
  set: Workload,
  pod: Pod,
  { update }: Sets,
): Promise<boolean> {
  const stale = pod.metadata.labels?.[REVISION_LABEL] !== update.metadata.name;
  const waiting = pod.status?.phase === 'Pending';
  const rolling = set.spec.updateStrategy?.type !== 'OnDelete';
  if (stale && waiting && rolling && !pod.metadata.deletionTimestamp) {
    await context.delete('pods', pod);
  }
  return false;
}

async function rollOne(
  { context }: Reconciliation,
  set: Workload,
  pods: Pod[],
  { update }: Sets,
): Promise<boolean> {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === 'OnDelete') {
    return false;
  }
  const partition = rollingUpdate?.partition ?? 0;
  const fromTheTop = [...pods].sort((a, b) => ordinalOf(b) - ordinalOf(a));
  for (const pod of fromTheTop) {
    if (ordinalOf(pod) < partition) {
      break;
    }
    if (pod.metadata.labels?.[REVISION_LABEL] !== update.metadata.name) {
      if (!pod.metadata.deletionTimestamp) {
        await context.delete('pods', pod);
        await context.event(
          set,
          'Normal',
          'SuccessfulDelete',
          `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
        );
      }
      return false;
    }
    if (!isReady(pod)) {
      return false;
    }
  }
  return false;
}

async function report(
  { context }: Reconciliation,
  set: Workload,
  { current, update }: Sets,
): Promise<void> {
  const pods = context.controlledBy<Pod>('pods', set).filter(isActive);
  const at = (revision: ControllerRevision) =>
    pods.filter(
      pod => pod.metadata.labels?.[REVISION_LABEL] === revision.metadata.name,
    ).length;
  const now = context.api.clock.now();
  const replicas = set.spec.replicas ?? 1;
  const ready = pods.filter(isReady).length;
  const updated = at(update);
  const complete = updated === replicas && ready === replicas;
  const currentNow = complete ? update : current;
  await context.updateStatus('statefulsets', set, {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    ...(ready ? { readyReplicas: ready } : {}),
    availableReplicas: pods.filter(pod =>
      isAvailable(pod, set.spec.minReadySeconds ?? 0, now),
    ).length,
    ...(at(currentNow) ? { currentReplicas: at(currentNow) } : {}),
    ...(updated ? { updatedReplicas: updated } : {}),
    currentRevision: currentNow.metadata.name,
    updateRevision: update.metadata.name,
    collisionCount: 0,
  });
}

async function reconcile(reconciliation: Reconciliation): Promise<void> {
  const { context, namespace, name, again } = reconciliation;
  const set = context.find<Workload>('statefulsets', namespace, name);
  if (!set || set.metadata.deletionTimestamp) {
    return;
  }
  await context.adopt('pods', set, set.spec.selector);
  const { revision: update, all } = await ensureRevision(context, set);
  const current =
    all.find(
      revision => revision.metadata.name === set.status?.currentRevision,
    ) ?? update;
  const revisions = { current, update };
  const limit = (set.spec.replicas ?? 1) + 1;
  try {
    for (let moves = 0; moves < limit; moves += 1) {
      const pods = context.controlledBy<Pod>('pods', set);
      if (!(await step(reconciliation, set, pods, revisions))) {
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    await context.event(
      set,
      'Warning',
      'FailedCreate',
      `create Pod in StatefulSet ${name} failed error: ${error.message}`,
    );
    again(500);
  }
  const live = context.find<Workload>('statefulsets', namespace, name);
  if (!live) {
    return;
  }
  await report(reconciliation, live, revisions);
  const inUse = new Set(
    context
      .controlledBy<Pod>('pods', set)
      .map(pod => pod.metadata.labels?.[REVISION_LABEL] ?? ''),
  );
  inUse.add(update.metadata.name).add(current.metadata.name);
  await pruneRevisions(context, set, all, inUse);
}

export const statefulSetController: Controller = {
  resource: 'statefulsets',
  kind: 'StatefulSet',
  owns: ['pods'],
  component: 'statefulset-controller',
  reconcile,
};
