import { forbidden } from '../../ApiError';
import { Quantity, formatQuantity, parseQuantity } from '../../quantity';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { ObjectStore } from '../../store/ObjectStore';
import { Container, KubeObject, Pod } from '../../types';
import { AdmissionPlugin, AdmissionRequest } from '../Admission';

type Amounts = Record<string, string>;

type LimitRangeItem = {
  type: string;
  max?: Amounts;
  min?: Amounts;
  default?: Amounts;
  defaultRequest?: Amounts;
  maxLimitRequestRatio?: Amounts;
};

type Usage = { limits?: Amounts; requests?: Amounts };

function isNewPod({ type, operation, subresource }: AdmissionRequest): boolean {
  const pod = type.plural === 'pods' && !type.group;
  return pod && operation === 'CREATE' && !subresource;
}

function itemsOf(
  store: ObjectStore,
  registry: ResourceRegistry,
  namespace: string | undefined,
): LimitRangeItem[] {
  return store
    .list(registry.builtIn('limitranges'), namespace)
    .flatMap(
      range =>
        (range as KubeObject & { spec?: { limits?: LimitRangeItem[] } }).spec
          ?.limits ?? [],
    );
}

function fill(
  container: Container,
  field: 'limits' | 'requests',
  amounts: Amounts,
): string[] {
  const resources = (container.resources ??= {});
  const missing = Object.keys(amounts).filter(
    name => !resources[field]?.[name],
  );
  for (const name of missing) {
    resources[field] = { ...resources[field], [name]: amounts[name] };
  }
  return missing.sort();
}

/** Fills in default requests and limits of containers. https://kubernetes.io/docs/concepts/policy/limit-range/ */
export function limitRangeDefaults(
  store: ObjectStore,
  registry: ResourceRegistry,
): AdmissionPlugin {
  return request => {
    if (!isNewPod(request)) {
      return;
    }
    const pod = request.object as Pod;
    const items = itemsOf(store, registry, request.namespace).filter(
      ({ type }) => type === 'Container',
    );
    if (!items.length || !pod.spec?.containers) {
      return;
    }
    const limits = Object.assign({}, ...items.map(item => item.default));
    const requests = Object.assign(
      {},
      ...items.map(item => item.defaultRequest),
    );
    const said: string[] = [];
    const each = (container: Container, word: string) => {
      const requested = fill(container, 'requests', requests);
      const limited = fill(container, 'limits', limits);
      if (requested.length) {
        said.push(
          `${requested.join(', ')} request for ${word} ${container.name}`,
        );
      }
      if (limited.length) {
        said.push(`${limited.join(', ')} limit for ${word} ${container.name}`);
      }
    };
    pod.spec.containers.forEach(container => each(container, 'container'));
    pod.spec.initContainers?.forEach(container =>
      each(container, 'init container'),
    );
    if (!said.length) {
      return;
    }
    pod.metadata.annotations = {
      ...pod.metadata.annotations,
      'kubernetes.io/limit-ranger': `LimitRanger plugin set: ${said.join(
        '; ',
      )}`,
    };
  };
}

function quantity(amounts: Amounts | undefined, name: string) {
  return parseQuantity(amounts?.[name]);
}

function breaches(item: LimitRangeItem, usage: Usage): string[] {
  const found: string[] = [];
  const { type } = item;
  const text = (value: Quantity) => formatQuantity(value);
  for (const [name, bound] of Object.entries(item.min ?? {})) {
    const minimum = parseQuantity(bound)!;
    const begin = `minimum ${name} usage per ${type} is ${text(minimum)}`;
    const request = quantity(usage.requests, name);
    const limit = quantity(usage.limits, name);
    if (!request) {
      found.push(`${begin}. No request is specified`);
    } else if (request.value < minimum.value) {
      found.push(`${begin}, but request is ${text(request)}`);
    } else if (limit && limit.value < minimum.value) {
      found.push(`${begin}, but limit is ${text(limit)}`);
    }
  }
  for (const [name, bound] of Object.entries(item.max ?? {})) {
    const maximum = parseQuantity(bound)!;
    const begin = `maximum ${name} usage per ${type} is ${text(maximum)}`;
    const request = quantity(usage.requests, name);
    const limit = quantity(usage.limits, name);
    if (!limit) {
      found.push(`${begin}. No limit is specified`);
    } else if (limit.value > maximum.value) {
      found.push(`${begin}, but limit is ${text(limit)}`);
    } else if (request && request.value > maximum.value) {
      found.push(`${begin}, but request is ${text(request)}`);
    }
  }
  for (const [name, bound] of Object.entries(item.maxLimitRequestRatio ?? {})) {
    const maximum = parseQuantity(bound)!;
    const begin = `${name} max limit to request ratio per ${type} is ${text(
      maximum,
    )}`;
    const request = quantity(usage.requests, name);
    const limit = quantity(usage.limits, name);
    if (!request?.value || !limit?.value) {
      found.push(`${begin}, but no request is specified or request is 0`);
    } else if (limit.value / request.value > maximum.value) {
      const ratio = (limit.value / request.value).toFixed(6);
      found.push(`${begin}, but provided ratio is ${ratio}`);
    }
  }
  return found;
}

function sumOf(containers: Container[], field: 'limits' | 'requests'): Amounts {
  const sum: Record<string, Quantity> = {};
  for (const { resources } of containers) {
    for (const [name, amount] of Object.entries(resources?.[field] ?? {})) {
      const { value, binary } = parseQuantity(amount)!;
      sum[name] = { value: (sum[name]?.value ?? 0) + value, binary };
    }
  }
  return Object.fromEntries(
    Object.entries(sum).map(([name, value]) => [name, formatQuantity(value)]),
  );
}

/** Refuses Pods whose containers request too much or too little. */
export function limitRangeBounds(
  store: ObjectStore,
  registry: ResourceRegistry,
): AdmissionPlugin {
  return request => {
    if (!isNewPod(request)) {
      return;
    }
    const pod = request.object as Pod;
    const { containers = [], initContainers = [] } = pod.spec ?? {};
    const found = itemsOf(store, registry, request.namespace).flatMap(item => {
      if (item.type === 'Container') {
        return [...containers, ...initContainers].flatMap(container =>
          breaches(item, container.resources ?? {}),
        );
      }
      return item.type === 'Pod'
        ? breaches(item, {
            limits: sumOf(containers, 'limits'),
            requests: sumOf(containers, 'requests'),
          })
        : [];
    });
    if (!found.length) {
      return;
    }
    const why = found.length === 1 ? found[0] : `[${found.join(', ')}]`;
    throw forbidden(request.type, pod.metadata.name, why);
  };
}
