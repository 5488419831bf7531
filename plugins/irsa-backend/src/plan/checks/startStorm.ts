import { scaledObjectsOf } from './scaledObjects';
import { answer, PlanCheck } from './PlanCheck';

const MANY_PODS = 200;

/** Each new Pod asks STS once, and STS limits an account in a region. */
export const startStorm: PlanCheck = ({ world }) => {
  const { desired } = world.workload.health;
  const scalers = (
    world.surroundings.items['HorizontalPodAutoscaler.autoscaling'] ?? []
  ).filter(({ spec }) => {
    const target = (
      spec as { scaleTargetRef?: { name?: string; kind?: string } }
    )?.scaleTargetRef;
    const { name, kind } = world.request.workload;
    return target?.name === name && target?.kind === kind;
  });
  // Without a number KEDA goes up to 100.
  const byKeda = scaledObjectsOf(world).map(({ spec }) =>
    Number((spec as { maxReplicaCount?: number }).maxReplicaCount ?? 100),
  );
  const most = Math.max(
    desired,
    ...byKeda,
    ...scalers.map(({ spec }) =>
      Number((spec as { maxReplicas?: number }).maxReplicas ?? 0),
    ),
  );
  const isUnknown =
    world.surroundings.notRead['HorizontalPodAutoscaler.autoscaling'] !==
    undefined;
  if (most > MANY_PODS) {
    return answer('start-storm', 'F21', {
      state: 'warning',
      params: { pods: most },
      message: `Up to ${most} Pods may start at once, and each asks STS. Beyond some hundreds STS answers "Rate exceeded", and some SDKs then take the role of the node.`,
      evidence:
        'Replicas of the workload, its HorizontalPodAutoscaler and ScaledObject.',
      fix: 'Let the roll out go in small steps (maxSurge, maxUnavailable). Clients must be made once and not for each request.',
    });
  }
  return answer('start-storm', 'F21', {
    state: isUnknown ? 'notChecked' : 'passed',
    params: { pods: most },
    message: isUnknown
      ? 'How many Pods may start at once is not known: HorizontalPodAutoscalers could not be listed.'
      : `At most ${most} Pods ask STS at their start.`,
    evidence:
      'Replicas of the workload, its HorizontalPodAutoscaler and ScaledObject.',
  });
};
