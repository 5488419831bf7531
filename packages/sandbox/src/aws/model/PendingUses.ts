interface Pending {
  /** Milliseconds since the epoch: when it becomes known. */
  at: number;
  apply: () => void;
}

/** Uses that are not visible yet are grouped by time, in tenths of the delay. */
const PARTS = 10;

/**
 * Uses that are not visible yet. In AWS the last use of a key, role or service shows minutes to hours after it.
 * Source: IAM User Guide, "Find unused AWS credentials" and "Refine permissions using last accessed information".
 */
export class PendingUses {
  private readonly pending = new Map<string, Pending>();

  /** Delay in milliseconds of the clock. 0: uses are visible at once. */
  delay = 0;

  /**
   * @param what - names what was used; of uses with the same name only the last matters
   * @param apply - makes the use visible
   */
  add(what: string, date: number, apply: () => void): void {
    if (this.delay <= 0) {
      apply();
      return;
    }
    const part = Math.floor((date * PARTS) / this.delay);
    this.pending.set(`${what}\n${part}`, { at: date + this.delay, apply });
  }

  /** Makes all uses visible that are due, in the order in which they happened. */
  settle(now: number): void {
    if (this.pending.size === 0) {
      return;
    }
    [...this.pending]
      .filter(([, { at }]) => at <= now)
      .sort(([, a], [, b]) => a.at - b.at)
      .forEach(([key, { apply }]) => {
        apply();
        this.pending.delete(key);
      });
  }
}
