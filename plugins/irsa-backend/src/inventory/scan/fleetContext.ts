import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { OwnershipRule } from 'backstage-plugin-irsa-node';
import { AccountRegistry, SnapshotAge } from '../../accounts/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { CatalogFill } from '../links/CatalogFill';
import { CatalogLinks } from '../links/CatalogLinks';
import { KeyDirectory } from '../links/KeyDirectory';
import { MissedKeys } from '../links/MissedKeys';
import { CoverageStore } from '../store/CoverageStore';
import { ScanContext } from './ScanContext';

/** What scans of all clusters have in common: settings, the keys of the accounts and the links to the catalog. */
export type FleetContext = Omit<ScanContext, 'memory' | 'signal'>;

export interface FleetContextOptions {
  accounts: AccountRegistry;
  catalog: CatalogService;
  auth: AuthService;
  /** Rules of this portal for workloads that no catalog entity is linked to. */
  ownershipRules?: readonly OwnershipRule[];
  /** Whether the catalog has had time to fill since this process knows it. */
  catalogFill?: CatalogFill;
  logger: LoggerService;
  config: IrsaConfig;
}

/**
 * Reads the accounts and the catalog, and stores which accounts could be read.
 *
 * @param age - how old what is known of an account may be; it is read again when it is older
 */
export async function readFleetContext(
  options: FleetContextOptions,
  parts: {
    coverages: CoverageStore;
    /** Of reading accounts, by id. */
    accountFailures: RecurringFailures;
    /** Keys that no account has, of all readings. */
    missedKeys: MissedKeys;
    /** Of reading the catalog. */
    catalogFailures: RecurringFailures;
    catalogFill: CatalogFill;
  },
  age: SnapshotAge,
): Promise<FleetContext> {
  const { accounts, catalog, auth, logger, config, ownershipRules } = options;
  const [keys, links] = await Promise.all([
    KeyDirectory.read(accounts, parts.accountFailures, age, parts.missedKeys),
    CatalogLinks.read({
      catalog,
      auth,
      logger,
      rules: ownershipRules,
      ownership: config.ownership,
      failures: parts.catalogFailures,
      fill: parts.catalogFill,
    }),
  ]);
  for (const document of keys.coverage) {
    await parts.coverages.save({ type: 'account', document });
  }
  return {
    readLevel: config.readLevel,
    catalogue: config.catalogue,
    helmReleases: config.scan.helmReleases,
    keys,
    links,
    logger,
  };
}
