import { PodIdentityAssociation } from 'backstage-plugin-irsa-node';
import { ApiType, KubeConfig } from '@kubernetes/client-node';
import { ClusterConfig, LeftOutCluster } from '../config/IrsaConfig';

/** One cluster the portal can speak to. Credentials are refreshed behind it (EKS tokens, token files). */
export interface ClusterHandle {
  readonly name: string;
  readonly config: ClusterConfig;
  /** A KubeConfig with current credentials. */
  kubeConfig(): Promise<KubeConfig>;
  /** A typed client, for example `await cluster.client(AppsV1Api)`. */
  client<T extends ApiType>(type: new (config: never) => T): Promise<T>;
  /**
   * A plain request for what the typed clients cannot do (metadata-only lists, custom resources, patches with a content type).
   * `path` begins with `/`. Throws ClusterError.
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
   * The answer of a watch, one document after the other, until the server ends it or `signal` is aborted (both end it without
   * an error). The server is only read as fast as documents are taken. Throws ClusterError.
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
   * ServiceAccounts with an EKS Pod Identity association, at most some minutes old; `undefined` for a cluster of which no
   * name in EKS is known. Throws ClusterError.
   */
  podIdentities(): Promise<readonly PodIdentityAssociation[] | undefined>;
  /** Who the portal is on this cluster (SelfSubjectReview), for people. */
  principal(): Promise<string>;
}

/** Which clusters came and went; one with other settings is among both. */
export interface ClusterChange {
  added: readonly ClusterHandle[];
  removed: readonly ClusterHandle[];
}

/** All clusters by name. They come and go while the portal runs. */
export interface ClusterRegistry {
  all(): ClusterHandle[];
  /** Throws NotFoundError that lists the names there are, or ServiceUnavailableError that says why it is left out. */
  get(name: string): ClusterHandle;
  /** Clusters that are known and cannot be taken, and why. */
  leftOut(): readonly LeftOutCluster[];
  /**
   * Since when it is known which clusters there are, in milliseconds since 1970: a cluster that is not among them is gone. 0 when
   * settings alone decide; undefined while a source does not tell.
   */
  knownSince(): number | undefined;
  onChange(listener: (change: ClusterChange) => void): void;
}
