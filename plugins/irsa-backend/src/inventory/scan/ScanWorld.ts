import {
  AuditWorld,
  KubernetesObject,
  ObjectData,
  ObjectKind,
} from 'backstage-plugin-irsa-node';
import { KnownObjects, objectKey } from './KnownObjects';

/** What a scan knows of a cluster besides the objects that it audits one by one. */
export interface Surroundings {
  objects: KnownObjects;
  /** Kinds of which all objects are known. */
  listed?: ReadonlySet<ObjectKind>;
  /** Keys of objects that were asked for one by one, and are not there. */
  gone?: ReadonlySet<string>;
  /** Role ARNs by `namespace/name` of the ServiceAccounts that have one. */
  roleArns: ReadonlyMap<string, string>;
  /** `namespace/name` of ServiceAccounts with an EKS Pod Identity association. */
  associated: ReadonlySet<string>;
  /** SecretProviderClasses by `namespace/name`. */
  providers: ReadonlyMap<string, KubernetesObject>;
}

/** The world around one object: remembers what was asked for, since a change of that is a change of the object. */
export class ScanWorld implements AuditWorld {
  /** A fleet that takes all keys of a Secret which nobody could look into is not known to be free of keys. */
  readonly doubtsUnknownNames = true;
  /** Keys of the objects that were asked for. */
  readonly asked = new Set<string>();
  /** `kind/name` of objects that were asked for without a namespace, and are not known. */
  readonly unplaced = new Set<string>();
  /** `namespace/name` of SecretProviderClasses that are not known. */
  readonly missingProviders = new Set<string>();

  /** @param read - objects whose values were looked at, by key */
  constructor(
    private readonly known: Surroundings,
    private readonly read: ReadonlyMap<string, ObjectData> = new Map(),
  ) {}

  dataOf(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): ObjectData | undefined {
    const key = objectKey(namespace ?? '', kind, name);
    this.asked.add(key);
    const object = this.known.objects.get(key);
    if (object) {
      object.isUsed = true;
    }
    return this.read.get(key) ?? object?.data;
  }

  isAbsent(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): boolean {
    const { objects, listed, gone } = this.known;
    const key = objectKey(namespace ?? '', kind, name);
    return !objects.has(key) && Boolean(listed?.has(kind) || gone?.has(key));
  }

  namespaceOf(kind: ObjectKind, name: string): string | undefined {
    const ending = `/${kind}/${name}`;
    const found: string[] = [];
    // Seldom asked: by resources of the cluster's scope that do not say where their Secret is.
    for (const key of this.known.objects.keys()) {
      if (key.endsWith(ending)) {
        found.push(key.slice(0, -ending.length));
      }
    }
    if (found.length === 0) {
      this.unplaced.add(`${kind}/${name}`);
    }
    return found.length === 1 ? found[0] : undefined;
  }

  roleArnOf(namespace: string | undefined, name: string): string | undefined {
    return this.known.roleArns.get(`${namespace}/${name}`);
  }

  isAssociated(namespace: string | undefined, name: string): boolean {
    return this.known.associated.has(`${namespace}/${name}`);
  }

  secretProviderOf(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const key = `${namespace}/${name}`;
    const found = this.known.providers.get(key);
    if (!found) {
      this.missingProviders.add(key);
    }
    return found;
  }
}
