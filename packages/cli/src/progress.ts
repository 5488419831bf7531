import { SingleBar } from 'cli-progress';
import { printable } from './text';

export interface Progress {
  /** `done` of `all` steps; `what` is under way. */
  update(done: number, all: number, what: string): void;
  stop(): void;
}

/** A scan that is over before this many milliseconds shows no bar. */
const DELAY_MS = 500;

export interface ProgressOptions {
  enabled: boolean;
  now?: () => number;
}

/** A bar on a terminal; nothing at all elsewhere, so that logs stay readable. */
export function startProgress(
  stream: NodeJS.WriteStream,
  { enabled, now = Date.now }: ProgressOptions,
): Progress {
  if (!enabled || !stream.isTTY) {
    return { update() {}, stop() {} };
  }
  const startedAt = now();
  let bar: SingleBar | undefined;
  // It turns off the wrapping of lines, and Ctrl-C must leave a terminal as it was.
  const stop = () => {
    bar?.stop();
    bar = undefined;
    process.removeListener('exit', stop);
  };
  return {
    update(done, all, what) {
      if (!bar && now() - startedAt >= DELAY_MS) {
        bar = new SingleBar({
          stream,
          format: '{bar} {value}/{total} {what}',
          barsize: 24,
          barCompleteChar: '█',
          barIncompleteChar: '░',
          hideCursor: false,
          gracefulExit: false,
          clearOnComplete: true,
          emptyOnZero: true,
        });
        bar.start(all, done, { what: printable(what) });
        process.once('exit', stop);
      }
      bar?.setTotal(all);
      bar?.update(done, { what: printable(what) });
    },
    stop,
  };
}
