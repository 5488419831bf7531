import { CustomKinds, KubernetesObject } from 'backstage-plugin-irsa-node';
import { Note } from '../notes';
import { ApiClient } from './ApiClient';
import { ClusterError } from './ClusterError';
import { customResources } from './customResources';
import {
  CONFIG_MAPS,
  CONTROLLERS,
  pathOf,
  Resource,
  SECRETS,
  WORKLOADS,
} from './resources';

const PAGE_SIZE = 500;
/** {@link https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches} */
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
/** How often a list is started again when its pages have expired. */
const RESTARTS = 2;

export interface ReadClusterOptions {
  readLevel: 0 | 1 | 2;
  /** Namespaces to read; empty for all. */
  namespaces: readonly string[];
  /** Custom resources to look for. */
  customKinds: readonly CustomKinds[];
  note: (note: Note) => void;
  /** The current kind, and the number of objects so far. `done` of `all` lists have been read. */
  progress?: (state: {
    done: number;
    all: number;
    plural: string;
    objects: number;
  }) => void;
}

interface Page {
  items?: KubernetesObject[];
  metadata?: { continue?: string };
}

/** Reads what an audit needs from one cluster. Objects that may not be read are noted, and the rest is read. */
export class ClusterReader {
  readonly objects: KubernetesObject[] = [];
  private readonly noted = new Set<string>();
  /** Lists that were read completely. */
  listed = 0;

  constructor(
    private readonly client: ApiClient,
    private readonly options: ReadClusterOptions,
  ) {}

  /**
   * Throws ClusterError when the cluster cannot be reached, or no longer. `objects` then has what was read before.
   */
  async read(): Promise<void> {
    const { readLevel, customKinds, progress } = this.options;
    const found = await this.allowed('custom resources', () =>
      customResources(this.client, customKinds),
    );
    const resources = [
      ...WORKLOADS,
      CONFIG_MAPS,
      ...(readLevel >= 1 ? [SECRETS] : []),
      ...(found ?? []),
    ];
    let done = 0;
    for (const resource of resources) {
      progress?.({
        done,
        all: resources.length,
        plural: resource.plural,
        objects: this.objects.length,
      });
      for (const namespace of this.namespacesOf(resource)) {
        const where = [
          resource.plural,
          namespace && `of namespace ${namespace}`,
        ]
          .filter(Boolean)
          .join(' ');
        const read = await this.allowed(where, () =>
          this.list(resource, namespace),
        );
        this.objects.push(...(read ?? []));
        this.listed += read ? 1 : 0;
      }
      done += 1;
    }
  }

  /** One Secret with its values; undefined when it does not exist or may not be read. Throws ClusterError. */
  async secret(
    namespace: string,
    name: string,
  ): Promise<KubernetesObject | undefined> {
    return this.allowed('values of Secrets', async () => {
      const secret = await this.client.get<KubernetesObject>(
        pathOf(SECRETS, namespace, name),
      );
      return slim(secret, SECRETS, false);
    });
  }

  private namespacesOf({ namespaced }: Resource): (string | undefined)[] {
    const { namespaces } = this.options;
    return namespaced && namespaces.length > 0 ? [...namespaces] : [undefined];
  }

  private async list(
    resource: Resource,
    namespace: string | undefined,
  ): Promise<KubernetesObject[]> {
    // ConfigMaps are not secret: everybody who may read workloads may read them.
    const metadataOnly = resource === SECRETS;
    for (let restart = 0; ; restart += 1) {
      try {
        return await this.pages(resource, namespace, metadataOnly);
      } catch (error) {
        const expired = error instanceof ClusterError && error.kind === 'gone';
        if (!expired || restart >= RESTARTS) {
          throw error;
        }
      }
    }
  }

  private async pages(
    resource: Resource,
    namespace: string | undefined,
    metadataOnly: boolean,
  ): Promise<KubernetesObject[]> {
    const found: KubernetesObject[] = [];
    let token: string | undefined;
    do {
      const page: Page = await this.client.get(pathOf(resource, namespace), {
        query: { limit: PAGE_SIZE, continue: token },
        accept: metadataOnly ? METADATA_ONLY : undefined,
      });
      for (const item of page.items ?? []) {
        if (!isMade(item)) {
          found.push(slim(item, resource, metadataOnly));
        }
      }
      token = page.metadata?.continue || undefined;
    } while (token);
    return found;
  }

  /**
   * Returns undefined and adds a note when a right is missing; returns undefined without a note when the resource does
   * not exist.
   */
  private async allowed<T>(
    where: string,
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ClusterError && error.kind === 'forbidden') {
        if (!this.noted.has(where)) {
          this.noted.add(where);
          this.options.note({
            where,
            kind: 'skipped',
            text: 'no right to read this (403), so it was not looked at',
          });
        }
        return undefined;
      }
      if (error instanceof ClusterError && error.kind === 'notFound') {
        return undefined;
      }
      throw error;
    }
  }
}

/** Whether a controller that is audited itself has made the object. */
function isMade({ metadata }: KubernetesObject): boolean {
  return (metadata?.ownerReferences ?? []).some(
    ({ controller, kind }) => controller && kind && CONTROLLERS.has(kind),
  );
}

/**
 * Removes fields that an audit does not read, and the annotations of Secrets and ConfigMaps, which may repeat values.
 */
function slim(
  object: KubernetesObject,
  { apiVersion, kind }: Resource,
  metadataOnly: boolean,
): KubernetesObject {
  const { status, metadata = {}, ...rest } = object;
  const { annotations, managedFields, ...kept } = metadata;
  const holdsValues = kind === 'Secret' || kind === 'ConfigMap';
  return {
    ...rest,
    apiVersion,
    kind,
    metadata: {
      ...kept,
      ...(holdsValues ? {} : { annotations }),
      ...(metadataOnly ? { managedFields } : {}),
    },
  };
}
