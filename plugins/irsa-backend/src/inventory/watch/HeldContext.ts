import { FleetContext } from '../scan/fleetContext';

/**
 * Keys and catalog links for watches. They are cached and refreshed in the background, because a change must be visible
 * within seconds and reading an account takes longer.
 */
export class HeldContext {
  private held?: { at: number; context: Promise<FleetContext> };
  private refreshing?: Promise<void>;

  constructor(
    private readonly read: (options: {
      maxAgeMs: number;
    }) => Promise<FleetContext>,
    private readonly maxAgeMs: number,
  ) {}

  async get(): Promise<FleetContext> {
    if (!this.held) {
      const context = this.read({ maxAgeMs: this.maxAgeMs });
      this.held = { at: Date.now(), context };
      context.catch(() => {
        this.held = undefined;
      });
    } else if (Date.now() - this.held.at > this.maxAgeMs) {
      void this.refresh(this.maxAgeMs);
    }
    return this.held.context;
  }

  /**
   * Refreshes the cache unless it is younger than `maxAgeMs`. The old content stays in use meanwhile, and when the
   * refresh fails.
   */
  async refresh(maxAgeMs: number): Promise<void> {
    if (this.held && Date.now() - this.held.at < maxAgeMs) {
      return;
    }
    this.refreshing ??= this.read({ maxAgeMs })
      .then(
        context => {
          this.held = { at: Date.now(), context: Promise.resolve(context) };
        },
        () => {},
      )
      .finally(() => {
        this.refreshing = undefined;
      });
    await this.refreshing;
  }
}
