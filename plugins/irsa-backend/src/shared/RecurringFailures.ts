import { backoffMs, BackoffOptions } from './backoff';

const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

export interface RecurringFailuresOptions extends Partial<BackoffOptions> {
  logger: { warn(message: string): void; info(message: string): void };
  now?: () => number;
}

interface Failure {
  /** Number of consecutive failures. */
  count: number;
  message: string;
  /** Time of the first of them, in milliseconds since 1970. */
  since: number;
  nextTryAt: number;
}

/**
 * Recurring failures by name. Each failure makes the pause before the next try longer. The log gets one line when
 * something begins to fail, one when the reason changes, and one when it works again.
 */
export class RecurringFailures {
  private readonly failures = new Map<string, Failure>();
  private readonly now: () => number;

  constructor(private readonly options: RecurringFailuresOptions) {
    this.now = options.now ?? Date.now;
  }

  /** Milliseconds until `name` should be tried again; 0 when it can be tried now. */
  pauseOf(name: string): number {
    const failure = this.failures.get(name);
    return failure ? Math.max(0, failure.nextTryAt - this.now()) : 0;
  }

  /** The present failure, if there is one. Times are in milliseconds since 1970. */
  lasting(
    name: string,
  ): Pick<Failure, 'message' | 'since' | 'nextTryAt'> | undefined {
    return this.failures.get(name);
  }

  /**
   * Records one more failure. `message` is for people and must not differ between two failures of the same reason.
   *
   * @returns how long to wait, in milliseconds
   */
  failed(name: string, message: string): number {
    const { logger, firstMs, longestMs, random } = this.options;
    const before = this.failures.get(name);
    if (before?.message !== message) {
      logger.warn(message);
    }
    const count = (before?.count ?? 0) + 1;
    const pause = backoffMs(count, {
      firstMs: firstMs ?? FIRST_MS,
      longestMs: longestMs ?? LONGEST_MS,
      random,
    });
    this.failures.set(name, {
      count,
      message,
      since: before?.since ?? this.now(),
      nextTryAt: this.now() + pause,
    });
    return pause;
  }

  /** Records a success; `message` is logged when it failed before. */
  succeeded(name: string, message: string): void {
    if (this.failures.delete(name)) {
      this.options.logger.info(message);
    }
  }

  /** Lets `name` be tried at once, for example after its settings have changed. */
  forget(name: string): void {
    this.failures.delete(name);
  }
}
