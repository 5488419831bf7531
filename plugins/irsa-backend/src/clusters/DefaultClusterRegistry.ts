import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterConfig,
  FoundClusters,
  IrsaConfig,
  LeftOutCluster,
} from '../config/IrsaConfig';
import { DefaultClusterHandle } from './DefaultClusterHandle';
import { EksAccess } from './EksAccess';
import { ClusterChange, ClusterHandle, ClusterRegistry } from './types';

/** For the log. */
export const NO_CLUSTER =
  'No Kubernetes cluster is configured: list at least one under irsa.clusters';

export class DefaultClusterRegistry implements ClusterRegistry {
  /**
   * Starts with the clusters of `config`; `update` replaces them later. `rootConfig` is only needed for EKS clusters,
   * whose AWS credentials come from its `aws` block.
   */
  static create(options: {
    config: IrsaConfig;
    rootConfig?: Config;
    logger: LoggerService;
  }): DefaultClusterRegistry {
    const { config, rootConfig, logger } = options;
    const registry = new DefaultClusterRegistry(
      () => rootConfig && EksAccess.fromConfig(rootConfig, config.aws),
      logger,
    );
    registry.update({
      clusters: config.clusters,
      leftOut: config.leftOut ?? [],
    });
    return registry;
  }

  private handles = new Map<string, ClusterHandle>();
  private unusable: readonly LeftOutCluster[] = [];
  private readonly listeners: ((change: ClusterChange) => void)[] = [];
  private eks?: EksAccess;
  private since?: number;

  private constructor(
    private readonly makeEks: () => EksAccess | undefined,
    private readonly logger: LoggerService,
  ) {}

  all(): ClusterHandle[] {
    return [...this.handles.values()];
  }

  leftOut(): readonly LeftOutCluster[] {
    return this.unusable;
  }

  get(name: string): ClusterHandle {
    const handle = this.handles.get(name);
    if (handle) {
      return handle;
    }
    const unusable = this.unusable.find(each => each.name === name);
    if (unusable) {
      throw new ServiceUnavailableError(
        `Cluster '${name}' cannot be used. ${unusable.reason}`,
      );
    }
    throw new NotFoundError(
      `There is no cluster '${name}'. There are: ${
        [...this.handles.keys()].join(', ') || 'none'
      }. Clusters are configured under irsa.clusters.`,
    );
  }

  knownSince(): number | undefined {
    const isNameless = this.unusable.some(({ name }) => name === undefined);
    return isNameless ? undefined : this.since;
  }

  onChange(listener: (change: ClusterChange) => void): void {
    this.listeners.push(listener);
  }

  /** Replaces the clusters. A cluster with the same settings keeps its handle and connections. */
  update(
    { clusters, leftOut }: FoundClusters,
    knownSince: number | undefined = 0,
  ): void {
    this.since = knownSince;
    const before = this.handles;
    this.handles = new Map(
      clusters.map(cluster => {
        const known = before.get(cluster.name);
        return [
          cluster.name,
          known && isSame(known.config, cluster) ? known : this.make(cluster),
        ];
      }),
    );
    this.unusable = leftOut;
    const added = this.all().filter(each => before.get(each.name) !== each);
    const removed = [...before.values()].filter(
      each => this.handles.get(each.name) !== each,
    );
    if (this.handles.size === 0 && before.size > 0) {
      this.logger.warn(NO_CLUSTER);
    }
    if (added.length > 0 || removed.length > 0) {
      this.listeners.forEach(listener => listener({ added, removed }));
    }
  }

  private make(cluster: ClusterConfig): ClusterHandle {
    if (cluster.eksCluster || cluster.auth.kind === 'eks') {
      this.eks ??= this.makeEks();
    }
    this.eks?.forget(cluster);
    return new DefaultClusterHandle(cluster, this.eks);
  }
}

function isSame(one: ClusterConfig, other: ClusterConfig): boolean {
  const token = ({ auth }: ClusterConfig) =>
    auth.kind === 'supplied' ? auth.token : undefined;
  return (
    JSON.stringify(one) === JSON.stringify(other) && token(one) === token(other)
  );
}
