import { KEYS_MAX_AGE_MS } from '../../accounts/readKeys';
import { SnapshotAge } from '../../accounts/types';
import { FleetContext } from '../scan/fleetContext';
import { isYounger } from '../../shared/isYounger';

/**
 * Keys and catalog links, for scans and watches. Watches use what was read last and do not wait for a newer reading,
 * because a change must be visible within seconds and reading an account takes longer.
 */
export class HeldContext {
  private held?: { at: number; context: Promise<FleetContext> };
  private refreshing?: Promise<void>;

  constructor(
    private readonly readContext: (age: SnapshotAge) => Promise<FleetContext>,
    private readonly maxAgeMs: number,
  ) {}

  /** What was read last. */
  async get(): Promise<FleetContext> {
    if (!this.held) {
      const at = Date.now();
      const context = this.readContext({
        maxAgeMs: this.maxAgeMs,
        keysMaxAgeMs: KEYS_MAX_AGE_MS,
      });
      this.held = { at, context };
      context.catch(() => {
        this.held = undefined;
      });
    } else if (!isYounger(this.held.at, this.maxAgeMs, Date.now())) {
      void this.refresh(this.maxAgeMs);
    }
    return this.held.context;
  }

  /**
   * Reads the catalog, and the accounts that are older than `maxAgeMs`. Whoever asks `get` from then on gets the same,
   * so that a change on a cluster does not bring back what a scan has found to be different.
   */
  async read(age: SnapshotAge): Promise<FleetContext> {
    const at = Date.now();
    const context = await this.readContext(age);
    // A reading that began later knows more.
    if (!this.held || this.held.at <= at || this.held.at > Date.now()) {
      this.held = { at, context: Promise.resolve(context) };
    }
    return context;
  }

  /**
   * Reads again unless what is held is younger than `maxAgeMs`. The old content stays in use meanwhile, and when the
   * reading fails.
   */
  async refresh(maxAgeMs: number): Promise<void> {
    if (this.held && isYounger(this.held.at, maxAgeMs, Date.now())) {
      return;
    }
    this.refreshing ??= this.read({
      maxAgeMs,
      keysMaxAgeMs: KEYS_MAX_AGE_MS,
    })
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        this.refreshing = undefined;
      });
    await this.refreshing;
  }
}
