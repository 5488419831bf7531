import { WorkloadRef } from '@internal/plugin-irsa-common';
import { NotFoundError } from '@backstage/errors';
import { isClusterError } from '../clusters/ClusterError';
import { ClusterHandle } from '../clusters/types';
import { WORKLOAD_KINDS, WorkloadKind, WorkloadObject } from './kinds';
import { ScannedWorkload, toScannedWorkload } from './ScannedWorkload';

const PAGE_SIZE = 500;
const METADATA_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/** Key names by `namespace/kind/name`; an object that is there but absent from it has names that are not known. */
export type KnownKeys = Map<string, string[]>;

interface ObjectMetadata {
  name: string;
  namespace?: string;
  annotations?: Record<string, string>;
  managedFields?: { fieldsV1?: Record<string, Record<string, unknown>> }[];
}

/** Reads one cluster for a scan and remembers which rights were missing. */
export class ClusterReader {
  readonly missingRights = new Set<string>();

  constructor(
    private readonly cluster: ClusterHandle,
    private readonly signal?: AbortSignal,
  ) {}

  /** All workloads without a controller of a built-in kind. Throws ClusterError when none can be read. */
  async workloads(): Promise<ScannedWorkload[]> {
    const found: ScannedWorkload[] = [];
    let refusal: unknown;
    let readable = 0;
    for (const kind of WORKLOAD_KINDS) {
      try {
        await this.eachPage<WorkloadObject>(
          `${kind.api}/${kind.plural}`,
          items => {
            for (const item of items) {
              if (isTopLevel(kind, item)) {
                found.push(
                  toScannedWorkload(this.cluster.name, kind.kind, item),
                );
              }
            }
          },
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
    return found;
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
      path: `${kind.api}/namespaces/${encodeURIComponent(ref.namespace)}/${
        kind.plural
      }/${encodeURIComponent(ref.name)}`,
      signal: this.signal,
    });
    return toScannedWorkload(this.cluster.name, kind.kind, object);
  }

  /** Role ARNs by `namespace/name` of the ServiceAccounts that have one. */
  async roleArns(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    await this.permitted('list serviceaccounts', () =>
      this.eachPage<{ metadata: ObjectMetadata }>(
        '/api/v1/serviceaccounts',
        items => {
          for (const { metadata } of items) {
            const arn = metadata.annotations?.['eks.amazonaws.com/role-arn'];
            if (arn) {
              found.set(`${metadata.namespace}/${metadata.name}`, arn);
            }
          }
        },
      ),
    );
    return found;
  }

  async roleArn(namespace: string, name: string): Promise<string | undefined> {
    const account = await this.permitted('get serviceaccounts', () =>
      this.cluster.request<{ metadata: ObjectMetadata }>({
        path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`,
        signal: this.signal,
      }),
    );
    return account?.metadata.annotations?.['eks.amazonaws.com/role-arn'];
  }

  /** Key names of all Secrets and ConfigMaps, from metadata. */
  async keyNames(): Promise<KnownKeys> {
    const known: KnownKeys = new Map();
    for (const [kind, plural] of [
      ['Secret', 'secrets'],
      ['ConfigMap', 'configmaps'],
    ] as const) {
      await this.permitted(`list ${plural}`, () =>
        this.eachPage<{ metadata: ObjectMetadata }>(
          `/api/v1/${plural}`,
          items => {
            for (const { metadata } of items) {
              const keys = keysOfManagedFields(metadata);
              if (keys) {
                known.set(
                  `${metadata.namespace}/${kind}/${metadata.name}`,
                  keys,
                );
              }
            }
          },
          { Accept: METADATA_LIST },
        ),
      );
    }
    return known;
  }

  /** Key names of the objects a Pod refers to. */
  async keyNamesOf(
    namespace: string,
    objects: { kind: 'Secret' | 'ConfigMap'; name: string }[],
  ): Promise<KnownKeys> {
    const known: KnownKeys = new Map();
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
      const keys = object && keysOfManagedFields(object.metadata);
      if (keys) {
        known.set(`${namespace}/${kind}/${name}`, keys);
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

  private async eachPage<T>(
    path: string,
    handle: (items: T[]) => void,
    headers?: Record<string, string>,
  ): Promise<void> {
    let token: string | undefined;
    do {
      const page: { items?: T[]; metadata?: { continue?: string } } =
        await this.cluster.request({
          path,
          query: { limit: PAGE_SIZE, continue: token },
          headers,
          signal: this.signal,
        });
      handle(page.items ?? []);
      token = page.metadata?.continue || undefined;
    } while (token);
  }
}

function isTopLevel(kind: WorkloadKind, object: WorkloadObject): boolean {
  return (
    (kind.kind !== 'Pod' && kind.kind !== 'Job') ||
    !object.metadata.ownerReferences?.some(({ controller }) => controller)
  );
}

/** Union of `f:data` over managers; `undefined` when nobody is recorded, which is "unknown" and not "none". */
function keysOfManagedFields(metadata: ObjectMetadata): string[] | undefined {
  const fields = (metadata.managedFields ?? []).flatMap(
    ({ fieldsV1 }) => fieldsV1 ?? [],
  );
  if (fields.length === 0) {
    return undefined;
  }
  const keys = fields.flatMap(field =>
    ['f:data', 'f:binaryData', 'f:stringData'].flatMap(name =>
      Object.keys(field[name] ?? {}),
    ),
  );
  return [
    ...new Set(
      keys.filter(key => key.startsWith('f:')).map(key => key.slice(2)),
    ),
  ];
}
