import { NotFoundError } from '@backstage/errors';
import { WorkloadRef } from 'backstage-plugin-irsa-common';
import {
  dataKeysOf,
  KubernetesObject,
  ObjectKind,
  readData,
} from 'backstage-plugin-irsa-node';
import { isClusterError } from '../../clusters/ClusterError';
import { ClusterHandle } from '../../clusters/types';
import {
  bareReplicaSetOf,
  isTopLevel,
  listPath,
  objectPath,
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
import { listPages, METADATA, METADATA_LIST, Page } from './listPages';
import { ScannedWorkload, toScannedWorkload } from './ScannedWorkload';

/** If a page of metadata has more workloads than this, the page is read again in full instead of each workload. */
const FEW = 20;
/** ConfigMaps are read in full, and one can have a mebibyte. */
const CONFIG_MAPS_A_PAGE = 100;
const BUCKET_CLAIM = 'bucket-provisioner';

export const SECRETS = '/api/v1/secrets';
export const CONFIG_MAPS = '/api/v1/configmaps';
export const SERVICE_ACCOUNTS = '/api/v1/serviceaccounts';

/** Reads one cluster for a scan, page by page, and records missing rights. */
export class ClusterReader {
  readonly missingRights = new Set<string>();
  /** Other parts that could not be read, as sentences. */
  readonly problems = new Set<string>();
  /** Resource versions from which watches continue, by path of the list. */
  readonly positions = new Map<string, string>();
  private readonly lists = new KeyLists();
  private readonly bareReplicaSets = new Map<
    string,
    { namespace: string; name: string }
  >();

  constructor(
    private readonly cluster: ClusterHandle,
    private readonly kinds: readonly ResourceKind[],
    private readonly signal?: AbortSignal,
  ) {}

  /**
   * Everything of the audited kinds that no controller of a built-in kind has made, page by page; the next page is read
   * when `handle` is done. Throws ClusterError when no workload can be read.
   */
  async workloads(
    handle: (page: ScannedWorkload[]) => Promise<void>,
  ): Promise<void> {
    let refusal: unknown;
    let readable = 0;
    for (const kind of this.kinds) {
      if (kind.isFoundByPods) {
        continue;
      }
      try {
        await this.list<WorkloadObject>(
          listPath(kind),
          async page => {
            const objects = await this.topLevel(kind, page);
            await handle(
              objects.map(object =>
                toScannedWorkload(this.cluster.name, kind, object),
              ),
            );
          },
          { metadataOnly: kind.metadataFirst },
        );
        readable += kind.optional || kind.isDiscovered ? 0 : 1;
      } catch (error) {
        if (isClusterError(error, 'forbidden')) {
          refusal = error;
          // A refusal proves nothing for a kind that may not exist.
          if (!kind.optional) {
            this.missingRights.add(`list ${kind.plural}`);
          }
        } else if (
          !isClusterError(error, 'notFound') ||
          !(kind.optional || kind.isDiscovered)
        ) {
          throw error;
        }
      }
    }
    if (readable === 0 && refusal) {
      throw refusal;
    }
    await handle(await this.replicaSets());
  }

  /** ReplicaSets that have Pods and no Deployment. */
  private async replicaSets(): Promise<ScannedWorkload[]> {
    const kind = this.kinds.find(each => each.isFoundByPods);
    const found: ScannedWorkload[] = [];
    for (const { namespace, name } of this.bareReplicaSets.values()) {
      const object =
        kind &&
        (await this.permitted(`get ${kind.plural}`, () =>
          this.get<WorkloadObject>(objectPath(kind, namespace, name)),
        ));
      if (object) {
        found.push(toScannedWorkload(this.cluster.name, kind, object));
      }
    }
    return found;
  }

  /** Reads one object. Throws NotFoundError when it is gone or its kind is not known. */
  async workload(ref: WorkloadRef): Promise<ScannedWorkload> {
    const kind = this.kinds.find(candidate => candidate.kind === ref.kind);
    if (!kind) {
      throw new NotFoundError(
        `Workloads of kind '${ref.kind}' are not known. There are: ${this.kinds
          .map(candidate => candidate.kind)
          .join(', ')}.`,
      );
    }
    const object = await this.cluster.request<WorkloadObject>({
      path: objectPath(kind, ref.namespace, ref.name),
      signal: this.signal,
    });
    return toScannedWorkload(this.cluster.name, kind, object);
  }

  /** Role ARNs by `namespace/name` of the ServiceAccounts that have one. */
  async roleArns(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    await this.permitted('list serviceaccounts', () =>
      this.list<{ metadata: ObjectMetadata }>(
        SERVICE_ACCOUNTS,
        ({ items }) => {
          for (const { metadata } of items) {
            const arn = roleArnOf(metadata);
            if (arn) {
              found.set(`${metadata.namespace}/${metadata.name}`, arn);
            }
          }
        },
        { metadataOnly: true },
      ),
    );
    return found;
  }

  async roleArn(namespace: string, name: string): Promise<string | undefined> {
    const account = await this.permitted('get serviceaccounts', () =>
      this.get<{ metadata: ObjectMetadata }>(
        `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`,
        METADATA,
      ),
    );
    return account && roleArnOf(account.metadata);
  }

  /** All objects of a kind that others refer to, by `namespace/name`. */
  async named(kind: ResourceKind): Promise<Map<string, KubernetesObject>> {
    const found = new Map<string, KubernetesObject>();
    await this.permitted(`list ${kind.plural}`, () =>
      this.list<WorkloadObject>(listPath(kind), ({ items }) => {
        for (const item of items) {
          found.set(`${item.metadata.namespace}/${item.metadata.name}`, item);
        }
      }),
    );
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
      await this.permitted('list secrets', () =>
        this.list(SECRETS, keep('Secret'), { metadataOnly: true }),
      );
    }
    await this.permitted('list configmaps', () =>
      this.list(CONFIG_MAPS, keep('ConfigMap'), {
        pageSize: CONFIG_MAPS_A_PAGE,
      }),
    );
    return known;
  }

  /** One Secret (its metadata) or ConfigMap. */
  async object(
    namespace: string,
    kind: ObjectKind,
    name: string,
  ): Promise<(KnownObject & WorkloadObject) | undefined> {
    const plural = pluralOf(kind);
    const item = await this.permitted(`get ${plural}`, () =>
      this.get<ApiObject>(
        `/api/v1/namespaces/${encodeURIComponent(
          namespace,
        )}/${plural}/${encodeURIComponent(name)}`,
        kind === 'Secret' ? METADATA : undefined,
      ),
    );
    return (
      item && { ...this.toKnown(kind, item), metadata: withoutNotes(item) }
    );
  }

  /** Namespaces that have an object of this name. */
  async namespacesWith(kind: ObjectKind, name: string): Promise<string[]> {
    const plural = pluralOf(kind);
    const found = await this.permitted(`list ${plural}`, () =>
      this.cluster.request<{ items?: { metadata: ObjectMetadata }[] }>({
        path: `/api/v1/${plural}`,
        query: { fieldSelector: `metadata.name=${name}` },
        headers: { Accept: METADATA_LIST },
        signal: this.signal,
      }),
    );
    return (found?.items ?? []).map(({ metadata }) => metadata.namespace ?? '');
  }

  /** `namespace/name` of ServiceAccounts with an EKS Pod Identity association; empty when EKS cannot be asked. */
  async associated(): Promise<Set<string>> {
    try {
      const found = (await this.cluster.podIdentities()) ?? [];
      return new Set(
        found.map(
          ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
        ),
      );
    } catch (error) {
      if (!isClusterError(error)) {
        throw error;
      }
      this.problems.add(error.message);
      return new Set();
    }
  }

  /** Whether a missing object really does not exist, rather than being unreadable. Known after the first try. */
  mayRead(verb: 'get' | 'list', kind: ObjectKind): boolean {
    return !this.missingRights.has(`${verb} ${pluralOf(kind)}`);
  }

  /** `undefined` when the right is missing (which is recorded) or the object is gone. */
  async permitted<T>(
    right: string,
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (isClusterError(error, 'forbidden')) {
        this.missingRights.add(right);
        return undefined;
      }
      if (isClusterError(error, 'notFound')) {
        return undefined;
      }
      throw error;
    }
  }

  private toKnown(kind: ObjectKind, item: ApiObject): KnownObject {
    const { metadata } = item;
    const data =
      kind === 'Secret'
        ? this.lists.once(dataKeysOf(metadata))
        : this.lists.withFacts(readData({ ...item, kind }, 2) ?? new Map());
    return {
      data,
      resourceVersion: metadata.resourceVersion ?? '',
      ...(metadata.labels && BUCKET_CLAIM in metadata.labels
        ? { isBucketClaim: true }
        : {}),
    };
  }

  private async topLevel(
    kind: ResourceKind,
    page: Page<WorkloadObject>,
  ): Promise<WorkloadObject[]> {
    const own = page.items.filter(item => isTopLevel(kind, item));
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
      return whole.filter(item => isTopLevel(kind, item));
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

  private get<T>(path: string, accept?: string): Promise<T> {
    return this.cluster.request<T>({
      path,
      headers: accept ? { Accept: accept } : undefined,
      signal: this.signal,
    });
  }

  private async list<T>(
    path: string,
    handle: (page: Page<T>) => Promise<void> | void,
    options: { metadataOnly?: boolean; pageSize?: number } = {},
  ): Promise<void> {
    const headers = options.metadataOnly
      ? { Accept: METADATA_LIST }
      : undefined;
    const position = await listPages<T>(
      this.cluster,
      { path, headers, pageSize: options.pageSize },
      handle,
      this.signal,
    );
    this.positions.set(path, position);
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

export function roleArnOf({ annotations }: ObjectMetadata): string | undefined {
  return annotations?.['eks.amazonaws.com/role-arn'];
}

function pluralOf(kind: ObjectKind): string {
  return kind === 'Secret' ? 'secrets' : 'configmaps';
}
