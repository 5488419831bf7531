import { ApiError } from '../ApiError';
import { Condition, Pod, Workload } from '../types';
import { Controller, Reconciliation } from './runController';
import { isActive, isAvailable, isReady, podOf } from './podState';

const COMPONENT = 'replicaset-controller';

/** Pods to be deleted first: not on a node, not ready, younger. */
function deletionOrder(a: Pod, b: Pod): number {
  const rank = (pod: Pod) =>
    (pod.spec.nodeName ? 1 : 0) +
    (pod.status?.phase === 'Running' ? 1 : 0) +
    (isReady(pod) ? 1 : 0);
  if (rank(a) !== rank(b)) {
    return rank(a) - rank(b);
  }
  const created = (pod: Pod) => pod.metadata.creationTimestamp ?? '';
  return created(a) < created(b) ? 1 : -1;
}

async function fit(
  { context }: Reconciliation,
  replicaSet: Workload,
  active: Pod[],
): Promise<Condition | undefined> {
  const wanted = replicaSet.spec.replicas ?? 1;
  try {
    for (let count = active.length; count < wanted; count += 1) {
      const pod = await context.create(
        'pods',
        podOf(replicaSet, replicaSet.spec.template, {
          generateName: `${replicaSet.metadata.name}-`,
        }),
      );
      await context.event(
        replicaSet,
        'Normal',
        'SuccessfulCreate',
        `Created pod: ${pod.metadata.name}`,
      );
    }
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    await context.event(
      replicaSet,
      'Warning',
      'FailedCreate',
      `Error creating: ${error.message}`,
    );
    return {
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
      message: error.message,
      lastTransitionTime: context.now(),
    };
  }
  const surplus = [...active]
    .sort(deletionOrder)
    .slice(0, Math.max(0, active.length - wanted));
  for (const pod of surplus) {
    await context.delete('pods', pod);
    await context.event(
      replicaSet,
      'Normal',
      'SuccessfulDelete',
      `Deleted pod: ${pod.metadata.name}`,
    );
  }
  return undefined;
}

async function reconcile(reconciliation: Reconciliation): Promise<void> {
  const { context, namespace, name, again } = reconciliation;
  const replicaSet = context.find<Workload>('replicasets', namespace, name);
  if (!replicaSet) {
    return;
  }
  if (!replicaSet.metadata.deletionTimestamp) {
    await context.adopt('pods', replicaSet, replicaSet.spec.selector);
  }
  const owned = () => context.controlledBy<Pod>('pods', replicaSet);
  const failure = replicaSet.metadata.deletionTimestamp
    ? undefined
    : await fit(reconciliation, replicaSet, owned().filter(isActive));
  const active = owned().filter(isActive);
  const now = context.api.clock.now();
  const delay = replicaSet.spec.minReadySeconds ?? 0;
  const ready = active.filter(isReady).length;
  const available = active.filter(pod => isAvailable(pod, delay, now)).length;
  const before = replicaSet.status?.conditions?.find(
    ({ type }) => type === 'ReplicaFailure',
  );
  const condition =
    failure && before?.reason === failure.reason ? before : failure;
  await context.updateStatus('replicasets', replicaSet, {
    replicas: active.length,
    ...(active.length ? { fullyLabeledReplicas: active.length } : {}),
    ...(ready ? { readyReplicas: ready } : {}),
    ...(available ? { availableReplicas: available } : {}),
    observedGeneration: replicaSet.metadata.generation,
    ...(condition ? { conditions: [condition] } : {}),
  });
  if (failure) {
    again(500);
  } else if (ready > available) {
    again(1000);
  }
}

export const replicaSetController: Controller = {
  resource: 'replicasets',
  kind: 'ReplicaSet',
  owns: ['pods'],
  component: COMPONENT,
  reconcile,
};
