import {
  AuditWorld,
  bothMarks,
  classOf,
  givenByClass,
  KubernetesObject,
  MadeSecrets,
  Marks,
  ObjectData,
  ObjectKind,
  ScaledVariable,
  Scalers,
} from 'backstage-plugin-irsa-node';
import { KnownObjects, objectKey, parseObjectKey } from './KnownObjects';

/** A copy of a copy is rare, and two may name each other. */
const HOPS = 2;
/** The kind that runs connectors. */
export const CONNECT = 'KafkaConnect.kafka.strimzi.io';

/** What a scan knows about a cluster, besides the object that it audits. */
export interface Surroundings {
  objects: KnownObjects;
  /** Kinds whose objects are all known. */
  listed?: ReadonlySet<ObjectKind>;
  /** Objects that were looked up one by one and do not exist. */
  gone?: ReadonlySet<string>;
  /** Role ARNs by `namespace/name` of the ServiceAccounts that have one. */
  roleArns: ReadonlyMap<string, string>;
  /** `namespace/name` of ServiceAccounts with an EKS Pod Identity association; absent when EKS could not be asked. */
  associated?: ReadonlySet<string>;
  /** SecretProviderClasses by `namespace/name`. */
  providers: ReadonlyMap<string, KubernetesObject>;
  /** Absent when the cluster has none. */
  scalers?: Scalers;
  /** Clusters of Kafka Connect by `namespace/name`. */
  connects?: ReadonlyMap<string, KubernetesObject>;
  /** Whose keys are in Secrets, by the resources that make them or give them to a store; absent when the cluster has none. */
  stores?: MadeSecrets;
  /** Secrets that resources will make; absent when nobody has asked for a Secret that is not there. */
  made?: MadeSecrets;
}

/** The world around one object. It records what the audit asked for, because a change of that affects the object. */
export class ScanWorld implements AuditWorld {
  /** A workload that takes all keys of an unreadable Secret is not known to be free of keys. */
  readonly doubtsUnknownNames = true;
  /** The objects that were asked for. */
  readonly asked = new Set<string>();
  /** Whether a Secret was asked for that is not known, so that what would make it matters. */
  missesSecret = false;
  /** `kind/name` of objects that were asked for without a namespace, and are not known. */
  readonly unplaced = new Set<string>();
  /** `namespace/name` of SecretProviderClasses that are not known. */
  readonly missingProviders = new Set<string>();
  /** Classes whose Secrets were asked for. */
  readonly classesAsked = new Set<string>();
  /** `namespace/name` of the clusters of Kafka Connect that were asked for. */
  readonly connectsAsked = new Set<string>();
  /** `namespace/name` of the ServiceAccounts that were asked for. */
  private readonly accounts = new Set<string>();
  /** Whether something was asked for that is no Secret, ConfigMap or ServiceAccount. */
  private looksFurther = false;
  /** Resources that the object is judged by, as `namespace/kind.group/name`, also those that are not there. */
  readonly judges = new Set<string>();

  /** @param read - objects whose values were read, by key @param gone - those that were not there when they were read */
  constructor(
    private readonly known: Surroundings,
    private readonly read: Pick<
      ReadonlyMap<string, ObjectData>,
      'get' | 'has'
    > = new Map(),
    private readonly gone: ReadonlySet<string> = new Set(),
  ) {}

  /** Whether nothing decided but this ServiceAccount and the objects that were asked for, all of them with a namespace. */
  dependsOnlyOn(account: string): boolean {
    return (
      !this.missesSecret &&
      !this.looksFurther &&
      this.judges.size === 0 &&
      [...this.asked].every(key => !key.startsWith('/')) &&
      [...this.accounts].every(each => each === account)
    );
  }

