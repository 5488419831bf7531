import { Json } from '../world/podTemplate';
import { answer, PlanCheck } from './PlanCheck';
import { withoutPods } from './scaledObjects';

const ZERO = 'it is scaled to zero';

export const rolloutStrategy: PlanCheck = ({ world }) => {
  const spec = world.object.spec ?? {};
  const strategy = (spec.updateStrategy ?? spec.strategy ?? {}) as Json;
  const rolling = (strategy.rollingUpdate ?? {}) as Json;
  const reason =
    world.object.kind === 'CronJob'
      ? undefined
      : [
          strategy.type === 'OnDelete' &&
            'its Pods are replaced only when somebody deletes them',
          Number(rolling.partition ?? 0) > 0 &&
            `its update partition is ${rolling.partition}`,
          spec.paused === true && 'its roll out is paused',
          spec.replicas === 0 && ZERO,
        ].find(Boolean);
  const { held, idle } = withoutPods(world);
  if (reason === ZERO && held.length + idle.length > 0) {
    // Check `idle-scaling` says who does it.
    return undefined;
  }
  const isScaledToZero = spec.replicas === 0;
  return reason
    ? answer('rollout-strategy', 'F38', {
        state: isScaledToZero && !isHeld(spec) ? 'warning' : 'blocked',
        message: `The change does not reach every Pod by itself: ${reason}.`,
        evidence: 'Strategy and replicas of the workload.',
        fix: isHeld(spec)
          ? 'Let it roll out by itself (resume it; type RollingUpdate; partition 0) for the migration and for the way back, then make a new plan.'
          : 'Nothing is proven until it is scaled up. Scale it up first where you can.',
      })
    : undefined;
};

/** Whether new Pods wait for somebody. A migration would wait as well, give up, and go back. */
function isHeld(spec: Json): boolean {
  const strategy = (spec.updateStrategy ?? spec.strategy ?? {}) as Json;
  const rolling = (strategy.rollingUpdate ?? {}) as Json;
  return (
    spec.paused === true ||
    strategy.type === 'OnDelete' ||
    Number(rolling.partition ?? 0) > 0
  );
}
