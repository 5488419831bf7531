import { ObjectKind } from '../../detect/types';
import {
  AuditWorld,
  KubernetesObject,
  Marks,
  ObjectData,
  PodIdentityAssociation,
  ReadLevel,
  ScaledVariable,
} from '../types';
import { isCopiedInto, ObjectPlace } from '../../detect/copies';
import { copiesMadeBy } from './copiesMadeBy';
import { bothMarks, classOf, marksOf } from './marks';
import { givenByClass } from './givenByClass';
import { readData } from './readData';
import { MadeSecrets } from './MadeSecrets';
import { Scalers } from './Scalers';

const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** The world of a complete set of objects: manifests, or a cluster that was read completely. */
export class ObjectIndex implements AuditWorld {
  private readonly objects = new Map<string, KubernetesObject>();
  /** Objects by name, for references without a namespace; undefined when several have the name. */
  private readonly byName = new Map<string, KubernetesObject | undefined>();
  /** Namespaces of the Secrets and ConfigMaps of a name. */
  private readonly namespaces = new Map<string, string[]>();
  private readonly data = new Map<string, ObjectData | undefined>();
  /** Secrets that are not in the set, but that a resource of the set will make. */
  private readonly made = new MadeSecrets();
  private readonly scalers = new Scalers();
  /** Secrets by name, of which a controller may make copies. */
  private readonly sources = new Map<string, KubernetesObject[]>();
  /** Places of the Secrets of each class. */
  private readonly ofClass = new Map<string, ObjectPlace[]>();
  /** Copies that resources ask for, by `namespace/name`, with the place of their source. */
  private readonly copies = new Map<string, ObjectPlace>();
  /** Kinds and namespaces with at least one object in the set. */
  private readonly places = new Set<string>();
  private readonly associated: ReadonlySet<string>;
  /** Secrets and ConfigMaps of the set that an audit asked for. */
  readonly referred = new Set<KubernetesObject>();

  constructor(
    all: Iterable<KubernetesObject>,
    private readonly level: ReadLevel,
    associations: readonly PodIdentityAssociation[] = [],
    readonly doubtsUnknownNames = false,
    /** Kinds of which all objects are in the set. */
    private readonly complete: ReadonlySet<ObjectKind> = new Set(),
  ) {
    for (const object of all) {
      const { kind, metadata } = object;
      this.objects.set(key(kind, metadata?.namespace, metadata?.name), object);
      const alone = `${kind}\n${metadata?.name}`;
      this.byName.set(alone, this.byName.has(alone) ? undefined : object);
      this.places.add(key(kind, metadata?.namespace));
      if (kind === 'Secret' || kind === 'ConfigMap') {
        this.namespaces.set(alone, [
          ...(this.namespaces.get(alone) ?? []),
          metadata?.namespace ?? '',
        ]);
      }
      if (kind === 'Secret' && metadata?.annotations) {
        const { name = '' } = metadata;
        this.sources.set(name, [...(this.sources.get(name) ?? []), object]);
      }
      const secretClass = kind === 'Secret' ? classOf(metadata) : undefined;
      if (secretClass) {
        const { namespace = '', name = '' } = metadata ?? {};
        this.ofClass.set(secretClass, [
          ...(this.ofClass.get(secretClass) ?? []),
          { namespace, name },
        ]);
      }
      for (const { namespace, name, source } of copiesMadeBy(object)) {
        this.copies.set(`${namespace}/${name}`, source);
      }
      this.made.add(object);
      this.scalers.add(object);
    }
    this.associated = new Set(
      associations.map(
        ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
      ),
    );
  }

  find(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    // Manifests often leave the namespace out, to be given when they are applied.
    return (
      this.objects.get(key(kind, namespace, name)) ??
      (namespace === undefined || namespace === ''
        ? this.byName.get(`${kind}\n${name}`)
        : this.objects.get(key(kind, '', name)))
    );
  }

  dataOf(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): ObjectData | undefined {
    const id = key(kind, namespace, name);
    if (this.level === 0 && kind === 'Secret') {
      return this.madeData(namespace, name);
    }
    if (!this.data.has(id)) {
      const object =
        this.find(kind, namespace, name) ??
        this.pushedFrom(kind, namespace, name);
      if (object) {
        this.referred.add(object);
        const own = readData(object, kind === 'ConfigMap' ? 2 : this.level);
        // Before its source, which may name it in turn.
        this.data.set(id, own);
        this.data.set(id, this.ofSource(object, own));
      } else {
        this.data.set(
          id,
          kind === 'Secret' ? this.madeData(namespace, name) : undefined,
        );
      }
    }
    return this.data.get(id);
  }

