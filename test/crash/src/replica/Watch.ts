import { readSync, writeSync } from 'node:fs';
import { EndSignal, Place } from './messages';

const STDIN = 0;
const STDOUT = 1;

interface Told {
  place: Place;
  isInTransaction: boolean;
}

/** Counts the calls of this process, and ends or stops it at the chosen place. */
export class Watch {
  private readonly counts = new Map<string, number>();
  private isOn = false;
  private tell?: (told: Told) => void;
  private end?: { place: Place; signal: EndSignal };

  begin(options: {
    tell?: (told: Told) => void;
    end?: { place: Place; signal: EndSignal };
  }): void {
    this.counts.clear();
    this.tell = options.tell;
    this.end = options.end;
    this.isOn = true;
  }

  /**
   * Called right before a call leaves this process. Returns what to call when its answer is there.
   *
   * @param open - whether a transaction with writes is open before the call, and after it
   */
  before(call: string, open = { before: false, after: false }): () => void {
    if (!this.isOn) {
      return () => {};
    }
    const nth = (this.counts.get(call) ?? 0) + 1;
    this.counts.set(call, nth);
    this.at({
      place: { call, nth, when: 'before' },
      isInTransaction: open.before,
    });
    return () =>
      this.at({
        place: { call, nth, when: 'after' },
        isInTransaction: open.after,
      });
  }

  private at(told: Told): void {
    this.tell?.(told);
    const { end } = this;
    const { call, nth, when } = told.place;
    if (
      end?.place.call === call &&
      end.place.nth === nth &&
      end.place.when === when
    ) {
      this.end = undefined;
      // Not through the channel to the parent: what is queued there would be lost with this process.
      writeSync(STDOUT, `${end.signal}\n`);
      if (end.signal === 'SIGKILL') {
        process.kill(process.pid, end.signal);
      }
      // The parent stops this process here, so that it knows when. It may go on when it is woken.
      readSync(STDIN, Buffer.alloc(1));
    }
  }
}
