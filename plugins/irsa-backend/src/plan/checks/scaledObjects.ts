import { Json } from '../world/podTemplate';
import { World } from '../world/World';

/** The ScaledObjects of KEDA that scale this workload. */
export function scaledObjectsOf(
  world: Pick<World, 'request' | 'surroundings'>,
): Json[] {
  const { kind, name } = world.request.workload;
  return (world.surroundings.items['ScaledObject.keda.sh'] ?? []).filter(
    object => {
      const target = ((object.spec as Json | undefined)?.scaleTargetRef ??
        {}) as Json;
      return target.name === name && (target.kind ?? 'Deployment') === kind;
    },
  );
}

const PAUSED = 'autoscaling.keda.sh/paused';
const PAUSED_AT = 'autoscaling.keda.sh/paused-replicas';
const NOT_DOWN = 'autoscaling.keda.sh/paused-scale-in';

/**
 * ScaledObjects that leave a workload without Pods: `held` for as long as somebody wants, `idle` while there is nothing to do. Without a
 * number KEDA goes down to 0.
 * https://keda.sh/docs/latest/reference/scaledobject-spec/, https://keda.sh/docs/latest/concepts/scaling-deployments/#pausing-autoscaling
 */
export function withoutPods(world: Pick<World, 'request' | 'surroundings'>): {
  held: string[];
  idle: string[];
} {
  const all = scaledObjectsOf(world).map(({ metadata, spec }) => {
    const { name, annotations = {} } = metadata as {
      name: string;
      annotations?: Record<string, string>;
    };
    const { minReplicaCount = 0, idleReplicaCount } = spec as {
      minReplicaCount?: number;
      idleReplicaCount?: number;
    };
    const stays = [PAUSED_AT, PAUSED, NOT_DOWN].some(
      mark => ![undefined, 'false'].includes(annotations[mark]),
    );
    return {
      name,
      isHeld: annotations[PAUSED_AT] === '0',
      isIdle: !stays && (minReplicaCount === 0 || idleReplicaCount === 0),
    };
  });
  return {
    held: all.filter(({ isHeld }) => isHeld).map(({ name }) => name),
    idle: all.filter(({ isIdle }) => isIdle).map(({ name }) => name),
  };
}
