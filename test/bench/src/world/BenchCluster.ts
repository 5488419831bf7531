import { JsonObject } from '@backstage/types';
import { Entity } from '@backstage/catalog-model';

/** A cluster with a fleet in it, an account, and what the portal is told of them. */
export interface BenchCluster {
  /** How long it took until the fleet was there, in milliseconds. */
  loadedMs: number;
  /** Of the portal: `irsa`, `aws` and what belongs to them. */
  config: JsonObject;
  /** Of the catalog. */
  entities: Entity[];
  /** Of the administrator. */
  kubeconfig: string;
  close(): Promise<void>;
}
