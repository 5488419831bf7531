/** Longest time that a change waits for others, in milliseconds. */
const WINDOW_MS = 250;

export interface ChangeQueueOptions<T> {
  /** Handles the collected changes. It must handle its own errors, and is never called concurrently. */
  flush: (changes: Map<string, T>) => Promise<void>;
  /**
   * Called when there were more changes than `capacity`. All waiting changes are dropped, so the caller must read
   * everything again.
   */
  overflow: () => void;
  capacity: number;
  windowMs?: number;
}

/**
 * Collects changes of the same object: a rollout changes a Deployment dozens of times, and one read at the end is
 * enough. The queue is bounded, so that very many changes lead to a new list instead of filling the memory.
 */
export class ChangeQueue<T> {
  private waiting = new Map<string, T>();
  /** When the first of the waiting changes came. */
  private since = 0;
  private timer?: NodeJS.Timeout;
  private flushing?: Promise<void>;
  private stopped = false;

  constructor(private readonly options: ChangeQueueOptions<T>) {}

  /** The latest change of an id replaces the one before. */
  add(id: string, change: T): void {
    if (this.stopped) {
      return;
    }
    if (this.waiting.size >= this.options.capacity && !this.waiting.has(id)) {
      this.waiting.clear();
      this.options.overflow();
      return;
    }
    if (this.waiting.size === 0) {
      this.since = performance.now();
    }
    this.waiting.set(id, change);
    this.schedule();
  }

  /** Handles all waiting changes, and resolves when nothing is under way. */
  async drain(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.flushing;
    if (this.waiting.size > 0) {
      await this.flush();
    }
  }

  /** Drops all waiting changes, and resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.waiting.clear();
    await this.flushing;
  }

  private schedule(): void {
    if (this.timer || this.flushing) {
      return;
    }
    // What came while others were handled has waited already.
    const waited = performance.now() - this.since;
    const window = this.options.windowMs ?? WINDOW_MS;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, Math.max(0, window - waited));
  }

  private async flush(): Promise<void> {
    const changes = this.waiting;
    this.waiting = new Map();
    this.flushing = this.options.flush(changes).finally(() => {
      this.flushing = undefined;
      if (this.waiting.size > 0 && !this.stopped) {
        this.schedule();
      }
    });
    await this.flushing;
  }
}
