import { CustomKinds } from '../customResources/customKinds';
import { valuesAt } from '../customResources/paths';
import { KubernetesObject, Marks } from '../types';
import { ownedBy, provisionedBy } from './marks';
import { Fields, textOf } from './records';
import { SECRET_MAKERS } from './secretMakerRules';
import { MadeSecret } from './secretMakers';

/** Stores in the cluster that are given the Secrets of their users, by names in their resources. */
const STORES: readonly {
  group: string;
  kinds: readonly string[];
  names: readonly string[];
}[] = [
  {
    group: 'minio.min.io',
    kinds: ['Tenant'],
    names: [
      'spec.users.*.name',
      'spec.configuration.name',
      'spec.credsSecret.name',
    ],
  },
  {
    group: 'seaweed.seaweedfs.com',
    kinds: ['Seaweed'],
    names: ['spec.filer.s3.configSecret.name', 'spec.s3.configSecret.name'],
  },
];
/** Kinds that name the driver of buckets, at the root or under `spec`. */
const DRIVERS = new Map([
  ['StorageClass', 'provisioner'],
  ['BucketAccessClass', 'driverName'],
  ['BucketClass', 'driverName'],
]);
/**
 * Of a BucketAccessClass, both generations. Source: https://container-object-storage-interface.sigs.k8s.io, "BucketAccessClass": the
 * workload then signs in by its ServiceAccount, and the Secret has only the names of bucket and endpoint.
 */
const KEYLESS = /^(IAM|ServiceAccount)$/i;
/** Kinds that tell whose key is in a Secret. The class of a claim is a StorageClass, which every cluster has. */
export const STORE_KINDS: readonly CustomKinds[] = [
  ...STORES.map(({ group, kinds }) => ({ group, kinds })),
  ...SECRET_MAKERS.filter(({ store }) => store).flatMap(({ groups, kinds }) =>
    groups.map(group => ({ group, kinds })),
  ),
  {
    group: 'objectstorage.k8s.io',
    kinds: ['BucketAccessClass', 'BucketClass'],
  },
];
/** Classes that are not known here, but whose names tell. */
const AWS_CLASS = /(^|[-_.])(aws|amazon)([-_.]|$)/i;

/** Whose keys are in Secrets, by the resources that make them or give them to a store. */
export class StoresOfSecrets {
  /** The resource that gives a Secret to its store, by namespace and name of the Secret. */
  private readonly given = new Map<string, { kind: string; name: string }>();
  /** By kind and name of the class. */
  private readonly drivers = new Map<string, string>();
  /** Classes by which a ServiceAccount signs in, so that their Secrets hold no key. */
  private readonly keyless = new Set<string>();

  /** Returns the Secrets that it gives to a store. */
  add(object: KubernetesObject): { namespace?: string; name: string }[] {
    const { kind = '', metadata = {}, apiVersion = '' } = object;
    const field = DRIVERS.get(kind);
    const said = (name: string) =>
      textOf(object[name] ?? (object.spec as Fields | undefined)?.[name]);
    const driver = field ? said(field) : '';
    if (
      kind === 'BucketAccessClass' &&
      KEYLESS.test(said('authenticationType'))
    ) {
      this.keyless.add(`${kind}/${metadata.name}`);
    }
    if (driver) {
      this.drivers.set(`${kind}/${metadata.name}`, driver);
    }
    const [group] = apiVersion.split('/');
    const names: string[] = [];
    for (const store of STORES) {
      if (store.group !== group || !store.kinds.includes(kind)) {
        continue;
      }
      for (const { value } of store.names.flatMap(at => valuesAt(object, at))) {
        names.push(textOf(value));
        this.given.set(keyOf(metadata.namespace, textOf(value)), {
          kind,
          name: metadata.name ?? '',
        });
      }
    }
    return names.map(name => ({ namespace: metadata.namespace, name }));
  }

  /** Whether the class of its maker gives no key. */
  hasNoKey(made: MadeSecret['store']): boolean {
    return (
      made?.class !== undefined &&
      this.keyless.has(`${made.class.kind}/${made.class.name}`)
    );
  }

  /** The marks that tell it, as an operator would write them. @param made - what its maker says */
  marksOf(
    namespace: string | undefined,
    name: string,
    made: MadeSecret['store'],
  ): Marks | undefined {
    const given = this.given.get(keyOf(namespace, name));
    if (!made) {
      return given && ownedBy(given);
    }
    const driver =
      made.class && this.drivers.get(`${made.class.kind}/${made.class.name}`);
    if (driver) {
      return provisionedBy(driver);
    }
    return made.isOther && !AWS_CLASS.test(made.class?.name ?? '')
      ? ownedBy(made.maker)
      : undefined;
  }
}

function keyOf(namespace = '', name = ''): string {
  return `${namespace}/${name}`;
}
