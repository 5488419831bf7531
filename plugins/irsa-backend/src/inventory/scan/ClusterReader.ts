import { NotFoundError } from '@backstage/errors';
import { WorkloadRef } from 'backstage-plugin-irsa-common';
import {
  apiVersionOf,
  ClusterError,
  dataKeysOf,
  endsReading,
  isClusterError,
  isNotThere,
  KINDS,
  KubernetesKind,
  KubernetesObject,
  listPath,
  MadeSecrets,
  marksOf,
  METADATA,
  METADATA_LIST,
  ObjectKind,
  objectPath,
  Page,
  readData,
  Scalers,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import {
  bareReplicaSetOf,
  isTopLevel,
  makersOfPods,
  ResourceKind,
  WorkloadObject,
} from '../kinds';
import {
  KeyLists,
  KnownObject,
  KnownObjects,
  objectKey,
  ObjectMetadata,
} from './KnownObjects';
import { IdentityReader } from './IdentityReader';
import { NamespacesTogether } from './NamespacesTogether';
import { ScannedWorkload, toScannedWorkload } from './ScannedWorkload';

/** If a page of metadata has more workloads than this, the page is read again in full instead of each workload. */
const FEW = 20;

const SECRETS = listPath(KINDS.Secret);
const CONFIG_MAPS = listPath(KINDS.ConfigMap);
/** Reads one cluster for a scan, page by page, and records missing rights. */
export class ClusterReader extends IdentityReader {
  private readonly lists = new KeyLists();
  private readonly makers: ReadonlySet<string>;
  private readonly bareReplicaSets = new Map<
    string,
    { namespace: string; name: string }
  >();

  constructor(
    cluster: ClusterHandle,
    private readonly kinds: readonly ResourceKind[],
    signal?: AbortSignal,
  ) {
    super(cluster, signal);
    this.makers = makersOfPods(kinds);
  }

  /**
   * Everything of the audited kinds that no controller of a built-in kind has made, page by page; the next page is read
   * when `handle` is done. Throws ClusterError when no workload can be read.
   */
  async workloads(
    handle: (kind: ResourceKind, page: WorkloadObject[]) => Promise<void>,
  ): Promise<void> {
    let refusal: ClusterError | undefined;
    let readable = 0;
    for (const kind of this.kinds) {
      if (kind.isFoundByPods) {
        continue;
      }
      const mayBeMissing = kind.optional || kind.isDiscovered;
      const together = new NamespacesTogether<WorkloadObject>();
      try {
        await this.list<WorkloadObject>(
          listPath(kind),
          async page =>
            handle(kind, together.add(await this.topLevel(kind, page))),
          { metadataOnly: kind.metadataFirst || kind.metadataOnly },
        );
        await handle(kind, together.rest());
        readable += mayBeMissing ? 0 : 1;
      } catch (error) {
        if (!isClusterError(error) || endsReading(error)) {
          throw error;
        }
        if (isNotThere(error) && mayBeMissing) {
          continue;
        }
        // Of what may not even be there, a refusal says nothing. Kinds of the core group are.
        if (
          isClusterError(error, 'forbidden') &&
          kind.optional &&
          kind.group !== ''
        ) {
          continue;
        }
        refusal = error;
        this.unread(kind, error);
      }
    }
    if (readable === 0 && refusal) {
      throw refusal;
    }
    const kind = this.kinds.find(each => each.isFoundByPods);
    if (kind) {
      await handle(kind, await this.replicaSets(kind));
    }
  }

  /** Those that stand alone and have Pods. */
  private async replicaSets(kind: ResourceKind): Promise<WorkloadObject[]> {
    const found: WorkloadObject[] = [];
    for (const { namespace, name } of this.bareReplicaSets.values()) {
      const object = await this.permitted(`get ${kind.plural}`, () =>
        this.get<WorkloadObject>(objectPath(kind, namespace, name)),
      );
      if (object) {
        found.push(object);
      }
    }
    return found;
  }

  /** One object; `seen` when it was read already. Throws NotFoundError when it is gone or of a kind that is not known. */
  async workload(
    ref: WorkloadRef,
    seen?: WorkloadObject,
  ): Promise<ScannedWorkload> {
    const kind = this.kinds.find(candidate => candidate.kind === ref.kind);
    if (!kind) {
      throw new NotFoundError(
        `Workloads of kind '${ref.kind}' are not known. There are: ${this.kinds
          .map(candidate => candidate.kind)
          .join(', ')}.`,
      );
    }
    const object =
      seen ??
      (await this.get<WorkloadObject>(
        objectPath(kind, ref.namespace, ref.name),
        kind.metadataOnly ? METADATA : undefined,
      ));
    return toScannedWorkload(this.cluster.name, kind, object);
  }

  /** All objects of a kind that others refer to, by `namespace/name`. */
  async named(kind: ResourceKind): Promise<Map<string, KubernetesObject>> {
    const found = new Map<string, KubernetesObject>();
    await this.listed(kind, () =>
      this.list<WorkloadObject>(listPath(kind), ({ items }) => {
        for (const item of items) {
          found.set(`${item.metadata.namespace}/${item.metadata.name}`, item);
        }
      }),
    );
    return found;
  }

  /** The Secrets that resources of these kinds make. @param namespace - only those that can make one there */
  madeSecrets(
    kinds: readonly KubernetesKind[],
    namespace?: string,
  ): Promise<MadeSecrets> {
    return this.addEach(new MadeSecrets(), kinds, namespace);
  }

  /** What scales workloads. @param namespace - only those there */
  scalers(
    kinds: readonly KubernetesKind[],
    namespace?: string,
  ): Promise<Scalers> {
    return this.addEach(new Scalers(), kinds, namespace);
  }

  private async addEach<T extends { add(object: KubernetesObject): void }>(
    found: T,
    kinds: readonly KubernetesKind[],
    namespace?: string,
  ): Promise<T> {
    for (const kind of kinds) {
      const place = kind.namespaced ? namespace : undefined;
      const named = { ...kind, kind: `${kind.kind}.${kind.group}` };
      await this.listed(named, () =>
        this.list<KubernetesObject>(
          listPath(kind, place),
          ({ items }) =>
            // Items of a list do not say what they are.
            items.forEach(item =>
              found.add({
                ...item,
                apiVersion: apiVersionOf(kind),
                kind: kind.kind,
              }),
            ),
          { isAside: true },
        ),
      );
    }
    return found;
  }

  async oneNamed(
    kind: ResourceKind,
    namespace: string,
    name: string,
  ): Promise<KubernetesObject | undefined> {
    return this.permitted(`get ${kind.plural}`, () =>
      this.get<WorkloadObject>(objectPath(kind, namespace, name)),
    );
  }

  /** All ConfigMaps, and (with `secrets`) all Secrets, of these the metadata. */
  async objects(options: { secrets: boolean }): Promise<KnownObjects> {
    const known: KnownObjects = new Map();
    const keep =
      (kind: ObjectKind) =>
      ({ items }: Page<ApiObject>) => {
        for (const item of items) {
          const { namespace = '', name } = item.metadata;
          known.set(objectKey(namespace, kind, name), this.toKnown(kind, item));
        }
      };
    if (options.secrets) {
      await this.listed(KINDS.Secret, () =>
        this.list(SECRETS, keep('Secret'), { metadataOnly: true }),
      );
    }
    await this.listed(KINDS.ConfigMap, () =>
      this.list(CONFIG_MAPS, keep('ConfigMap')),
    );
    return known;
  }

  /** One Secret (its metadata) or ConfigMap. */
  async object(
    namespace: string,
    kind: ObjectKind,
    name: string,
  ): Promise<(KnownObject & WorkloadObject) | undefined> {
    const item = await this.permitted(`get ${KINDS[kind].plural}`, () =>
      this.get<ApiObject>(
        objectPath(KINDS[kind], namespace, name),
        kind === 'Secret' ? METADATA : undefined,
      ),
    );
    return (
      item && { ...this.toKnown(kind, item), metadata: withoutNotes(item) }
    );
  }

  /** Where objects are that have this name, or this label as `name=value`, whatever their namespace. */
  async placesOf(
    kind: ObjectKind,
    by: { name: string } | { label: string },
  ): Promise<{ namespace: string; name: string }[]> {
    const query: Record<string, string> =
      'name' in by
        ? { fieldSelector: `metadata.name=${by.name}` }
        : { labelSelector: by.label };
    const found = await this.permitted(`list ${KINDS[kind].plural}`, () =>
      this.cluster.request<{ items?: { metadata: ObjectMetadata }[] }>({
        path: listPath(KINDS[kind]),
        query,
        headers: { Accept: METADATA_LIST },
        signal: this.signal,
      }),
    );
    return (found?.items ?? []).map(({ metadata }) => ({
      namespace: metadata.namespace ?? '',
      name: metadata.name,
    }));
  }

  /** Whether a missing object really does not exist, rather than being unreadable. Known after the first try. */
  mayRead(verb: 'get' | 'list', kind: ObjectKind | 'ServiceAccount'): boolean {
    return (
      !this.missingRights.has(`${verb} ${KINDS[kind].plural}`) &&
      !(verb === 'list' && this.unreadKinds.has(kind))
    );
  }

  private toKnown(kind: ObjectKind, item: ApiObject): KnownObject {
    const { metadata } = item;
    const marks = marksOf(metadata);
    const data =
      kind === 'Secret'
        ? this.lists.once(dataKeysOf(metadata))
        : this.lists.withFacts(readData({ ...item, kind }, 2) ?? new Map());
    return {
      data,
      resourceVersion: metadata.resourceVersion ?? '',
      ...(marks ? { marks } : {}),
    };
  }

  private async topLevel(
    kind: ResourceKind,
    page: Page<WorkloadObject>,
  ): Promise<WorkloadObject[]> {
    const own = page.items.filter(item => isTopLevel(kind, item, this.makers));
    if (!kind.metadataFirst) {
      return own;
    }
    for (const item of page.items) {
      const name = bareReplicaSetOf(kind, item);
      if (name) {
        const { namespace = '' } = item.metadata;
        this.bareReplicaSets.set(`${namespace}/${name}`, { namespace, name });
      }
    }
    if (own.length > FEW) {
      const whole = await page.again<WorkloadObject>({});
      return whole.filter(item => isTopLevel(kind, item, this.makers));
    }
    const whole: WorkloadObject[] = [];
    for (const { metadata } of own) {
      const object = await this.permitted(`get ${kind.plural}`, () =>
        this.get<WorkloadObject>(
          objectPath(kind, metadata.namespace ?? '', metadata.name),
        ),
      );
      if (object) {
        whole.push(object);
      }
    }
    return whole;
  }
}

type ApiObject = KubernetesObject & { metadata: ObjectMetadata };

/** Annotations of Secrets and ConfigMaps may repeat their values. */
function withoutNotes({ metadata }: ApiObject): WorkloadObject['metadata'] {
  const { annotations, ...rest } = metadata as WorkloadObject['metadata'];
  return {
    ...rest,
    // The names of annotations are enough to detect who manages the object.
    annotations: Object.fromEntries(
      Object.keys(annotations ?? {}).map(name => [name, '']),
    ),
  };
}
