/** One JSON request. */
export interface ClusterRequest {
  /** Default `GET`. */
  method?: string;
  /** From `paths`; begins with `/`. */
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
  /**
   * The answer may hold the values of Secrets. Without it, a client refuses to ask for Secrets in full. Two files set it: the
   * one of the portal that reads Secrets, and the one of the command line. A test keeps it at that.
   */
  secretValues?: true;
}

/** A request whose answer is followed until `signal` is aborted. */
export type WatchRequest = Pick<
  ClusterRequest,
  'path' | 'query' | 'headers'
> & {
  signal: AbortSignal;
};

/** A cluster as everything but its credentials sees it. */
export interface ClusterApi {
  /** For messages. */
  readonly name: string;
  /** The answer's JSON. Throws ClusterError. */
  request<T = unknown>(request: ClusterRequest): Promise<T>;
  /**
   * The answer of a watch, one document after the other, until the server ends it or `signal` is aborted (both end it without
   * an error). The server is only read as fast as documents are taken. Throws ClusterError.
   */
  watch<T = unknown>(request: WatchRequest): AsyncIterable<T>;
}

/** What is enough to read and change objects. */
export type Requester = Pick<ClusterApi, 'request'>;
