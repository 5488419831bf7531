import { LoggerService } from '@backstage/backend-plugin-api';
import { SetUp, SetUpProblem } from 'backstage-plugin-irsa-common';
import { RecurringFailures } from '../shared/RecurringFailures';
import { scrub } from '../shared/scrub';
import { StartError } from './StartError';

const NAME = 'start';

export interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Starts what the plugin is made of, and again after a failure or new settings. A failure is a state to be shown and never
 * an error of the portal: a plugin that throws at its start takes the whole backend down.
 */
export class Starter<T extends Stoppable> {
  private running?: T;
  private failure?: { error: StartError; at: Date; nextTryAt?: Date };
  private attempt: Promise<void> = Promise.resolve();
  /** Of the newest attempt; an older one that ends later is dropped. */
  private generation = 0;
  private timer?: NodeJS.Timeout;
  private readonly failures: RecurringFailures;

  constructor(
    private readonly options: {
      /** Throws StartError for what people can mend. */
      start: () => Promise<T>;
      logger: LoggerService;
      failures?: RecurringFailures;
    },
  ) {
    this.failures =
      options.failures ??
      new RecurringFailures({ logger: options.logger, longestMs: 60_000 });
  }

  /** Tries once and resolves when that has ended, well or not, or after `patienceMs`; goes on by itself. Never throws. */
  async begin(patienceMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>(resolve => {
      timer = setTimeout(resolve, patienceMs);
    });
    await Promise.race([this.restart(), patience]);
    clearTimeout(timer);
  }

  current(): T | undefined {
    return this.running;
  }

  state(): SetUp['state'] {
    if (this.running) {
      return 'ready';
    }
    return this.failure ? 'stopped' : 'starting';
  }

  problems(): SetUpProblem[] {
    const { error, at, nextTryAt } = this.failure ?? {};
    return (error?.problems ?? []).map(problem => ({
      ...problem,
      severity: 'error',
      since: at!.toISOString(),
      nextTryAt: nextTryAt?.toISOString(),
    }));
  }

  /** Ends what runs and starts anew, as after a change of settings. Never throws. */
  restart(): Promise<void> {
    this.failures.forget(NAME);
    return this.tryAgain();
  }

  async stop(): Promise<void> {
    this.generation += 1;
    clearTimeout(this.timer);
    await this.attempt;
    await this.end(this.running);
    this.running = undefined;
  }

  private tryAgain(): Promise<void> {
    clearTimeout(this.timer);
    this.generation += 1;
    const mine = this.generation;
    this.attempt = this.attempt.then(() => this.tryOnce(mine));
    return this.attempt;
  }

  private async tryOnce(mine: number): Promise<void> {
    if (mine !== this.generation) {
      return;
    }
    await this.end(this.running);
    this.running = undefined;
    try {
      const started = await this.options.start();
      if (mine !== this.generation) {
        await this.end(started);
        return;
      }
      this.running = started;
      this.failure = undefined;
      this.failures.succeeded(NAME, 'The plugin works now');
    } catch (error) {
      this.fail(mine, toStartError(error as Error));
    }
  }

  private fail(mine: number, error: StartError): void {
    const pause = this.failures.failed(
      NAME,
      `The plugin does not work until this is mended: ${error.message}`,
    );
    if (mine !== this.generation) {
      return;
    }
    this.failure = {
      error,
      at: new Date(this.failures.lasting(NAME)?.since ?? Date.now()),
      nextTryAt: error.mayPass ? new Date(Date.now() + pause) : undefined,
    };
    if (error.mayPass) {
      this.timer = setTimeout(() => void this.tryAgain(), pause).unref();
    }
  }

  private async end(running: T | undefined): Promise<void> {
    try {
      await running?.stop();
    } catch (error) {
      this.options.logger.warn(
        `Ending what ran before failed: ${scrub(String(error))}`,
      );
    }
  }
}

function toStartError(error: Error): StartError {
  if (error instanceof StartError) {
    return error;
  }
  const words = scrub(error.message);
  return new StartError(
    [
      {
        area: 'configuration',
        message: `The plugin could not be started: ${words}. The log of the portal tells more; please report it.`,
      },
    ],
    true,
  );
}
