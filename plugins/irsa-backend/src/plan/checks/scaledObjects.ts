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