  /** What uses a copy refers to its source too. A copy that is not filled yet has what its source has. */
  private ofSource(
    object: KubernetesObject,
    own: ObjectData | undefined,
  ): ObjectData | undefined {
    const { metadata } = object;
    const source = marksOf(metadata)?.copyOf;
    if (
      !source ||
      (source.namespace === metadata?.namespace &&
        source.name === metadata?.name)
    ) {
      return own;
    }
    const ofSource = this.dataOf(
      object.kind as ObjectKind,
      source.namespace,
      source.name,
    );
    return (own?.size ?? 0) === 0 ? ofSource : own;
  }

  /** In manifests, what a controller copies from another namespace is not there. */
  private pushedFrom(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    if (kind !== 'Secret' || !namespace || this.complete.has(kind)) {
      return undefined;
    }
    const source =
      this.copies.get(`${namespace}/${name}`) ?? this.copies.get(`*/${name}`);
    return source
      ? this.objects.get(key(kind, source.namespace, source.name))
      : this.sources
          .get(name)
          ?.find(({ metadata }) => isCopiedInto(metadata!, namespace));
  }

  isMadeUnseen(namespace: string | undefined, name: string): boolean {
    return (
      this.made.has(namespace, name) &&
      this.madeData(namespace, name) === undefined &&
      this.find('Secret', namespace, name) === undefined
    );
  }

  /** ConfigMaps with templates for a Secret that a resource will make. */
  templatesOf(namespace: string | undefined, name: string): string[] {
    return this.made.templatesOf(namespace, name);
  }

  private madeData(
    namespace: string | undefined,
    name: string,
  ): ObjectData | undefined {
    return this.made.dataOf(namespace, name, (kind, other) =>
      this.dataOf(kind, namespace, other),
    );
  }

  marksOf(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): Marks | undefined {
    const said =
      kind === 'Secret' ? this.made.marksOf(namespace, name) : undefined;
    return this.level === 0 && kind === 'Secret'
      ? said
      : bothMarks(this.marksOfFound(kind, namespace, name), said);
  }

  private marksOfFound(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): Marks | undefined {
    const own = this.find(kind, namespace, name);
    const pushed = own ? undefined : this.pushedFrom(kind, namespace, name);
    return pushed
      ? {
          ...marksOf(pushed.metadata),
          copyOf: {
            namespace: pushed.metadata?.namespace ?? '',
            name: pushed.metadata?.name ?? name,
          },
        }
      : marksOf(own?.metadata);
  }

  /** All of its kind are in the set, or others of its namespace, but not this one. */
  isAbsent(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): boolean {
    return (
      (this.complete.has(kind) || this.places.has(key(kind, namespace))) &&
      this.isUnseen(kind, namespace, name)
    );
  }

  isLeftOut(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): boolean {
    // Of a cluster, what is not in the set may only not be readable.
    return !this.doubtsUnknownNames && this.isUnseen(kind, namespace, name);
  }

  private isUnseen(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): boolean {
    return (
      !(this.level === 0 && kind === 'Secret') &&
      !(kind === 'Secret' && this.made.has(namespace, name)) &&
      this.find(kind, namespace, name) === undefined &&
      this.pushedFrom(kind, namespace, name) === undefined
    );
  }

  namespacesOf(kind: ObjectKind, name: string): readonly string[] {
    return [...(this.namespaces.get(`${kind}\n${name}`) ?? [])].sort();
  }

  secretsOfClass(
    namespace: string | undefined,
    name: string,
  ): readonly ObjectPlace[] {
    return this.level === 0
      ? []
      : givenByClass(this.ofClass.get(name) ?? [], namespace);
  }

  roleArnOf(namespace: string | undefined, name: string): string | undefined {
    const account = this.find('ServiceAccount', namespace, name);
    return account?.metadata?.annotations?.[ROLE_ANNOTATION];
  }

  isAssociated(namespace: string | undefined, name: string): boolean {
    return this.associated.has(`${namespace ?? ''}/${name}`);
  }

  scaledVariables(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): readonly ScaledVariable[] {
    return this.scalers.variablesOf(kind, namespace, name);
  }

  connectClusterOf(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.find('KafkaConnect', namespace, name);
  }

  secretProviderOf(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.find('SecretProviderClass', namespace, name);
  }
}

function key(kind = '', namespace = '', name = ''): string {
  return `${kind}\n${namespace}\n${name}`;
}
