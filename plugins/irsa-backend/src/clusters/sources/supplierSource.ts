import { InputError } from '@backstage/errors';
import { ClusterSupplier, SuppliedCluster } from 'backstage-plugin-irsa-node';
import { ClusterConfig, LeftOutCluster } from '../../config/IrsaConfig';
import {
  CLUSTER_NAME,
  checkedIdentity,
  DEFAULT_AUDIENCE,
  distinct,
  serverUrl,
} from '../../config/readClusters';
import { ClusterSource } from './ClusterSource';

const EVERY_SECONDS = 60;
const LEAST_SECONDS = 5;

/** Clusters from code of the portal. They are checked like settings. */
export function supplierSource(supplier: ClusterSupplier): ClusterSource {
  const { name, refreshSeconds = EVERY_SECONDS } = supplier;
  return {
    key: name,
    type: 'extension',
    everyMs: Math.max(LEAST_SECONDS, refreshSeconds) * 1_000,
    async read() {
      const supplied = await supplier.clusters();
      return distinct(
        name,
        supplied.map(cluster => toCluster(`${name}/${cluster.name}`, cluster)),
      );
    },
  };
}

function toCluster(
  key: string,
  supplied: SuppliedCluster,
): ClusterConfig | LeftOutCluster {
  const { name, signIn, server, ...rest } = supplied;
  try {
    if (!CLUSTER_NAME.test(name)) {
      throw new InputError(
        `${key}: '${name}' is not a cluster name; use letters, digits, dots, hyphens and underscores`,
      );
    }
    const isEks = 'eks' in signIn;
    if (isEks && !rest.region) {
      throw new InputError(`${key}: a cluster with eks needs its AWS region`);
    }
    if (!isEks && !server) {
      throw new InputError(`${key}: needs the URL of its API server`);
    }
    const eksCluster =
      rest.eksCluster ?? (isEks ? signIn.eks.clusterName : undefined);
    return {
      ...rest,
      ...checkedIdentity(`${key}: identity`, rest.identity, {
        key: 'eksCluster',
        name: eksCluster,
      }),
      name,
      key,
      auth: isEks
        ? { kind: 'eks', ...signIn.eks }
        : { kind: 'supplied', token: signIn.token },
      server: server && serverUrl(server, `${key}.server`),
      eksCluster,
      audience: rest.audience ?? DEFAULT_AUDIENCE,
    };
  } catch (error) {
    return { key, name, reason: (error as Error).message };
  }
}
