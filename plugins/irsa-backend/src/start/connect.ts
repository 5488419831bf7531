import {
  configuredAccounts,
  DefaultAccountRegistry,
} from '../accounts/DefaultAccountRegistry';
import { SuppliedAccounts } from '../accounts/SuppliedAccounts';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { ClusterSources } from '../clusters/sources/ClusterSources';
import { readSources } from '../clusters/sources/readSources';
import { IrsaConfig } from '../config/IrsaConfig';
import { checkIrsaConfig } from '../config/readIrsaConfig';
import { PortalExtensions } from '../extensions/PortalExtensions';
import { ChangeHosts } from '../requests/hosts/ChangeHosts';
import { integrationHosts } from '../requests/hosts/integrationHosts';
import { PortalServices } from './PortalServices';
import { StartError } from './StartError';

/** The settings at the start. Throws StartError when one outside `irsa.clusters` is wrong. */
export function readConfig(
  { rootConfig }: PortalServices,
  { detectorRules }: PortalExtensions,
): IrsaConfig {
  const { config, problems } = checkIrsaConfig(rootConfig);
  const serious = problems.filter(
    ({ key }) => !key.startsWith('irsa.clusters'),
  );
  if (serious.length > 0) {
    throw new StartError(
      serious.map(problem => ({ area: 'configuration', ...problem })),
      false,
    );
  }
  return {
    ...config,
    catalogue: [...config.catalogue, ...detectorRules],
    // They come from sources, which look again.
    clusters: [],
    leftOut: [],
  };
}

/** The clusters and accounts of configuration and of suppliers. Throws StartError. */
export function connectClustersAndAccounts(
  services: PortalServices,
  extensions: PortalExtensions,
  config: IrsaConfig,
) {
  const { logger, rootConfig } = services;
  const clusters = DefaultClusterRegistry.create({
    config,
    rootConfig,
    logger,
  });
  const supplied = new SuppliedAccounts({
    suppliers: extensions.accountSuppliers,
    logger,
  });
  supplied.start();
  let accounts: DefaultAccountRegistry;
  try {
    accounts = DefaultAccountRegistry.create({
      config,
      rootConfig,
      logger,
      named: () =>
        clusters.all().flatMap(({ config: { accountId } }) => accountId ?? []),
      regionsOf: id =>
        clusters
          .all()
          .filter(({ config: { accountId = id } }) => accountId === id)
          .flatMap(({ config: { region } }) => region ?? []),
      supplied,
    });
  } catch (error) {
    supplied.stop();
    throw new StartError(
      [
        {
          area: 'accounts',
          key: 'aws',
          message: `aws: ${(error as Error).message}`,
        },
      ],
      false,
    );
  }
  const read = () =>
    readSources({
      ...services,
      suppliers: extensions.clusterSuppliers,
      accountIds: () => [
        ...configuredAccounts(rootConfig),
        ...supplied.all().map(({ accountId }) => accountId),
      ],
    });
  const sources = new ClusterSources({
    sources: read(),
    onClusters: (found, knownSince) => clusters.update(found, knownSince),
    logger,
  });
  return { clusters, accounts, supplied, sources, readSources: read };
}

/** The Git hosts of `integrations` and of other modules. Throws StartError. */
export function connectChangeHosts(
  { rootConfig }: PortalServices,
  { changeHosts }: PortalExtensions,
  { changeRequests }: IrsaConfig,
): ChangeHosts {
  try {
    return new ChangeHosts(
      changeHosts,
      integrationHosts(rootConfig, changeRequests),
    );
  } catch (error) {
    throw new StartError(
      [
        {
          area: 'configuration',
          key: 'integrations',
          message: `integrations: ${(error as Error).message}`,
        },
      ],
      false,
    );
  }
}
