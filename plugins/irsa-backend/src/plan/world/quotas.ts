import { Json, listOf } from './podTemplate';
import { PodResources } from './podResources';
import { quantity } from './quantity';

/** A quota and the resources of it that stand in the way. */
export interface QuotaGap {
  name: string;
  lacking: string[];
}

/** For these a container that says nothing is refused: https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
const TO_BE_SAID = /^(requests\.|limits\.)?(cpu|memory)$/;

/** What a Pod's quality of service comes from: https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
const OF_QUALITY = ['cpu', 'memory'];

/** What one Pod of a template counts in quotas. */
function countOf({ requests, limits }: PodResources): Map<string, number> {
  const ofRequests = [...requests].flatMap(([resource, amount]) => [
    [resource, amount] as const,
    [`requests.${resource}`, amount] as const,
  ]);
  return new Map([
    ['pods', 1],
    ['count/pods', 1],
    ...ofRequests,
    ...[...limits].map(
      ([resource, amount]) => [`limits.${resource}`, amount] as const,
    ),
  ]);
}

/** The quotas that count Pods of this spec. */
function appliesTo(
  { spec = {} }: Json,
  podSpec: Json,
  { containers, own }: PodResources,
): boolean {
  const isBestEffort = [...containers, own].every(({ requests, limits }) =>
    [requests, limits].every(amounts =>
      OF_QUALITY.every(resource => !amounts.get(resource)),
    ),
  );
  const isTerminating = podSpec.activeDeadlineSeconds !== undefined;
  const priority = podSpec.priorityClassName as string | undefined;
  const holds = (scope: string, operator = 'Exists', values: unknown = []) => {
    switch (scope) {
      case 'BestEffort':
        return isBestEffort;
      case 'NotBestEffort':
        return !isBestEffort;
      case 'Terminating':
        return isTerminating;
      case 'NotTerminating':
        return !isTerminating;
      case 'PriorityClass':
        return isAmong(priority, operator, values as string[]);
      case 'CrossNamespacePodAffinity':
        return looksElsewhere(podSpec);
      // Counts claims, and no Pods.
      case 'VolumeAttributesClass':
        return false;
      // What is not known here counts, so that no quota is passed over.
      default:
        return true;
    }
  };
  const { scopes = [], scopeSelector } = spec as {
    scopes?: string[];
    scopeSelector?: Json;
  };
  return (
    scopes.every(scope => holds(scope)) &&
    listOf(scopeSelector, 'matchExpressions').every(
      ({ scopeName, operator, values }) =>
        holds(String(scopeName), operator as string | undefined, values),
    )
  );
}

/** Whether a Pod says by which Pods of other namespaces it is placed. */
function looksElsewhere({ affinity = {} }: Json): boolean {
  const { podAffinity, podAntiAffinity } = affinity as Record<string, Json>;
  return [podAffinity, podAntiAffinity].some(rules =>
    [
      ...listOf(rules, 'requiredDuringSchedulingIgnoredDuringExecution'),
      ...listOf(rules, 'preferredDuringSchedulingIgnoredDuringExecution').map(
        ({ podAffinityTerm }) => (podAffinityTerm ?? {}) as Json,
      ),
    ].some(
      ({ namespaces, namespaceSelector }) =>
        namespaceSelector !== undefined ||
        ((namespaces ?? []) as string[]).length > 0,
    ),
  );
}

function isAmong(
  value: string | undefined,
  operator: string,
  values: readonly string[],
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'DoesNotExist':
      return value === undefined;
    default:
      return value !== undefined;
  }
}

/**
 * The quotas that leave no room.
 *
 * @param more - `true`: for one more Pod; `false`: for a Pod in place of one that was taken away, which a quota refuses when it is used
 * beyond what it allows
 */
export function fullQuotas(
  quotas: readonly Json[],
  podSpec: Json,
  resources: PodResources,
  more: boolean,
): QuotaGap[] {
  const needed = countOf(resources);
  // A changed template has a ReplicaSet of its own.
  const added = more
    ? new Map([...needed, ['count/replicasets.apps', 1]])
    : needed;
  return gaps(quotas, podSpec, resources, quota => {
    const { hard = {}, used = {} } = (quota.status ?? {}) as {
      hard?: Record<string, string>;
      used?: Record<string, string>;
    };
    return [...added].flatMap(([name, amount]) => {
      const most = quantity(hard[name]);
      const after = (quantity(used[name]) ?? 0) + (more ? amount : 0);
      return amount > 0 &&
        most !== undefined &&
        after > most * (1 + Number.EPSILON)
        ? [name]
        : [];
    });
  });
}

/** The quotas that refuse a Pod because a container does not say what it needs. */
export function quotasToBeToldOf(
  quotas: readonly Json[],
  podSpec: Json,
  resources: PodResources,
): QuotaGap[] {
  return gaps(quotas, podSpec, resources, ({ spec }) =>
    Object.keys(((spec as Json | undefined)?.hard ?? {}) as Json)
      .filter(name => TO_BE_SAID.test(name))
      .filter(name => {
        const resource = name.replace(/^(requests|limits)\./, '');
        const kind = name.startsWith('limits.') ? 'limits' : 'requests';
        return (
          !resources.own[kind].has(resource) &&
          resources.containers.some(each => !each[kind].has(resource))
        );
      }),
  );
}

function gaps(
  quotas: readonly Json[],
  podSpec: Json,
  resources: PodResources,
  lackingIn: (quota: Json) => string[],
): QuotaGap[] {
  return quotas
    .filter(quota => appliesTo(quota, podSpec, resources))
    .flatMap(quota => {
      const lacking = lackingIn(quota);
      return lacking.length > 0
        ? [{ name: String((quota.metadata as Json).name), lacking }]
        : [];
    });
}
