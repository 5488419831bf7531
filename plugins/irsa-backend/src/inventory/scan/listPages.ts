import { isClusterError } from '../../clusters/ClusterError';
import { ClusterHandle } from '../../clusters/types';

export const PAGE_SIZE = 500;
export const METADATA_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
export const METADATA =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

export interface Page<T> {
  items: T[];
  /** Reads the same page again, in another form. */
  again<U>(headers: Record<string, string>): Promise<U[]>;
}

interface ListAnswer<T> {
  items?: T[];
  metadata?: { continue?: string; resourceVersion?: string };
}

interface Read<T> {
  asked: string | undefined;
  page: ListAnswer<T>;
  /** Whether the server had dropped the state of the first page. */
  anew: boolean;
}

/**
 * Reads a list page by page. The next page is requested while one is handled, and only these two are in memory. When
 * the server no longer has the state of the first page (410), the rest is read in its present state, as the API offers:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 *
 * @returns the resource version from which a watch sees every change since
 */
export async function listPages<T>(
  cluster: ClusterHandle,
  list: { path: string; headers?: Record<string, string>; pageSize?: number },
  handle: (page: Page<T>) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<string> {
  const ask = <U>(token: string | undefined, headers = list.headers) =>
    cluster.request<ListAnswer<U>>({
      path: list.path,
      query: { limit: list.pageSize ?? PAGE_SIZE, continue: token },
      headers,
      signal,
    });
  const read = async (token: string | undefined): Promise<Read<T>> => {
    try {
      return { asked: token, page: await ask<T>(token), anew: false };
    } catch (error) {
      if (!isClusterError(error, 'gone') || !token) {
        throw error;
      }
      // Without a token for the rest, the list starts again, and objects that were handled are handled twice.
      const asked = error.details.continueToken;
      return { asked, page: await ask<T>(asked), anew: true };
    }
  };
  let begun: string | undefined;
  let next: Promise<Read<T>> | undefined = read(undefined);
  while (next) {
    const got: Read<T> = await next;
    const { asked, page } = got;
    const token: string | undefined = page.metadata?.continue || undefined;
    if (got.anew) {
      begun = undefined;
    }
    begun ??= page.metadata?.resourceVersion;
    next = token ? read(token) : undefined;
    await Promise.all([
      handle({
        items: page.items ?? [],
        again: async headers => (await ask<never>(asked, headers)).items ?? [],
      }),
      // Requested while this page is handled, and awaited here, so that an error of either ends the list.
      next,
    ]);
  }
  return begun ?? '';
}
