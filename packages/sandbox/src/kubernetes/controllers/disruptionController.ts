import { matchesSelector } from '../store/selectors';
import { Condition, KubeObject, LabelSelector, Pod, Workload } from '../types';
import { ControllerContext, ControllerOptions } from './ControllerContext';
import { isReady } from './podState';
import { Workqueue } from './Workqueue';

export type DisruptionBudget = KubeObject & {
  spec?: {
    minAvailable?: number | string;
    maxUnavailable?: number | string;
    selector?: LabelSelector;
    unhealthyPodEvictionPolicy?: string;
  };
  status?: {
    observedGeneration?: number;
    disruptionsAllowed: number;
    currentHealthy: number;
    desiredHealthy: number;
    expectedPods: number;
    conditions?: Condition[];
  };
};

const OWNERS: Record<string, string> = {
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
  ReplicationController: 'replicationcontrollers',
};

function ownerOf(
  context: ControllerContext,
  object: KubeObject,
): Workload | undefined {
  const reference = object.metadata.ownerReferences?.find(
    owner => owner.controller,
  );
  const plural = OWNERS[reference?.kind ?? ''];
  if (!reference || !plural) {
    return undefined;
  }
  return context.find<Workload>(
    plural,
    object.metadata.namespace,
    reference.name,
  );
}

/** The wanted replicas of the Pods' controllers. Each controller is counted once. */
function expectedOf(context: ControllerContext, pods: Pod[]): number {
  const wanted = new Map<string, number>();
  for (const pod of pods) {
    const direct = ownerOf(context, pod);
    const owner = (direct && ownerOf(context, direct)) ?? direct;
    if (owner) {
      wanted.set(owner.metadata.uid as string, owner.spec.replicas ?? 1);
    }
  }
  return [...wanted.values()].reduce((sum, replicas) => sum + replicas, 0);
}

function share(value: number | string, total: number): number {
  return typeof value === 'number'
    ? value
    : Math.ceil((Number.parseFloat(value) * total) / 100);
}

function countsOf(
  context: ControllerContext,
  { spec }: DisruptionBudget,
  pods: Pod[],
) {
  const { minAvailable, maxUnavailable } = spec ?? {};
  if (maxUnavailable !== undefined) {
    const expectedPods = expectedOf(context, pods);
    const desired = expectedPods - share(maxUnavailable, expectedPods);
    return { expectedPods, desiredHealthy: Math.max(0, desired) };
  }
  if (typeof minAvailable === 'string') {
    const expectedPods = expectedOf(context, pods);
    return { expectedPods, desiredHealthy: share(minAvailable, expectedPods) };
  }
  return { expectedPods: pods.length, desiredHealthy: minAvailable ?? 1 };
}

async function reconcile(
  context: ControllerContext,
  namespace: string,
  name: string,
): Promise<void> {
  const plural = 'poddisruptionbudgets';
  const budget = context.find<DisruptionBudget>(plural, namespace, name);
  if (!budget) {
    return;
  }
  const pods = context
    .list<Pod>('pods', namespace)
    .filter(
      pod =>
        matchesSelector(budget.spec?.selector, pod.metadata.labels) &&
        !['Succeeded', 'Failed'].includes(pod.status?.phase ?? ''),
    );
  const { expectedPods, desiredHealthy } = countsOf(context, budget, pods);
  const currentHealthy = pods.filter(
    pod => isReady(pod) && !pod.metadata.deletionTimestamp,
  ).length;
  const disruptionsAllowed =
    expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  const { generation } = budget.metadata;
  const enough = disruptionsAllowed > 0;
  const before = budget.status?.conditions?.[0];
  const status = enough ? 'True' : 'False';
  await context.updateStatus(plural, budget, {
    observedGeneration: generation,
    disruptionsAllowed,
    currentHealthy,
    desiredHealthy,
    expectedPods,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status,
        observedGeneration: generation,
        lastTransitionTime:
          before?.status === status ? before.lastTransitionTime : context.now(),
        reason: enough ? 'SufficientPods' : 'InsufficientPods',
        message: '',
      },
    ],
  });
}

/** Keeps the status of PodDisruptionBudgets. https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ */
export function disruptionController({ api }: ControllerOptions): () => void {
  const context = new ControllerContext(api, 'disruption-controller');
  const queue = new Workqueue(async key => {
    const [namespace, name] = key.split('/');
    await reconcile(context, namespace, name);
  });
  const own = context.watches('poddisruptionbudgets');
  const others = ['pods', 'deployments', 'replicasets', 'statefulsets'].map(
    plural => context.watches(plural),
  );
  const unsubscribe = api.store.subscribe(event => {
    const { namespace, name } = event.object.metadata;
    if (event.resource === own) {
      queue.add(`${namespace}/${name}`);
    }
    if (!others.includes(event.resource)) {
      return;
    }
    for (const { metadata } of context.list(
      'poddisruptionbudgets',
      namespace,
    )) {
      queue.add(`${namespace}/${metadata.name}`);
    }
  });
  return () => {
    unsubscribe();
    queue.stop();
  };
}
