import { SingleBar } from 'cli-progress';
import { printable } from './text';

export interface Progress {
  /** `done` of `all` steps are finished; `what` is the current one. */
  update(done: number, all: number, what: string): void;
  stop(): void;
}

/** A scan that takes fewer milliseconds shows no bar. */
const DELAY_MS = 500;

export interface ProgressOptions {
  enabled: boolean;
  now?: () => number;
}

/** A progress bar on a terminal. Elsewhere it shows nothing, so that logs stay readable. */
export function startProgress(
  stream: NodeJS.WriteStream,
  { enabled, now = Date.now }: ProgressOptions,
): Progress {
  if (!enabled || !stream.isTTY) {
    return { update() {}, stop() {} };
  }
  const startedAt = now();
  let bar: SingleBar | undefined;
  // The bar turns line wrapping off. Ctrl-C must restore the terminal.
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
