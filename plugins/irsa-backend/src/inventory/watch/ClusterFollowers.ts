import { SchedulerService } from '@backstage/backend-plugin-api';
import { isClusterError } from 'backstage-plugin-irsa-node';
import { ClusterHandle, ClusterRegistry } from '../../clusters/types';
import { IrsaConfig } from '../../config/IrsaConfig';
import { inPlainWords } from '../../shared/databaseOutage';
import { RecurringFailures } from '../../shared/RecurringFailures';

/** For how long one replica follows a cluster before another one may. */
const HOLD_MS = 60_000;

export interface ClusterFollowersOptions {
  clusters: ClusterRegistry;
  scheduler: SchedulerService;
  scan: IrsaConfig['scan'];
  /** Follows a cluster until the signal is aborted, or lists it where it cannot be followed yet. */
  follow: (cluster: ClusterHandle, signal: AbortSignal) => Promise<void>;
  /** By the names of clusters. A cluster that fails is tried again later. */
  failures: RecurringFailures;
  /** Stops all followers when aborted. */
  signal: AbortSignal;
}

/** Follows every cluster of the registry, also later ones, each on one replica at a time. */
export class ClusterFollowers {
  private readonly leaving = new Map<string, AbortController>();

  constructor(private readonly options: ClusterFollowersOptions) {}

  async start(): Promise<void> {
    for (const cluster of this.options.clusters.all()) {
      await this.schedule(cluster);
    }
  }

  /** A new cluster, or one with changed settings. */
  async add(cluster: ClusterHandle): Promise<void> {
    this.options.failures.forget(cluster.name);
    await this.schedule(cluster);
  }

  remove({ name }: ClusterHandle): void {
    this.leaving.get(name)?.abort();
    this.leaving.delete(name);
  }

  private async schedule(cluster: ClusterHandle): Promise<void> {
    const { scheduler, scan, signal } = this.options;
    const { holdMs = HOLD_MS, timeoutMs } = scan;
    const leave = new AbortController();
    this.leaving.set(cluster.name, leave);
    const end = AbortSignal.any([signal, leave.signal]);
    // One replica at a time follows a cluster. It hands over often, so that a dead one is soon replaced.
    await scheduler.scheduleTask({
      id: `irsa-watch-${cluster.name}`,
      frequency: { seconds: 1 },
      timeout: { milliseconds: Math.max(holdMs, timeoutMs) + 30_000 },
      initialDelay: { seconds: 3 },
      signal: end,
      fn: turn =>
        inPlainWords(() =>
          this.turn(
            cluster,
            AbortSignal.any([turn, end, AbortSignal.timeout(holdMs)]),
          ),
        ),
    });
  }

  private async turn(
    cluster: ClusterHandle,
    signal: AbortSignal,
  ): Promise<void> {
    const { follow, failures } = this.options;
    if (failures.pauseOf(cluster.name) > 0) {
      return;
    }
    try {
      await follow(cluster, signal);
    } catch (error) {
      if (!isClusterError(error)) {
        throw error;
      }
      failures.failed(cluster.name, error.message);
    }
  }
}
