import { NotFoundError } from '@backstage/errors';
import { WorkloadRef } from '@internal/plugin-irsa-common';
import { isClusterError } from '../clusters/ClusterError';
import { ClusterHandle } from '../clusters/types';
import {
  isTopLevel,
  listPath,
  objectPath,
  WORKLOAD_KINDS,
  WorkloadKind,
  WorkloadObject,
} from './kinds';
import { listPages, METADATA, METADATA_LIST, Page } from './listPages';
import {
  KeyLists,
  keysOfManagedFields,
  KnownObjects,
  objectKey,
  ObjectMetadata,
} from './objectKeys';
import { ScannedWorkload, toScannedWorkload } from './ScannedWorkload';

/** With more than so many workloads in a page of metadata, the page is read again instead of each alone. */
const FEW = 20;
const OBJECT_KINDS = [
  ['Secret', 'secrets'],
  ['ConfigMap', 'configmaps'],
] as const;

/** Reads one cluster for a scan, page by page, and remembers which rights were missing. */
export class ClusterReader {
  readonly missingRights = new Set<string>();
  /** Resource versions from which watches go on, by path of the list. */
  readonly positions = new Map<string, string>();

  constructor(
    private readonly cluster: ClusterHandle,
    private readonly signal?: AbortSignal,
  ) {}

  /**
   * All workloads without a controller of a built-in kind, a page at a time; the next one is read once `handle` is done.
   * Throws ClusterError when none can be read.
   */
  async workloads(
    handle: (page: ScannedWorkload[]) => Promise<void>,
  ): Promise<void> {
    let refusal: unknown;
    let readable = 0;
    for (const kind of WORKLOAD_KINDS) {
      try {
        await this.list<WorkloadObject>(
          listPath(kind),
          async page => {
            const objects = await this.topLevel(kind, page);
            await handle(
              objects.map(object =>
                toScannedWorkload(this.cluster.name, kind.kind, object),
              ),
            );
          },
          kind.metadataFirst,
        );
        readable += kind.optional ? 0 : 1;
      } catch (error) {
        if (isClusterError(error, 'forbidden')) {
          refusal = error;
          if (!kind.optional) {
            this.missingRights.add(`list ${kind.plural}`);
          }
        } else if (!(kind.optional && isClusterError(error, 'notFound'))) {
          throw error;
        }
      }
    }
    if (readable === 0 && refusal) {
      throw refusal;
    }
  }

  /** One workload. Throws NotFoundError when it is gone or of a kind that is not known. */
  async workload(ref: WorkloadRef): Promise<ScannedWorkload> {
    const kind = WORKLOAD_KINDS.find(candidate => candidate.kind === ref.kind);
    if (!kind) {
      throw new NotFoundError(
        `Workloads of kind '${
          ref.kind
        }' are not known. There are: ${WORKLOAD_KINDS.map(
          candidate => candidate.kind,
        ).join(', ')}.`,
      );
    }
    const object = await this.cluster.request<WorkloadObject>({
      path: objectPath(kind, ref.namespace, ref.name),
      signal: this.signal,
    });
    return toScannedWorkload(this.cluster.name, kind.kind, object);
  }

  /** Role ARNs by `namespace/name` of the ServiceAccounts that have one. */
  async roleArns(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    await this.permitted('list serviceaccounts', () =>
      this.list<{ metadata: ObjectMetadata }>(
        '/api/v1/serviceaccounts',
        ({ items }) => {
          for (const { metadata } of items) {
            const arn = roleArnOf(metadata);
            if (arn) {
              found.set(`${metadata.namespace}/${metadata.name}`, arn);
            }
          }
        },
        true,
      ),
    );
    return found;
  }

  async roleArn(namespace: string, name: string): Promise<string | undefined> {
    const account = await this.permitted('get serviceaccounts', () =>
      this.cluster.request<{ metadata: ObjectMetadata }>({
        path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`,
        headers: { Accept: METADATA },
        signal: this.signal,
      }),
    );
    return account && roleArnOf(account.metadata);
  }

  /** All Secrets and ConfigMaps, from metadata. */
  async objects(): Promise<KnownObjects> {
    const known: KnownObjects = new Map();
    const lists = new KeyLists();
    for (const [kind, plural] of OBJECT_KINDS) {
      await this.permitted(`list ${plural}`, () =>
        this.list<{ metadata: ObjectMetadata }>(
          `/api/v1/${plural}`,
          ({ items }) => {
            for (const { metadata } of items) {
              known.set(
                objectKey(metadata.namespace ?? '', kind, metadata.name),
                {
                  keys: lists.once(keysOfManagedFields(metadata)),
                  resourceVersion: metadata.resourceVersion ?? '',
                },
              );
            }
          },
          true,
        ),
      );
    }
    return known;
  }

  /** The named Secrets and ConfigMaps of a namespace, from metadata. */
  async objectsOf(
    namespace: string,
    objects: { kind: 'Secret' | 'ConfigMap'; name: string }[],
  ): Promise<KnownObjects> {
    const known: KnownObjects = new Map();
    for (const { kind, name } of objects) {
      const plural = kind === 'Secret' ? 'secrets' : 'configmaps';
      const object = await this.permitted(`get ${plural}`, () =>
        this.cluster.request<{ metadata: ObjectMetadata }>({
          path: `/api/v1/namespaces/${namespace}/${plural}/${encodeURIComponent(
            name,
          )}`,
          headers: { Accept: METADATA },
          signal: this.signal,
        }),
      );
      if (object) {
        known.set(objectKey(namespace, kind, name), {
          keys: keysOfManagedFields(object.metadata),
          resourceVersion: object.metadata.resourceVersion ?? '',
        });
      }
    }
    return known;
  }

  /** `undefined` when the right is missing (remembered) or the object is gone. */
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

  private async topLevel(
    kind: WorkloadKind,
    page: Page<WorkloadObject>,
  ): Promise<WorkloadObject[]> {
    const own = page.items.filter(item => isTopLevel(kind, item));
    if (!kind.metadataFirst) return own;
    if (own.length > FEW) {
      const whole = await page.again<WorkloadObject>({});
      return whole.filter(item => isTopLevel(kind, item));
    }
    const whole: WorkloadObject[] = [];
    for (const { metadata } of own) {
      const object = await this.permitted(`get ${kind.plural}`, () =>
        this.cluster.request<WorkloadObject>({
          path: objectPath(kind, metadata.namespace, metadata.name),
          signal: this.signal,
        }),
      );
      if (object) whole.push(object);
    }
    return whole;
  }

  private async list<T>(
    path: string,
    handle: (page: Page<T>) => Promise<void> | void,
    metadataOnly = false,
  ): Promise<void> {
    const headers = metadataOnly ? { Accept: METADATA_LIST } : undefined;
    const position = await listPages<T>(
      this.cluster,
      { path, headers },
      handle,
      this.signal,
    );
    this.positions.set(path, position);
  }
}

export function roleArnOf({ annotations }: ObjectMetadata): string | undefined {
  return annotations?.['eks.amazonaws.com/role-arn'];
}
