import { JsonObject } from '@backstage/types';
import { Entity } from '@backstage/catalog-model';

/** A cluster with a fleet, an account, and the portal's configuration for them. */
export interface BenchCluster {
  /** Time to make the fleet, in milliseconds. */
  loadedMs: number;
  /** Configuration of the portal: `irsa`, `aws` and related keys. */
  config: JsonObject;
  /** Entities of the catalog. */
  entities: Entity[];
  /** Kubeconfig of the administrator. */
  kubeconfig: string;
  close(): Promise<void>;
}
