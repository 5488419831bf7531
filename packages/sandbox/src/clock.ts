/** The sandbox's time. Everything in the sandbox uses this clock, so that tests can move it by days. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Real time plus an offset that can be moved. */
export class SettableClock implements Clock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  /** Moves time forward (or back, when negative) by this many milliseconds. */
  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }

  /** Sets the time. The clock runs on from there. */
  set(epochMilliseconds: number): void {
    this.offset = epochMilliseconds - Date.now();
  }
}
