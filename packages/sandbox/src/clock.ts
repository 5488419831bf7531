/** The sandbox's time. Everything in it asks this clock, so tests can pass days in no time. */
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

  /** Sets the time; it runs on from there. */
  set(epochMilliseconds: number): void {
    this.offset = epochMilliseconds - Date.now();
  }
}
