import { ApiError } from '../ApiError';
import { KubeObject, Pod, Workload } from '../types';
import {
  REVISION_LABEL,
  ensureRevision,
  pruneRevisions,
} from './controllerRevisions';
import { Controller, Reconciliation } from './runController';
import { isActive, isAvailable, isFinished, isReady, podOf } from './podState';

function eligible(set: Workload, node: KubeObject): boolean {
  return Object.entries(set.spec.template.spec.nodeSelector ?? {}).every(
    ([key, value]) => node.metadata.labels?.[key] === value,
  );
}

async function placePods(
  { context }: Reconciliation,
  set: Workload,
  nodes: KubeObject[],
  hash: string,
): Promise<void> {
  const pods = context.controlledBy<Pod>('pods', set);
  for (const pod of pods) {
    const misplaced = !nodes.some(
      node => node.metadata.name === pod.spec.nodeName,
    );
    if ((misplaced || isFinished(pod)) && !pod.metadata.deletionTimestamp) {
      await context.delete('pods', pod);
    }
  }
  for (const node of nodes) {
    const taken = pods.some(pod => pod.spec.nodeName === node.metadata.name);
    if (taken) {
      continue;
    }
    const pod = podOf(set, set.spec.template, {
      generateName: `${set.metadata.name}-`,
      labels: {
        [REVISION_LABEL]: hash,
        'pod-template-generation': String(set.metadata.generation ?? 1),
      },
    });
    (pod.spec as Record<string, string>).nodeName = node.metadata.name;
    const made = await context.create('pods', pod);
    await context.event(
      set,
      'Normal',
      'SuccessfulCreate',
      `Created pod: ${made.metadata.name}`,
    );
  }
}

async function rollPods(
  { context }: Reconciliation,
  set: Workload,
  hash: string,
): Promise<void> {
  if (set.spec.updateStrategy?.type === 'OnDelete') {
    return;
  }
  const pods = context.controlledBy<Pod>('pods', set);
  const limit = Math.max(
    1,
    Number(set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1) || 1,
  );
  const stale = pods.filter(
    pod =>
      pod.metadata.labels?.[REVISION_LABEL] !== hash &&
      !pod.metadata.deletionTimestamp,
  );
  const broken = stale.filter(pod => !isReady(pod));
  await context.deleteAll('pods', broken);
  const unavailable = pods.filter(
    pod => !isReady(pod) || pod.metadata.deletionTimestamp,
  ).length;
  const next = stale.filter(isReady).slice(0, Math.max(0, limit - unavailable));
  await context.deleteAll('pods', next);
}

async function reconcile(reconciliation: Reconciliation): Promise<void> {
  const { context, namespace, name, again } = reconciliation;
  const set = context.find<Workload>('daemonsets', namespace, name);
  if (!set || set.metadata.deletionTimestamp) {
    return;
  }
  const { revision, all } = await ensureRevision(context, set);
  const hash = revision.metadata.labels?.[REVISION_LABEL] as string;
  const nodes = context.list('nodes').filter(node => eligible(set, node));
  try {
    await rollPods(reconciliation, set, hash);
    await placePods(reconciliation, set, nodes, hash);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    await context.event(
      set,
      'Warning',
      'FailedCreate',
      `Error creating: ${error.message}`,
    );
    again(500);
  }
  const pods = context.controlledBy<Pod>('pods', set).filter(isActive);
  const now = context.api.clock.now();
  const available = pods.filter(pod =>
    isAvailable(pod, set.spec.minReadySeconds ?? 0, now),
  ).length;
  const unavailable = nodes.length - available;
  await context.updateStatus('daemonsets', set, {
    currentNumberScheduled: pods.length,
    desiredNumberScheduled: nodes.length,
    ...(available ? { numberAvailable: available } : {}),
    numberMisscheduled: 0,
    numberReady: pods.filter(isReady).length,
    ...(unavailable ? { numberUnavailable: unavailable } : {}),
    observedGeneration: set.metadata.generation,
    updatedNumberScheduled: pods.filter(
      pod => pod.metadata.labels?.[REVISION_LABEL] === hash,
    ).length,
  });
  await pruneRevisions(context, set, all, new Set([revision.metadata.name]));
}

export const daemonSetController: Controller = {
  resource: 'daemonsets',
  kind: 'DaemonSet',
  owns: ['pods'],
  wakesAll: ['nodes'],
  component: 'daemonset-controller',
  reconcile,
};
