import { LoggerService } from '@backstage/backend-plugin-api';
import { CustomResourceRule } from 'backstage-plugin-irsa-node';
import { CatalogLinks } from '../links/CatalogLinks';
import { KeyDirectory } from '../links/KeyDirectory';
import { FactsMemory } from './FactsMemory';

/** What a scan of a cluster, or of one workload, goes by. */
export interface ScanContext {
  readLevel: 0 | 1 | 2;
  /** Rules for custom resources beside the built-in ones. */
  catalogue: readonly CustomResourceRule[];
  /** Whether the records of Helm releases are looked at (at read level 2). */
  helmReleases: boolean;
  keys: KeyDirectory;
  links: CatalogLinks;
  /** Facts of the cluster's Secrets from earlier scans. */
  memory: FactsMemory;
  logger: LoggerService;
  signal?: AbortSignal;
}
