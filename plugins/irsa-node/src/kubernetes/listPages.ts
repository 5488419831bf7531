import { Requester } from './ClusterApi';
import { isClusterError } from './ClusterError';

/** Objects of one page, unless a caller wants fewer. */
export const PAGE_SIZE = 500;

/** A part of a list. */
export interface Page<T> {
  items: T[];
  /** The list began again: what was handed out before comes once more. */
  isAnew: boolean;
  /** Reads the same page again, in another form. */
  again<U>(headers: Record<string, string>): Promise<U[]>;
}

/** What is listed, and how. */
export interface PagedList {
  path: string;
  query?: { labelSelector?: string; fieldSelector?: string };
  headers?: Record<string, string>;
  /** Default `PAGE_SIZE`. */
  pageSize?: number;
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
 * Reads a list page by page: while one is handled, the next one is on its way, and no more are in memory. When the server has
 * forgotten the state that the list began with (410), the rest is read as it is by now, as the API offers. Throws ClusterError.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 *
 * @returns the resource version from which a watch sees every change since
 */
export async function listPages<T>(
  cluster: Requester,
  list: PagedList,
  handle: (page: Page<T>) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<string> {
  const ask = <U>(token: string | undefined, headers = list.headers) =>
    cluster.request<ListAnswer<U>>({
      path: list.path,
      query: {
        ...list.query,
        limit: list.pageSize ?? PAGE_SIZE,
        continue: token,
      },
      headers,
      signal,
    });
  const read = async (token: string | undefined): Promise<Read<T>> => {
    try {
      return { asked: token, page: await ask<T>(token), anew: false };
    } catch (error) {
      if (!isClusterError(error, 'gone')) {
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
        isAnew: got.anew && asked === undefined,
        again: async headers => (await ask<never>(asked, headers)).items ?? [],
      }),
      // Requested while this page is handled, and awaited here, so that an error of either ends the list.
      next,
    ]);
  }
  return begun ?? '';
}

/** All objects of a list that is small enough to be in memory, such as the Pods of a namespace. Throws ClusterError. */
export async function listAll<T>(
  cluster: Requester,
  path: string,
  query?: PagedList['query'],
): Promise<T[]> {
  const found: T[] = [];
  await listPages<T>(cluster, { path, query }, ({ items, isAnew }) => {
    if (isAnew) {
      found.length = 0;
    }
    found.push(...items);
  });
  return found;
}
