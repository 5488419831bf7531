import { ScanContext } from '../scan/ClusterScanner';

type Context = Omit<ScanContext, 'memory'>;

/**
 * Keys and catalog links as watches use them: read once, and again in the background, since a change has to show within
 * seconds and reading an account takes longer than that.
 */
export class HeldContext {
  private held?: { at: number; context: Promise<Context> };
  private refreshing?: Promise<void>;

  constructor(
    private readonly read: (options: { maxAgeMs: number }) => Promise<Context>,
    private readonly maxAgeMs: number,
  ) {}

  async get(): Promise<Context> {
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

  /** Reads anew unless it is younger than `maxAgeMs`. What is held stays in use until then, and when that fails. */
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
