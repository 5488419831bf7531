import { KnownCluster } from 'backstage-plugin-irsa-common';
import { KINDS, listAll, listPath } from 'backstage-plugin-irsa-node';
import { ClusterHandle, ClusterRegistry } from '../clusters/types';
import { isYounger } from '../shared/isYounger';

/** What was read may be this old. */
const MAX_AGE_MS = 60_000;
const ROLE = 'eks.amazonaws.com/role-arn';

interface Listed {
  metadata: {
    namespace?: string;
    name: string;
    annotations?: Record<string, string>;
  };
}

type ServiceAccounts = NonNullable<KnownCluster['serviceAccounts']>;

/** Clusters that may sign tokens, as far as they can be read. */
export interface ReadClusters {
  clusters: KnownCluster[];
  /** Whether the issuer of every cluster was read. If not, a provider without a known cluster may still be one's own. */
  isComplete: boolean;
}

/** Issuers and ServiceAccounts of all clusters, read at most once a minute unless somebody asks for newer ones. */
export class KnownClusters {
  private read?: { at: number; clusters: Promise<ReadClusters> };

  constructor(private readonly registry: ClusterRegistry) {}

  /**
   * Never throws: what cannot be read is left out, so that nothing is said about it.
   *
   * @param maxAgeMs - 0: reads now
   */
  get(maxAgeMs = MAX_AGE_MS): Promise<ReadClusters> {
    const now = Date.now();
    if (!this.read || !isYounger(this.read.at, maxAgeMs, now)) {
      this.read = { at: now, clusters: this.readAll() };
    }
    return this.read.clusters;
  }

  private async readAll(): Promise<ReadClusters> {
    const all = await Promise.all(this.registry.all().map(readCluster));
    const clusters = all.filter(cluster => cluster !== undefined);
    return {
      clusters,
      isComplete:
        clusters.length === all.length &&
        this.registry.leftOut().length === 0 &&
        this.registry.knownSince() !== undefined,
    };
  }
}

async function readCluster(
  cluster: ClusterHandle,
): Promise<KnownCluster | undefined> {
  let issuer: string;
  try {
    issuer = await cluster.issuer();
  } catch {
    return undefined;
  }
  const named = { name: cluster.name, issuer };
  try {
    const serviceAccounts = await serviceAccountsOf(cluster);
    // Every namespace has the ServiceAccount `default`, so no other list is needed.
    const namespaces = serviceAccounts.map(({ namespace }) => namespace);
    return { ...named, serviceAccounts, namespaces: [...new Set(namespaces)] };
  } catch {
    return named;
  }
}

async function serviceAccountsOf(
  cluster: ClusterHandle,
): Promise<ServiceAccounts> {
  const items = await listAll<Listed>(cluster, listPath(KINDS.ServiceAccount));
  return items.map(({ metadata: { namespace, name, annotations } }) => ({
    namespace: namespace ?? '',
    name,
    roleArn: annotations?.[ROLE] ?? null,
  }));
}
