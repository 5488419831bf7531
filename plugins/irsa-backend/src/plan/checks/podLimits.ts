import {
  amountsIn,
  limitsOf,
  podResources,
  PodResources,
} from '../world/podResources';
import { Json, podSpec } from '../world/podTemplate';
import { quotasToBeToldOf } from '../world/quotas';
import { answer, PlanCheck, short } from './PlanCheck';

/**
 * Rules of a namespace about requests and limits refuse new Pods only. Those that run may be older than the rule, so that a roll out is
 * the first to find it. https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export const podLimits: PlanCheck = ({ world }) => {
  const spec = podSpec(world.object);
  const { ResourceQuota = [], LimitRange = [] } = world.surroundings.items;
  const resources = podResources(spec, LimitRange);
  const unsaid = quotasToBeToldOf(ResourceQuota, spec, resources);
  const reasons = [
    ...unsaid.map(
      ({ name, lacking }) =>
        `ResourceQuota ${name} wants every container to say ${short(lacking)}`,
    ),
    ...LimitRange.flatMap(object =>
      brokenBy(object, resources).map(
        what =>
          `LimitRange ${String((object.metadata as Json).name)} allows ${what}`,
      ),
    ),
  ];
  // Without LimitRanges, their defaults are not known either; check `capacity` says that they could not be read.
  if (reasons.length === 0) {
    return undefined;
  }
  const isKnown = world.surroundings.notRead.LimitRange === undefined;
  return answer('pod-limits', 'F40', {
    state: isKnown ? 'blocked' : 'notChecked',
    params: { rules: reasons },
    message: isKnown
      ? `The cluster refuses new Pods of this template: ${short(reasons)}.`
      : `Whether the cluster refuses new Pods of this template is not known: ${short(
          reasons,
        )}, and defaults of LimitRanges could not be read.`,
    evidence:
      'ResourceQuotas and LimitRanges of the namespace, and the Pod template.',
    fix: 'Set requests and limits in the Pod template as the namespace wants them, then make a new plan.',
  });
};

/** The rules of a LimitRange that the Pod does not keep. */
function brokenBy(object: Json, pod: PodResources): string[] {
  const ofType = (type: 'Container' | 'Pod') => limitsOf([object], type);
  return [
    ...ofType('Container').flatMap(limit =>
      pod.containers.flatMap(container =>
        broken(limit, container).map(
          rule => `${rule} (container ${container.name})`,
        ),
      ),
    ),
    ...ofType('Pod').flatMap(limit =>
      broken(limit, pod).map(rule => `${rule} (all of the Pod)`),
    ),
  ];
}

/** A rule about what a Pod does not say at all is broken too. */
function broken(
  limit: Json,
  { requests, limits }: Pick<PodResources, 'requests' | 'limits'>,
): string[] {
  const [most, least, ratios] = [
    limit.max,
    limit.min,
    limit.maxLimitRequestRatio,
  ].map(amountsIn);
  const unsaid = [
    ...[...most.keys(), ...ratios.keys()]
      .filter(resource => !limits.has(resource))
      .map(resource => `nothing without a limit of ${resource}`),
    ...[...least.keys(), ...ratios.keys()]
      .filter(resource => !requests.has(resource))
      .map(resource => `nothing without a request of ${resource}`),
  ];
  return [...new Set([...unsaid, ...beyond(limit, { requests, limits })])];
}

function beyond(
  limit: Json,
  { requests, limits }: Pick<PodResources, 'requests' | 'limits'>,
): string[] {
  const most = [...amountsIn(limit.max)]
    .filter(([resource, max]) =>
      [requests, limits].some(each => (each.get(resource) ?? 0) > max),
    )
    .map(
      ([resource]) => `no more ${resource} than ${textOf(limit.max, resource)}`,
    );
  const least = [...amountsIn(limit.min)]
    .filter(([resource, min]) => {
      const asked = requests.get(resource) ?? limits.get(resource);
      return asked !== undefined && asked < min;
    })
    .map(
      ([resource]) => `no less ${resource} than ${textOf(limit.min, resource)}`,
    );
  const ratios = [...amountsIn(limit.maxLimitRequestRatio)]
    .filter(([resource, ratio]) => {
      const [request, top] = [requests.get(resource), limits.get(resource)];
      return request && top !== undefined && top / request > ratio;
    })
    .map(
      ([resource]) =>
        `a limit of ${resource} no more than ${textOf(
          limit.maxLimitRequestRatio,
          resource,
        )} times the request`,
    );
  return [...most, ...least, ...ratios];
}

function textOf(amounts: unknown, resource: string): string {
  return String((amounts as Json)[resource]);
}
