import { Json, listOf } from './podTemplate';
import { quantity } from './quantity';

/** Requests or limits of one container or Pod, by resource: CPUs, bytes, pieces. */
type Amounts = ReadonlyMap<string, number>;

/** What a container asks for, after the defaults of its namespace. */
export interface ContainerResources {
  name: string;
  requests: Amounts;
  limits: Amounts;
}

/** What a Pod of a template asks for, after the defaults of its namespace. */
export interface PodResources {
  /** Of all containers, also those that only run at the start. */
  containers: readonly ContainerResources[];
  requests: Amounts;
  limits: Amounts;
  /** What the Pod says as a whole, in place of its containers: https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/ */
  own: { requests: Amounts; limits: Amounts };
}

/**
 * Requests and limits of a Pod as the cluster sees them: those of the template, and the defaults of LimitRanges for what a container
 * leaves out. https://kubernetes.io/docs/concepts/policy/limit-range/
 *
 * @param limitRanges - of the namespace
 */
export function podResources(
  spec: Json,
  limitRanges: readonly Json[],
): PodResources {
  const defaults = limitsOf(limitRanges, 'Container');
  const read = (container: Json) => resourcesOf(container, defaults);
  const apps = listOf(spec, 'containers').map(read);
  const inits = listOf(spec, 'initContainers').map(container => ({
    ...read(container),
    // It goes on beside the others: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
    isSidecar: container.restartPolicy === 'Always',
  }));
  const { requests, limits } = (spec.resources ?? {}) as Json;
  const own = {
    requests: new Map([...amountsIn(limits), ...amountsIn(requests)]),
    limits: amountsIn(limits),
  };
  const whole = (kind: 'requests' | 'limits'): Amounts => {
    const overhead = amountsIn(spec.overhead);
    const names = new Set([
      ...overhead.keys(),
      ...own[kind].keys(),
      ...[...apps, ...inits].flatMap(each => [...each[kind].keys()]),
    ]);
    return new Map(
      [...names].map(resource => [
        resource,
        (own[kind].get(resource) ??
          most(apps, inits, each => each[kind].get(resource) ?? 0)) +
          (overhead.get(resource) ?? 0),
      ]),
    );
  };
  return {
    containers: [...apps, ...inits],
    requests: whole('requests'),
    limits: whole('limits'),
    own,
  };
}

/** Limits of one type in the LimitRanges of a namespace. */
export function limitsOf(
  limitRanges: readonly Json[],
  type: 'Container' | 'Pod',
): Json[] {
  return limitRanges.flatMap(({ spec }) =>
    listOf(spec as Json | undefined, 'limits').filter(
      limit => limit.type === type,
    ),
  );
}

/** The quantities of a map that are some. */
export function amountsIn(map: unknown): Map<string, number> {
  return new Map(
    Object.entries((map ?? {}) as Json).flatMap(([resource, text]) => {
      const amount = quantity(text);
      return amount === undefined ? [] : [[resource, amount] as const];
    }),
  );
}

function resourcesOf(
  container: Json,
  defaults: readonly Json[],
): ContainerResources {
  const own = (container.resources ?? {}) as Json;
  const limits = amountsIn(own.limits);
  // Without a request the limit of the template counts, before the default of the namespace does.
  const requests = new Map([...limits, ...amountsIn(own.requests)]);
  for (const { default: limit, defaultRequest, max, min } of defaults) {
    const givenLimits = new Map([...amountsIn(max), ...amountsIn(limit)]);
    const givenRequests = new Map([
      ...amountsIn(min),
      ...givenLimits,
      ...amountsIn(defaultRequest),
    ]);
    addMissing(limits, givenLimits);
    addMissing(requests, givenRequests);
  }
  return { name: String(container.name), requests, limits };
}

function addMissing(to: Map<string, number>, from: Amounts): void {
  from.forEach((amount, resource) => {
    if (!to.has(resource)) {
      to.set(resource, amount);
    }
  });
}

/** All that run together, or the one at the start that needs more. */
function most(
  apps: readonly ContainerResources[],
  inits: readonly (ContainerResources & { isSidecar: boolean })[],
  amountOf: (container: ContainerResources) => number,
): number {
  let beside = 0;
  let atStart = 0;
  for (const init of inits) {
    atStart = Math.max(atStart, beside + amountOf(init));
    beside += init.isSidecar ? amountOf(init) : 0;
  }
  return Math.max(
    atStart,
    apps.reduce((sum, each) => sum + amountOf(each), beside),
  );
}
