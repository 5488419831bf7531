import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { IrsaConfig } from '../config/IrsaConfig';
import { DefaultClusterHandle } from './DefaultClusterHandle';
import { EksAccess } from './EksAccess';
import { ClusterHandle, ClusterRegistry } from './types';

export class DefaultClusterRegistry implements ClusterRegistry {
  /** `rootConfig` is needed for EKS clusters only: their AWS credentials come from its `aws` block. */
  static create(options: {
    config: IrsaConfig;
    rootConfig?: Config;
    logger: LoggerService;
  }): DefaultClusterRegistry {
    const { config, rootConfig, logger } = options;
    for (const note of config.notes ?? []) {
      logger.warn(note);
    }
    if (config.clusters.length === 0) {
      logger.warn(
        'No Kubernetes cluster is configured: list at least one under irsa.clusters',
      );
    }
    const eks =
      rootConfig && config.clusters.some(({ eksCluster }) => eksCluster)
        ? EksAccess.fromConfig(rootConfig, config.aws)
        : undefined;
    const handles = config.clusters.map(
      cluster => new DefaultClusterHandle(cluster, eks),
    );
    return new DefaultClusterRegistry(
      new Map(handles.map(handle => [handle.name, handle])),
    );
  }

  private constructor(private readonly handles: Map<string, ClusterHandle>) {}

  all(): ClusterHandle[] {
    return [...this.handles.values()];
  }

  get(name: string): ClusterHandle {
    const handle = this.handles.get(name);
    if (!handle) {
      throw new NotFoundError(
        `There is no cluster '${name}'. There are: ${
          [...this.handles.keys()].join(', ') || 'none'
        }. Clusters are configured under irsa.clusters.`,
      );
    }
    return handle;
  }
}
