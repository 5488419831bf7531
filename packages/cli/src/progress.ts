import { SingleBar } from 'cli-progress';
import { printable } from './text';

export interface Progress {
  /** `done` of `all` steps; `what` is under way. */
  update(done: number, all: number, what: string): void;
  stop(): void;
}

/** A scan that is over before this many milliseconds shows no bar. */
const DELAY_MS = 500;

/** A bar on a terminal; nothing at all elsewhere, so that logs stay readable. */
export function startProgress(
  stream: NodeJS.WriteStream,
  enabled: boolean,
): Progress {
  if (!enabled || !stream.isTTY) {
    return { update() {}, stop() {} };
  }
  const startedAt = Date.now();
  let bar: SingleBar | undefined;
  return {
    update(done, all, what) {
      if (!bar && Date.now() - startedAt >= DELAY_MS) {
        bar = new SingleBar({
          stream,
          format: '{bar} {value}/{total} {what}',
          barsize: 24,
          barCompleteChar: '█',
          barIncompleteChar: '░',
          // Ctrl-C ends the program at once, and must leave a terminal as it was.
          hideCursor: false,
          gracefulExit: false,
          clearOnComplete: true,
          emptyOnZero: true,
        });
        bar.start(all, done, { what: printable(what) });
      }
      bar?.setTotal(all);
      bar?.update(done, { what: printable(what) });
    },
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}
