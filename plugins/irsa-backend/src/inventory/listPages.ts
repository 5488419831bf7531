import { isClusterError } from '../clusters/ClusterError';
import { ClusterHandle } from '../clusters/types';

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

/**
 * Reads a list page by page; one page is in memory at a time. When the server has forgotten the state that the list
 * began with (410), the rest is read as it is by now, as the API offers:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 *
 * @returns the resource version from which a watch sees every change since
 */
export async function listPages<T>(
  cluster: ClusterHandle,
  list: { path: string; headers?: Record<string, string> },
  handle: (page: Page<T>) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<string> {
  const ask = <U>(token: string | undefined, headers = list.headers) =>
    cluster.request<ListAnswer<U>>({
      path: list.path,
      query: { limit: PAGE_SIZE, continue: token },
      headers,
      signal,
    });
  let begun: string | undefined;
  let token: string | undefined;
  do {
    let asked = token;
    let page: ListAnswer<T>;
    try {
      page = await ask<T>(asked);
    } catch (error) {
      if (!isClusterError(error, 'gone') || !token) throw error;
      // Without a token for the rest, the list begins again; what was handled already is handled twice.
      asked = error.details.continueToken;
      begun = undefined;
      page = await ask<T>(asked);
    }
    begun ??= page.metadata?.resourceVersion;
    await handle({
      items: page.items ?? [],
      again: async headers => (await ask<never>(asked, headers)).items ?? [],
    });
    token = page.metadata?.continue || undefined;
  } while (token);
  return begun ?? '';
}
