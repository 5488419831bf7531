import { forbidden } from '../../ApiError';
import { addQuantities, formatQuantity, parseQuantity } from '../../quantity';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { ObjectStore } from '../../store/ObjectStore';
import { KubeObject, Pod } from '../../types';
import { AdmissionPlugin } from '../Admission';
import { Usage, canonicalName, namespaceUsage, usageOf } from '../quotaUsage';

export type ResourceQuota = KubeObject & {
  spec?: {
    hard?: Record<string, string>;
    scopes?: string[];
    scopeSelector?: object;
  };
};

/** Requests and limits that a quota names must be set; what is missing, as `requests.cpu for: app`. */
function unspecified(pod: Pod, names: string[]): string[] {
  return names
    .filter(name =>
      /^(requests|limits)\.(cpu|memory)$/.test(canonicalName(name)),
    )
    .sort()
    .flatMap(name => {
      const [field, resource] = canonicalName(name).split('.');
      const without = [
        ...pod.spec.containers,
        ...(pod.spec.initContainers ?? []),
      ]
        .filter(
          ({ resources }) =>
            !resources?.[field as 'limits' | 'requests']?.[resource],
        )
        .map(container => container.name)
        .sort();
      return without.length ? [`${name} for: ${without.join(',')}`] : [];
    });
}

function list(names: string[], amounts: Usage): string {
  return names
    .map(name => `${name}=${formatQuantity(amounts.get(name)!)}`)
    .join(',');
}

/** Quotas by scope (BestEffort, Terminating, …) are not enforced. https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
export function resourceQuotas(
  store: ObjectStore,
  registry: ResourceRegistry,
): AdmissionPlugin {
  return ({ type, operation, subresource, namespace, object, name }) => {
    if (operation !== 'CREATE' || subresource || !namespace || !object) {
      return;
    }
    const quotas = store.list(
      registry.builtIn('resourcequotas'),
      namespace,
    ) as ResourceQuota[];
    for (const { metadata, spec } of quotas) {
      if (spec?.scopes?.length || spec?.scopeSelector) {
        continue;
      }
      const hard = spec?.hard ?? {};
      const names = Object.keys(hard);
      if (type.plural === 'pods' && !type.group) {
        const missing = unspecified(object as Pod, names);
        if (missing.length) {
          throw forbidden(
            type,
            name,
            `failed quota: ${metadata.name}: must specify ${missing.join(
              '; ',
            )}`,
          );
        }
      }
      const wanted = usageOf(type, object, names);
      if (!wanted.size) {
        continue;
      }
      const used = namespaceUsage(store, registry, namespace, names);
      const over = [...wanted]
        .filter(([resource, amount]) => {
          const limit = parseQuantity(hard[resource]);
          const total = addQuantities(used.get(resource)!, amount);
          return limit && amount.value > 0 && total.value > limit.value;
        })
        .map(([resource]) => resource)
        .sort();
      if (!over.length) {
        continue;
      }
      const limited = over.map(resource => `${resource}=${hard[resource]}`);
      throw forbidden(
        type,
        name,
        `exceeded quota: ${metadata.name}, requested: ${list(
          over,
          wanted,
        )}, used: ${list(over, used)}, limited: ${limited.join(',')}`,
      );
    }
  };
}
