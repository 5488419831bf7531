/**
 * A queue of keys. Each key is processed by one worker at a time, in the order in which keys were added. A key that is
 * added while it is processed is processed again. A key that waits for a webhook does not delay the others. Errors of a
 * controller are retried with growing delays.
 */
export class Workqueue {
  private waiting = new Set<string>();
  private working = new Set<string>();
  private timers = new Map<string, NodeJS.Timeout>();
  private failures = new Map<string, number>();
  private scheduled = false;
  private stopped = false;

  constructor(private readonly work: (key: string) => Promise<void>) {}

  add(key: string): void {
    if (this.stopped) {
      return;
    }
    this.waiting.add(key);
    if (this.scheduled) {
      return;
    }
    this.scheduled = true;
    setImmediate(() => this.drain());
  }

  addAfter(key: string, milliseconds: number): void {
    if (this.stopped) {
      return;
    }
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        this.add(key);
      }, milliseconds),
    );
  }

  stop(): void {
    this.stopped = true;
    this.waiting.clear();
    this.timers.forEach(timer => clearTimeout(timer));
    this.timers.clear();
  }

  private drain(): void {
    this.scheduled = false;
    const keys = [...this.waiting].filter(key => !this.working.has(key));
    for (const key of keys) {
      this.waiting.delete(key);
      void this.workOn(key);
    }
  }

  private async workOn(key: string): Promise<void> {
    if (this.stopped) {
      return;
    }
    this.working.add(key);
    try {
      await this.work(key);
      this.failures.delete(key);
    } catch {
      const failures = (this.failures.get(key) ?? 0) + 1;
      this.failures.set(key, failures);
      this.addAfter(key, Math.min(10 * 2 ** failures, 5_000));
    } finally {
      this.working.delete(key);
      if (this.waiting.has(key)) {
        this.add(key);
      }
    }
  }
}
