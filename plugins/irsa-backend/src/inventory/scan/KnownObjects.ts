import {
  KubernetesObject,
  Marks,
  ObjectData,
  ObjectKind,
  ValueFacts,
} from 'backstage-plugin-irsa-node';

/** Facts about a Secret or ConfigMap. */
export interface KnownObject {
  /**
   * Its data keys; for ConfigMaps with facts of their values. `undefined` without a record of managers, which means
   * "unknown" and not "none".
   */
  data?: ObjectData;
  /** Changes with every change of the object. */
  resourceVersion: string;
  /** Labels and owners that tell whose key is in it. */
  marks?: Marks;
  /** Whether an audited object of this scan refers to it. */
  isNamed?: boolean;
  /** The ConfigMap whose settings name it. */
  namedBy?: string;
  /** Whether an audited object of this scan takes the key in it. */
  isTaken?: boolean;
}

/** By `namespace/kind/name`. */
export type KnownObjects = Map<string, KnownObject>;

export type ObjectMetadata = NonNullable<KubernetesObject['metadata']> & {
  name: string;
  uid?: string;
  resourceVersion?: string;
};

export function objectKey(
  namespace: string,
  kind: ObjectKind,
  name: string,
): string {
  return `${namespace}/${kind}/${name}`;
}

export function parseObjectKey(key: string): {
  namespace: string;
  kind: ObjectKind;
  name: string;
} {
  const [namespace, kind, name] = key.split('/');
  return { namespace, kind: kind as ObjectKind, name };
}

/** Is in no name of a data key. */
const BETWEEN = '\n';

/** Many objects have the same keys and the same facts. Each such list is kept once. */
export class KeyLists {
  private readonly known = new Map<string, ObjectData>();
  /** Numbers of facts. Equal facts of values that are nothing in particular are one object (`factsOf`). */
  private readonly numbers = new Map<ValueFacts | undefined, number>();

  once(keys: readonly string[] | undefined): ObjectData | undefined {
    if (!keys) {
      return undefined;
    }
    const id = keys.join(BETWEEN);
    const known = this.known.get(id);
    if (known) {
      return known;
    }
    const data = new Map(keys.map(key => [key, undefined]));
    this.known.set(id, data);
    return data;
  }

  /** The same data, once for all objects alike. Read and found clean is a fact too, and stays apart from not read. */
  withFacts(data: ObjectData): ObjectData {
    const own = [...data.values()].some(
      facts =>
        facts &&
        (facts.ids.length > 0 || facts.text || facts.path || facts.secrets),
    );
    if (own) {
      return data;
    }
    let id = BETWEEN;
    for (const [name, facts] of data) {
      id += `${name}${BETWEEN}${this.numberOf(facts)}${BETWEEN}`;
    }
    const known = this.known.get(id);
    if (known) {
      return known;
    }
    this.known.set(id, data);
    return data;
  }

  private numberOf(facts: ValueFacts | undefined): number {
    const number = this.numbers.get(facts) ?? this.numbers.size;
    this.numbers.set(facts, number);
    return number;
  }
}
