import { setImmediate } from 'node:timers/promises';

/** How long work may go on before others get their turn, in milliseconds. */
const LONGEST_MS = 15;

/** Lets the event loop go on in the middle of long work: requests are answered, and timers fire. */
export class Breather {
  private since = performance.now();

  /** To be awaited between two pieces of work, each of a few milliseconds at most. */
  async breathe(): Promise<void> {
    if (performance.now() - this.since > LONGEST_MS) {
      await setImmediate();
      this.since = performance.now();
    }
  }
}
