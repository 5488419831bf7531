import { isClusterError } from 'backstage-plugin-irsa-node';
import { settingOf } from './settingOf';
import { ClusterRegistry } from './types';

/** The set-up page does not wait longer for a cluster; what it does not tell meanwhile is not known. */
const PATIENCE_MS = 3_000;

export interface IssuerDifference {
  /** The setting, such as `irsa.clusters[2].issuer`. */
  key: string;
  /** What is wrong and what to do, for people. */
  message: string;
}

/** Clusters whose own discovery document names another issuer than the settings. Never throws for a cluster. */
export async function issuerDifferences(
  clusters: Pick<ClusterRegistry, 'all'>,
): Promise<IssuerDifference[]> {
  const found = await Promise.all(
    clusters.all().map(async cluster => {
      const { issuer } = cluster.config;
      if (!issuer) {
        return [];
      }
      const key = settingOf(cluster.config, 'issuer');
      try {
        const discovered = await cluster.discoveredIssuer(
          AbortSignal.timeout(PATIENCE_MS),
        );
        return discovered === issuer
          ? []
          : [
              {
                key,
                message: `${key} says ${issuer}, but cluster ${cluster.name} signs its tokens as ${discovered}, so AWS would refuse them and no plan can be started. Correct the setting, or remove it: then the portal takes the issuer from the cluster.`,
              },
            ];
      } catch (error) {
        if (isClusterError(error) || (error as Error).name === 'TimeoutError') {
          return [];
        }
        throw error;
      }
    }),
  );
  return found.flat();
}
