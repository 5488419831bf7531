import { PodIdentityAssociation } from 'backstage-plugin-irsa-node';
import { ApiType, KubeConfig } from '@kubernetes/client-node';
import { ClusterConfig } from '../config/IrsaConfig';

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

/** All clusters by name. */
export interface ClusterRegistry {
  all(): ClusterHandle[];
  /** Throws NotFoundError that lists the names there are. */
  get(name: string): ClusterHandle;
}
