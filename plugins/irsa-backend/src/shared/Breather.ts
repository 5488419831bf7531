import { setImmediate } from 'node:timers/promises';

/** How long work may go on before others get their turn, in milliseconds. */
const LONGEST_MS = 15;

let since = 0;
let next: Promise<void> | undefined;

function isLong(): boolean {
  return performance.now() - since > LONGEST_MS;
}

/** One for all who wait for it. */
function nextTurn(): Promise<void> {
  next ??= setImmediate().then(() => {
    next = undefined;
    since = performance.now();
  });
  return next;
}

/**
 * Lets the event loop go on in the middle of long work: requests are answered, and timers fire. All long work of the process has
 * the time of a turn together: an audit and the writing of what was found before it would otherwise each take all of it.
 */
export class Breather {
  /** To be awaited between two pieces of work, each of a few milliseconds at most, that are done one after the other. */
  async breathe(): Promise<void> {
    while (isLong()) {
      await nextTurn();
    }
  }

  /**
   * Does one of many pieces of work that wait for things side by side. Each looks at the clock just before it begins: otherwise
   * all that have waited for the same turn would go on in it.
   */
  async inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    while (isLong()) {
      await nextTurn();
    }
    return work();
  }
}
