import { AuthService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ClusterSupplier } from 'backstage-plugin-irsa-node';
import { FoundClusters } from '../../config/IrsaConfig';
import { readClusters } from '../../config/readClusters';
import {
  LocatorMethod,
  readConfigMethod,
  readLocatorMethods,
} from '../../config/readKubernetesClusters';
import { azureToken } from '../signIns/azureToken';
import { googleToken } from '../signIns/googleToken';
import { catalogSource } from './catalogSource';
import { ClusterSource } from './ClusterSource';
import { gkeSource } from './gkeSource';
import { localKubectlProxySource } from './localKubectlProxySource';
import { supplierSource } from './supplierSource';

export interface SourceOptions {
  rootConfig: Config;
  catalog: CatalogService;
  auth: AuthService;
  /** Suppliers from modules of the portal. */
  suppliers: readonly ClusterSupplier[];
  /** Account ids of `aws.accounts`. */
  accountIds: () => readonly string[];
}

/**
 * All sources of clusters in the present settings: `irsa.clusters`, or else those of the portal's Kubernetes plugin;
 * and suppliers. Never throws: a malformed setting becomes a source with an error.
 */
export function readSources(options: SourceOptions): ClusterSource[] {
  const { rootConfig, suppliers } = options;
  return [
    ...(rootConfig.has('irsa.clusters')
      ? [irsaSource(rootConfig)]
      : kubernetesSources(options)),
    ...suppliers.map(supplierSource),
  ];
}

function irsaSource(rootConfig: Config): ClusterSource {
  return {
    key: 'irsa.clusters',
    type: 'irsa',
    read: async () => readClusters(rootConfig.getConfig('irsa')),
  };
}

function kubernetesSources(options: SourceOptions): ClusterSource[] {
  const { rootConfig } = options;
  let methods: LocatorMethod[];
  try {
    methods = readLocatorMethods(rootConfig);
  } catch (error) {
    const key = 'kubernetes.clusterLocatorMethods';
    const reason = `${key}: ${(error as Error).message}`;
    return [
      told(
        { key, type: 'other' },
        { clusters: [], leftOut: [{ key, reason }] },
      ),
    ];
  }
  const google = googleToken(rootConfig);
  const tokens = { googleServiceAccount: google, azure: azureToken() };
  return methods.map(method => {
    switch (method.type) {
      case 'config':
        return told(
          { key: method.key, type: 'config' },
          readConfigMethod(method, tokens),
        );
      case 'catalog':
        return catalogSource(method, options);
      case 'gke':
        return gkeSource(method, { token: google });
      case 'localKubectlProxy':
        return localKubectlProxySource(method);
      default: {
        const { key, type } = method;
        const reason = `${key}.type: '${type}' is not known to this plugin. List its clusters under irsa.clusters, or supply them by a module (docs/extending.md)`;
        return told(
          { key, type: 'other' },
          { clusters: [], leftOut: [{ key, reason }] },
        );
      }
    }
  });
}

function told(
  source: Omit<ClusterSource, 'read'>,
  found: FoundClusters,
): ClusterSource {
  return { ...source, read: async () => found };
}
