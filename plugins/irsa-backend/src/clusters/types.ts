import { ClusterApi, PodIdentityAssociation } from 'backstage-plugin-irsa-node';
import { ApiType, KubeConfig } from '@kubernetes/client-node';
import { EksPodIdentities } from './EksPodIdentities';
import { ClusterConfig, LeftOutCluster } from '../config/IrsaConfig';

/** One cluster the portal can speak to. Credentials are refreshed behind it (EKS tokens, token files). */
export interface ClusterHandle extends ClusterApi {
  readonly config: ClusterConfig;
  /** A KubeConfig with current credentials. */
  kubeConfig(): Promise<KubeConfig>;
  /** Throws ClusterError when a file that the portal signs in with is gone. It asks neither cluster nor AWS. */
  assertSignIn(): void;
  /** A typed client, for example `await cluster.client(AppsV1Api)`. */
  client<T extends ApiType>(type: new (config: never) => T): Promise<T>;
  /** The OpenID Connect issuer without trailing slash, from config or the discovery document. */
  issuer(): Promise<string>;
  /**
   * The issuer in the cluster's discovery document, at most some minutes old, whatever the settings say. Throws ClusterError.
   */
  discoveredIssuer(signal?: AbortSignal): Promise<string>;
  /**
   * ServiceAccounts with an EKS Pod Identity association, at most some minutes old; `undefined` for a cluster without a
   * known name in EKS. Throws ClusterError.
   */
  podIdentities(): Promise<readonly PodIdentityAssociation[] | undefined>;
  /** EKS, to give roles by Pod Identity; undefined for a cluster without a known name in EKS. */
  eks?(): EksPodIdentities | undefined;
  /**
   * ARNs of the users and roles to which EKS gives access by an entry, read now; `undefined` for a cluster without a known name in
   * EKS. Those of `kube-system/aws-auth` are not among them. Throws ClusterError.
   */
  accessEntries(): Promise<readonly string[] | undefined>;
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
