import { answer, PlanCheck, short } from './PlanCheck';
import { withoutPods } from './scaledObjects';

/** Only a Pod shows that the role works. KEDA may leave a workload without one, during the migration and for long after it. */
export const idleScaling: PlanCheck = ({ world }) => {
  const { held, idle } = withoutPods(world);
  if (held.length > 0) {
    return answer('idle-scaling', 'F38', {
      state: 'warning',
      params: { scalers: held },
      message: `KEDA's ScaledObject ${short(
        held,
      )} holds this workload at 0 Pods. Until that ends, no Pod shows whether the role works.`,
      evidence: 'Annotation autoscaling.keda.sh/paused-replicas.',
      fix: 'Take the annotation away before you migrate. Otherwise look at the first Pods after it, before the key is switched off.',
    });
  }
  if (idle.length === 0) {
    return undefined;
  }
  const isIdleNow = world.object.spec?.replicas === 0;
  return answer('idle-scaling', 'F38', {
    state: isIdleNow ? 'warning' : 'notChecked',
    params: { scalers: idle },
    message: isIdleNow
      ? `KEDA's ScaledObject ${short(
          idle,
        )} has scaled this workload to 0, as there is nothing to do. No Pod shows whether the role works until there is.`
      : `KEDA's ScaledObject ${short(
          idle,
        )} may scale this workload to 0 while it is migrated. Then no Pod shows whether the role works until it scales up again.`,
    evidence: 'minReplicaCount and idleReplicaCount of the ScaledObject.',
    fix: 'Migrate while there is work, or set minReplicaCount to 1 until the Pods are proven. Look at the first Pods after it before the key is switched off.',
  });
};
