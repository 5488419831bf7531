/** Aborts its signal after this many milliseconds without progress. */
export class Deadline {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout;

  constructor(private readonly milliseconds: number) {
    this.timer = this.start();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Reports progress, which restarts the time. */
  postpone(): void {
    clearTimeout(this.timer);
    this.timer = this.start();
  }

  clear(): void {
    clearTimeout(this.timer);
  }

  private start(): NodeJS.Timeout {
    return setTimeout(
      () =>
        this.controller.abort(
          new DOMException('Without progress for too long', 'TimeoutError'),
        ),
      this.milliseconds,
    );
  }
}
