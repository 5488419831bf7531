import {
  KubernetesObject,
  ObjectData,
  ObjectKind,
} from 'backstage-plugin-irsa-node';

/** What is known of a Secret or ConfigMap. */
export interface KnownObject {
  /**
   * Its data keys; of ConfigMaps with what is known of their values. `undefined` when nobody is recorded to have set
   * them, which is "unknown" and not "none".
   */
  data?: ObjectData;
  /** Changes with every change of the object. */
  resourceVersion: string;
  /** The bucket behind it is one of a storage system of the cluster. */
  isBucketClaim?: boolean;
  /** Something that was audited in this scan has asked for it. */
  isUsed?: boolean;
}

/** By `namespace/kind/name`. */
export type KnownObjects = Map<string, KnownObject>;

export type ObjectMetadata = NonNullable<KubernetesObject['metadata']> & {
  name: string;
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

const isTelling = (name: string) =>
  /key|secret|token|user|password|endpoint|url|host/i.test(name);

/** Most objects have the keys that others have too; each list of them is kept once. */
export class KeyLists {
  private readonly known = new Map<string, ObjectData>();

  once(keys: readonly string[] | undefined): ObjectData | undefined {
    if (!keys) {
      return undefined;
    }
    const id = JSON.stringify(keys);
    const known = this.known.get(id);
    if (known) {
      return known;
    }
    const data = new Map(keys.map(key => [key, undefined]));
    this.known.set(id, data);
    return data;
  }

  /** The data itself where something is known of its values that matters, otherwise the list of its keys. */
  withFacts(data: ObjectData | undefined): ObjectData | undefined {
    if (!data) {
      return undefined;
    }
    const matters = [...data.values()].some(
      facts => facts && (facts.ids.length > 0 || facts.text || facts.path),
    );
    // Without values the names decide, so those of credentials and addresses need what is known of them.
    return matters || [...data.keys()].some(isTelling)
      ? data
      : this.once([...data.keys()]);
  }
}
