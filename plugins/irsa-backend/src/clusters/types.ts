import { PodIdentityAssociation } from 'backstage-plugin-irsa-node';
import { ApiType, KubeConfig } from '@kubernetes/client-node';
import { ClusterConfig, LeftOutCluster } from '../config/IrsaConfig';

/** One cluster that the portal can call. It refreshes credentials by itself (EKS tokens, token files). */
export interface ClusterHandle {
  readonly name: string;
  readonly config: ClusterConfig;
  /** A KubeConfig with current credentials. */
  kubeConfig(): Promise<KubeConfig>;
  /** A typed client, for example `await cluster.client(AppsV1Api)`. */
  client<T extends ApiType>(type: new (config: never) => T): Promise<T>;
  /**
   * A plain request, for calls that the typed clients cannot make (metadata-only lists, custom resources, patches with
   * a content type). `path` begins with `/`. Throws ClusterError.
   */
  request<T = unknown>(options: {
    method?: string;
    path: string;
    query?: Record<string, string | number | boolean | undefined>;
    headers?: Record<string, string>;
    body?: unknown;
    signal?: AbortSignal;
  }): Promise<T>;
  /**
   * The answer of a watch, one document after the other, until the server ends it or `signal` is aborted (both end it
   * without an error). The answer is only read as fast as documents are consumed. Throws ClusterError.
   */
  watch<T = unknown>(options: {
    path: string;
    query?: Record<string, string | number | boolean | undefined>;
    headers?: Record<string, string>;
    signal: AbortSignal;
  }): AsyncIterable<T>;
  /** The OpenID Connect issuer without trailing slash, from config or the discovery document. */
  issuer(): Promise<string>;
  /**
   * ServiceAccounts with an EKS Pod Identity association, at most some minutes old; `undefined` for a cluster without a
   * known name in EKS. Throws ClusterError.
   */
  podIdentities(): Promise<readonly PodIdentityAssociation[] | undefined>;
  /** The portal's user on this cluster (SelfSubjectReview), for people. */
  principal(): Promise<string>;
}

/** The clusters that came and went. One with changed settings is in both lists. */
export interface ClusterChange {
  added: readonly ClusterHandle[];
  removed: readonly ClusterHandle[];
}

/** All clusters by name. They come and go while the portal runs. */
export interface ClusterRegistry {
  all(): ClusterHandle[];
  /**
   * Throws NotFoundError with the known names, or ServiceUnavailableError with the reason why the cluster is left out.
   */
  get(name: string): ClusterHandle;
  /** Known clusters that cannot be used, with the reasons. */
  leftOut(): readonly LeftOutCluster[];
  /**
   * The time since when the list of clusters is complete, in milliseconds since 1970: a cluster that is not in it is
   * gone. 0 when only settings decide; undefined while a source cannot be read.
   */
  knownSince(): number | undefined;
  onChange(listener: (change: ClusterChange) => void): void;
}
