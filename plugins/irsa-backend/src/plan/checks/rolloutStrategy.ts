import { Json } from '../world/podTemplate';
import { answer, PlanCheck } from './PlanCheck';

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
          spec.replicas === 0 && 'it is scaled to zero',
        ].find(Boolean);
  return reason
    ? answer('rollout-strategy', 'F38', {
        state: 'warning',
        message: `The change does not reach every Pod by itself: ${reason}.`,
        evidence: 'Strategy and replicas of the workload.',
        fix: 'Replace the Pods by hand afterwards, for the change and for the way back.',
      })
    : undefined;
};
