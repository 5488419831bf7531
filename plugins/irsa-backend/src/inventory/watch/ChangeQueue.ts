/** Longest time a change waits for others of the same thing, in milliseconds. */
const WINDOW_MS = 250;

export interface ChangeQueueOptions<T> {
  /** Takes what has come together. Errors are the caller's to handle; it is never called twice at the same time. */
  flush: (changes: Map<string, T>) => Promise<void>;
  /** There was more than `capacity`: everything that waited is dropped, the caller has to read anew. */
  overflow: () => void;
  capacity: number;
  windowMs?: number;
}

/**
 * Brings changes of the same thing together: a rollout changes a Deployment dozens of times, and one look at the end is
 * enough. Bounded, so that a storm of changes costs a new list and not the portal's memory.
 */
export class ChangeQueue<T> {
  private waiting = new Map<string, T>();
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
    this.waiting.set(id, change);
    this.schedule();
  }

  /** Flushes what waits and resolves when nothing is under way. */
  async drain(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.flushing;
    if (this.waiting.size > 0) {
      await this.flush();
    }
  }

  /** Drops what waits; resolves when nothing is under way. */
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
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, this.options.windowMs ?? WINDOW_MS);
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