  dataOf(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
    hops = 0,
  ): ObjectData | undefined {
    const key = objectKey(namespace ?? '', kind, name);
    this.asked.add(key);
    const object = this.known.objects.get(key);
    if (object) {
      object.isNamed = true;
    }
    if (!object && !this.read.has(key) && kind === 'Secret') {
      this.missesSecret = true;
      if (this.known.stores?.hasNoKey(namespace, name)) {
        return new Map();
      }
      return this.known.made?.dataOf(namespace, name, (source, other) =>
        this.dataOf(source, namespace, other),
      );
    }
    const data = this.read.get(key) ?? object?.data;
    const source = object?.marks?.copyOf;
    if (!source || hops >= HOPS) {
      return data;
    }
    // What uses a copy refers to its source too. A copy that is not filled yet has what its source has.
    const ofSource = this.dataOf(kind, source.namespace, source.name, hops + 1);
    return (data?.size ?? 0) === 0 ? ofSource : data;
  }

  marksOf(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): Marks | undefined {
    const { objects, made, stores } = this.known;
    const known = objects.get(objectKey(namespace ?? '', kind, name));
    const maker = kind === 'Secret' && stores?.makerOf(namespace, name);
    if (maker) {
      this.judges.add(maker);
    }
    return kind === 'Secret'
      ? bothMarks(
          known ? known.marks : made?.marksOf(namespace, name),
          stores?.marksOf(namespace, name),
        )
      : known?.marks;
  }

  isAbsent(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): boolean {
    const { objects, listed, gone } = this.known;
    const key = objectKey(namespace ?? '', kind, name);
    if (kind === 'Secret' && this.known.made?.has(namespace, name)) {
      return false;
    }
    return (
      this.gone.has(key) ||
      (!objects.has(key) && Boolean(listed?.has(kind) || gone?.has(key)))
    );
  }

  namespacesOf(kind: ObjectKind, name: string): readonly string[] {
    this.looksFurther = true;
    const ending = `/${kind}/${name}`;
    const found: string[] = [];
    // Seldom needed: only for resources of cluster scope that do not name the namespace of their Secret.
    for (const key of this.known.objects.keys()) {
      if (key.endsWith(ending)) {
        found.push(key.slice(0, -ending.length));
      }
    }
    if (found.length === 0) {
      this.unplaced.add(`${kind}/${name}`);
    }
    return found.sort();
  }

  secretsOfClass(
    namespace: string | undefined,
    name: string,
  ): { namespace: string; name: string }[] {
    this.looksFurther = true;
    this.classesAsked.add(name);
    // Seldom needed, as above: only the resources of one vendor have classes.
    const secrets = [...this.known.objects]
      .filter(([, { marks }]) => classOf(marks) === name)
      .map(([key]) => parseObjectKey(key))
      .filter(({ kind }) => kind === 'Secret');
    return givenByClass(
      secrets.map(({ namespace: place, name: secret }) => ({
        namespace: place,
        name: secret,
      })),
      namespace,
    );
  }

  roleArnOf(namespace: string | undefined, name: string): string | undefined {
    this.accounts.add(`${namespace}/${name}`);
    return this.known.roleArns.get(`${namespace}/${name}`);
  }

  isAssociated(namespace: string | undefined, name: string): boolean {
    this.accounts.add(`${namespace}/${name}`);
    return Boolean(this.known.associated?.has(`${namespace}/${name}`));
  }

  scaledVariables(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): readonly ScaledVariable[] {
    const { scalers } = this.known;
    for (const by of scalers?.scalersOf(kind, namespace, name) ?? []) {
      this.judges.add(`${by.namespace}/${by.kind}.keda.sh/${by.name}`);
    }
    return scalers?.variablesOf(kind, namespace, name) ?? [];
  }

  connectClusterOf(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const key = `${namespace}/${name}`;
    this.looksFurther = true;
    this.connectsAsked.add(key);
    this.judges.add(`${namespace}/${CONNECT}/${name}`);
    return this.known.connects?.get(key);
  }

  secretProviderOf(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const key = `${namespace}/${name}`;
    this.looksFurther = true;
    const found = this.known.providers.get(key);
    if (!found) {
      this.missingProviders.add(key);
    }
    return found;
  }
}
