import { CustomKinds } from '../customResources/customKinds';
import { ObjectKind } from '../../detect/types';
import { KubernetesObject, Marks, ObjectData } from '../types';
import { MadeSecret, madeSecretsOf } from './secretMakers';
import { StoresOfSecrets } from './StoresOfSecrets';
import { SECRET_MAKERS } from './secretMakerRules';
import { TemplateOfData, withTemplates } from './templatesOfData';
import { mayMake } from './unknownMakers';

/** Kinds that make Secrets, and which a cluster may have. What marks itself in its fields is known by its schema. */
export const SECRET_MAKER_KINDS: readonly CustomKinds[] = SECRET_MAKERS.flatMap(
  ({ groups, kinds }) =>
    groups
      .filter(group => group !== '*')
      .map(group => ({ group, kinds: [...kinds] })),
);

/** The Secrets that the resources of a cluster, or of a set of manifests, will make. */
export class MadeSecrets {
  private readonly made = new Map<string, ObjectData | undefined>();
  private readonly templates = new Map<string, readonly TemplateOfData[]>();
  private readonly stores = new Map<string, MadeSecret['store']>();
  private readonly others = new StoresOfSecrets();
  private readonly makers = new Map<string, string>();

  add(object: KubernetesObject): void {
    const given = this.others.add(object);
    const made = madeSecretsOf(object);
    for (const { namespace, name, data, templates = [], store } of made) {
      this.made.set(keyOf(namespace, name), data);
      this.templates.set(keyOf(namespace, name), templates);
      this.stores.set(keyOf(namespace, name), store);
    }
    const { apiVersion = '', kind, metadata = {} } = object;
    const [group] = apiVersion.split('/');
    for (const { namespace, name } of [...made, ...given]) {
      this.makers.set(
        keyOf(namespace, name),
        `${metadata.namespace ?? ''}/${kind}.${group}/${metadata.name}`,
      );
    }
    for (const name of made.length > 0 ? [] : mayMake(object)) {
      const key = keyOf(object.metadata?.namespace, name);
      if (!this.made.has(key)) {
        this.made.set(key, undefined);
      }
    }
  }

  /** `namespace/name` of the Secrets that resources make or are given; without those that are made in many namespaces. */
  names(): string[] {
    return [...this.makers.keys()].filter(key => !/^[*]?\//.test(key));
  }

  /** The resource that makes a Secret or gives it to a store, as `namespace/kind.group/name`. */
  makerOf(namespace: string | undefined, name: string): string | undefined {
    return this.makers.get(keyOf(namespace, name));
  }

  has(namespace: string | undefined, name: string): boolean {
    return this.keyFor(namespace, name) !== undefined;
  }

  /** Names of its data keys; `undefined` when nothing makes it, or the resource does not say them all. */
  dataOf(
    namespace: string | undefined,
    name: string,
    /** The data of an object that its maker takes templates from. */
    dataOf: (kind: ObjectKind, name: string) => ObjectData | undefined = () =>
      undefined,
  ): ObjectData | undefined {
    const key = this.keyFor(namespace, name);
    if (this.hasNoKey(namespace, name)) {
      return new Map();
    }
    return key === undefined
      ? undefined
      : withTemplates(
          this.made.get(key),
          this.templates.get(key) ?? [],
          template =>
            // A Secret could be the one that is asked for.
            template.kind === 'ConfigMap'
              ? dataOf(template.kind, template.name)
              : undefined,
        );
  }

  /** Whether the class of its maker gives no key, since a ServiceAccount signs in. */
  hasNoKey(namespace: string | undefined, name: string): boolean {
    const key = this.keyFor(namespace, name);
    return key !== undefined && this.others.hasNoKey(this.stores.get(key));
  }

  /** ConfigMaps that its maker takes templates from. What uses the Secret uses them. */
  templatesOf(namespace: string | undefined, name: string): string[] {
    const key = this.keyFor(namespace, name);
    return (key === undefined ? [] : this.templates.get(key) ?? [])
      .filter(({ kind }) => kind === 'ConfigMap')
      .map(template => template.name);
  }

  /** What tells whose key is in a Secret, by the resource that makes it or gives it to a store. */
  marksOf(namespace: string | undefined, name: string): Marks | undefined {
    const key = this.keyFor(namespace, name);
    return this.others.marksOf(
      namespace,
      name,
      key === undefined ? undefined : this.stores.get(key),
    );
  }

  /** A maker without a namespace is a manifest that gets one when it is applied; `*` makes them in many. */
  private keyFor(
    namespace: string | undefined,
    name: string,
  ): string | undefined {
    return [namespace, '', '*']
      .map(place => keyOf(place, name))
      .find(key => this.made.has(key));
  }
}

function keyOf(namespace = '', name = ''): string {
  return `${namespace}/${name}`;
}
