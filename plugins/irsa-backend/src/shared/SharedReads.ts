import { setImmediate } from 'node:timers/promises';

interface Round {
  /** Whether it has begun, so that what is written from now on may not be in it. */
  begun: boolean;
  result: Promise<unknown>;
}

/**
 * Answers questions that many ask at the same time from one reading. Whoever asks while a reading runs gets the next one, so
 * that an answer always holds what was written before it was asked for.
 */
export class SharedReads {
  /** By the question: the last reading that was asked for. */
  private readonly last = new Map<string, Round>();

  /**
   * Returns what `read` finds, or what another reading of the same question finds that begins after this call. The result is
   * shared: nobody may change it. Throws what the reading throws.
   *
   * @param question - must name everything that the answer depends on
   */
  ask<T>(question: string, read: () => Promise<T>): Promise<T> {
    const last = this.last.get(question);
    if (last && !last.begun) {
      return last.result as Promise<T>;
    }
    const before = last ? last.result.catch(() => {}) : undefined;
    const round: Round = { begun: false, result: Promise.resolve() };
    const begin = () => {
      round.begun = true;
      return read();
    };
    // SQLite answers without a turn of the event loop: what else has arrived by now would not be asked before the reading is over.
    const result = (before ?? setImmediate()).then(begin).finally(() => {
      if (this.last.get(question) === round) {
        this.last.delete(question);
      }
    });
    round.result = result;
    this.last.set(question, round);
    return result;
  }
}
