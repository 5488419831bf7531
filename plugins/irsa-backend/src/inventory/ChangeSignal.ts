import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { irsaSignals } from 'backstage-plugin-irsa-common';

/** Open pages are told at most this often. */
const WINDOW_MS = 500;

/**
 * Tells open pages that the inventory has changed: `{ clusters }` on channel `irsa:inventory`. It contains no data: the
 * pages read again, with the rights of their user.
 */
export class ChangeSignal {
  private readonly clusters = new Set<string>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly signals: SignalsService,
    private readonly logger: LoggerService,
  ) {}

  /** By the name of a cluster, or a workload's id. */
  soon(change: { cluster?: string; workload?: string }): void {
    const cluster =
      change.cluster ?? change.workload?.split('/').slice(0, -3).join('/');
    if (cluster) {
      this.clusters.add(cluster);
    }
    this.timer ??= setTimeout(() => this.send(), WINDOW_MS).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private send(): void {
    this.timer = undefined;
    const clusters = [...this.clusters].sort();
    this.clusters.clear();
    this.signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: irsaSignals.inventory,
        message: { clusters },
      })
      .catch(error =>
        this.logger.debug(`Signal not sent: ${(error as Error).name}`),
      );
  }
}
