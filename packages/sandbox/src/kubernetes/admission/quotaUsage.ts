import { Quantity, addQuantities, parseQuantity } from '../quantity';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ResourceType } from '../resources/resourceTypes';
import { ObjectStore } from '../store/ObjectStore';
import { Container, JsonObject, KubeObject, Pod } from '../types';

export type Usage = Map<string, Quantity>;

/** Resources that are also counted by their plain name, besides `count/…`. */
const PLAIN = [
  'configmaps',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
];
const SHORT: Record<string, string> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'ephemeral-storage': 'requests.ephemeral-storage',
};

/** `requests.cpu` for `cpu`. */
export function canonicalName(name: string): string {
  return SHORT[name] ?? name;
}

function amountOf(container: Container, name: string): Quantity | undefined {
  const [field, resource] = name.split(/\.(.*)/);
  const amounts = container.resources?.[field as 'limits' | 'requests'];
  return parseQuantity(amounts?.[resource]);
}

const NOTHING: Quantity = { value: 0, binary: false };

/** The sum of all containers, or the largest init container if that is larger. */
function podAmount(pod: Pod, name: string): Quantity {
  const sum = pod.spec.containers
    .map(container => amountOf(container, name) ?? NOTHING)
    .reduce(addQuantities, NOTHING);
  return (pod.spec.initContainers ?? [])
    .map(container => amountOf(container, name) ?? NOTHING)
    .reduce((most, amount) => (amount.value > most.value ? amount : most), sum);
}

function countName(type: ResourceType): string {
  return `count/${type.plural}${type.group ? `.${type.group}` : ''}`;
}

/** The usage of one object, by the names that a quota limits. */
export function usageOf(
  type: ResourceType,
  object: KubeObject,
  names: string[],
): Usage {
  const usage: Usage = new Map();
  const one = { value: 1, binary: false };
  const isPod = type.plural === 'pods' && !type.group;
  const ended =
    isPod &&
    ['Succeeded', 'Failed'].includes((object as Pod).status?.phase ?? '');
  for (const name of names) {
    if (name === countName(type)) {
      usage.set(name, one);
    } else if (!type.group && name === type.plural && PLAIN.includes(name)) {
      usage.set(name, one);
    } else if (isPod && !ended && name === 'pods') {
      usage.set(name, one);
    } else if (
      isPod &&
      !ended &&
      /^(requests|limits)\./.test(canonicalName(name))
    ) {
      usage.set(name, podAmount(object as Pod, canonicalName(name)));
    } else if (type.plural === 'services' && !type.group) {
      const kind = (object.spec as JsonObject | undefined)?.type;
      if (name === 'services.loadbalancers' && kind === 'LoadBalancer') {
        usage.set(name, one);
      }
      if (name === 'services.nodeports' && kind !== 'ClusterIP') {
        usage.set(name, one);
      }
    }
  }
  return usage;
}

function addUsage(into: Usage, more: Usage): void {
  for (const [name, amount] of more) {
    into.set(name, addQuantities(into.get(name) ?? NOTHING, amount));
  }
}

/** The usage of all objects of a namespace; every name has a value. */
export function namespaceUsage(
  store: ObjectStore,
  registry: ResourceRegistry,
  namespace: string,
  names: string[],
): Usage {
  const usage: Usage = new Map(names.map(name => [name, NOTHING]));
  const counted = registry
    .all()
    .filter(
      type =>
        type.namespaced &&
        !type.virtual &&
        (names.includes(countName(type)) ||
          (!type.group && [...PLAIN, 'pods'].includes(type.plural))),
    );
  for (const type of counted) {
    for (const object of store.list(type, namespace)) {
      addUsage(usage, usageOf(type, object, names));
    }
  }
  return usage;
}
