import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * A cluster that code supplies.
 *
 * @public
 */
export interface SuppliedCluster {
  /** Shown to people and part of each workload's id; letters, digits, dots, hyphens and underscores. */
  name: string;
  /**
   * How the portal signs in: by a bearer token, asked for before each request and best kept until it ends, or to EKS with the
   * portal's AWS credentials for `accountId`.
   */
  signIn:
    | { token: () => Promise<string> }
    | {
        eks: {
          /** Name in EKS. */
          clusterName: string;
          /** ARN of a role that is assumed first. */
          assumeRole?: string;
          externalId?: string;
        };
      };
  /** URL of the API server; needed with a token. */
  server?: string;
  /** CA certificate of the API server, PEM in base64. */
  caData?: string;
  /** AWS account, 12 digits, in which roles are made when a key does not tell. */
  accountId?: string;
  /** AWS region of its workloads; needed with `eks`. */
  region?: string;
  /** Name in EKS when the portal signs in by a token. */
  eksCluster?: string;
  /** How plans give roles to Pods unless they choose otherwise: by a token of the cluster (the default), or by EKS Pod Identity. */
  identity?: 'irsa' | 'podIdentity';
  /** OpenID Connect issuer; what the cluster's discovery document says when absent. */
  issuer?: string;
  /** Audience of projected tokens; `sts.amazonaws.com` when absent. */
  audience?: string;
}

/**
 * Knows clusters, for example of a cluster API or an inventory of your own.
 *
 * @public
 */
export interface ClusterSupplier {
  /** For people, for example `fleet-api`. */
  name: string;
  /** How often it is asked; 60 by default, at least 5. */
  refreshSeconds?: number;
  /** Throws an error whose message is for people when it cannot tell; what it said before then holds. */
  clusters(): Promise<readonly SuppliedCluster[]>;
}

/** @public */
export interface ClusterSupplierExtensionPoint {
  addClusterSupplier(supplier: ClusterSupplier): void;
}

/**
 * Adds clusters beside those of `irsa.clusters` and of the portal's Kubernetes plugin.
 *
 * @public
 */
export const clusterSupplierExtensionPoint =
  createExtensionPoint<ClusterSupplierExtensionPoint>({
    id: 'irsa.cluster-suppliers',
  });
