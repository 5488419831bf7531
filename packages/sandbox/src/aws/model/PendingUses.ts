interface Pending {
  /** Milliseconds since the epoch: when it becomes known. */
  at: number;
  apply: () => void;
}

/** How finely uses that are not known yet are kept apart: a tenth of the delay. */
const PARTS = 10;

/**
 * What was used and does not show yet. In AWS the last use of a key, role or service shows minutes to hours after it.
 * Source: IAM User Guide, "Find unused AWS credentials" and "Refine permissions using last accessed information".
 */
export class PendingUses {
  private readonly pending = new Map<string, Pending>();

  /** Milliseconds of the clock. 0: at once. */
  delay = 0;

  /**
   * @param what - the same text for uses of which only the last matters
   * @param apply - writes it where it is read
   */
  add(what: string, date: number, apply: () => void): void {
    if (this.delay <= 0) {
      apply();
      return;
    }
    const part = Math.floor((date * PARTS) / this.delay);
    this.pending.set(`${what}\n${part}`, { at: date + this.delay, apply });
  }

  /** Lets everything show whose time has come, in the order it happened. */
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
