import {
  ClusterError,
  endsReading,
  isClusterError,
  isNotThere,
  listPages,
  METADATA_LIST,
  Page,
  persistent,
  Requester,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { ResourceKind } from '../kinds';

/**
 * Objects of a page that comes in full. While it is parsed, all else waits; and what it leaves behind is collected cheaply only
 * while it is young, which a large page outlives. A ConfigMap alone can have a mebibyte.
 */
const SCAN_PAGE = 100;

/** How a scan reads: what fails is recorded by its kind or right, and the rest of the cluster goes on. */
export abstract class ReadingCluster {
  readonly missingRights = new Set<string>();
  /** Other parts that could not be read, as sentences. */
  readonly problems = new Set<string>();
  /** Kinds whose list could not be read, or not to its end. */
  readonly unreadKinds = new Set<string>();
  /** Resource versions from which watches go on, by path of the list. */
  readonly positions = new Map<string, string>();
  private readonly patient: Requester;

  protected constructor(
    protected readonly cluster: ClusterHandle,
    protected readonly signal?: AbortSignal,
  ) {
    this.patient = persistent(cluster);
  }

  /** A kind whose objects are not known: what is stored of them stays, as unknown. */
  protected unread(
    { kind, plural }: Pick<ResourceKind, 'kind' | 'plural'>,
    error: ClusterError,
  ): void {
    this.unreadKinds.add(kind);
    if (error.details.kind === 'forbidden') {
      this.missingRights.add(`list ${plural}`);
    } else {
      this.problems.add(error.message);
    }
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
      if (isNotThere(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Reads a whole list; what cannot be read is named, and the rest of the cluster goes on. Throws ClusterError when it ends that too. */
  protected async listed(
    kind: Pick<ResourceKind, 'kind' | 'plural'>,
    call: () => Promise<void>,
  ): Promise<void> {
    try {
      await call();
    } catch (error) {
      if (!isClusterError(error) || endsReading(error)) {
        throw error;
      }
      if (!isNotThere(error)) {
        this.unread(kind, error);
      }
    }
  }

  protected get<T>(path: string, accept?: string): Promise<T> {
    return this.cluster.request<T>({
      path,
      headers: accept ? { Accept: accept } : undefined,
      signal: this.signal,
    });
  }

  protected async list<T>(
    path: string,
    handle: (page: Page<T>) => Promise<void> | void,
    options: {
      metadataOnly?: boolean;
      /** Not to be followed from here on. */
      isAside?: boolean;
    } = {},
  ): Promise<void> {
    const form = options.metadataOnly
      ? { headers: { Accept: METADATA_LIST } }
      : { pageSize: SCAN_PAGE };
    const position = await listPages<T>(
      this.patient,
      { path, ...form },
      handle,
      this.signal,
    );
    if (!options.isAside) {
      this.positions.set(path, position);
    }
  }
}
