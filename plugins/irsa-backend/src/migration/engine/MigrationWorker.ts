import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClaimLostError,
  DatabaseLostError,
  LeaveError,
  TurnedAroundError,
} from '../model/errors';
import { MigrationStore } from '../store/MigrationStore';
import { MigrationRecord } from '../model/records';
import { statusesToTake } from './slots';
import { RecurringFailures } from '../../shared/RecurringFailures';
import { wordsOf } from '../../shared/databaseOutage';

const HEARTBEAT_MS = 1000;
const LOOK_MS = 2000;
const WAKE_LATER_MS = 20;

/**
 * Works on one claimed migration until it rests. Returns after how many milliseconds it has to go on, when it only waits for time to
 * pass. `leave` and `turn` fire with the reason to end.
 */
export interface Runner {
  run(
    record: MigrationRecord,
    signals: { leave: AbortSignal; turn: AbortSignal },
  ): Promise<number | undefined>;
}

/** Claims migrations that wait or whose worker has stopped its heartbeat, and runs a few at a time. */
export class MigrationWorker {
  /** By their claims: one that only pauses may be claimed again before its last turn has ended. */
  private readonly running = new Map<
    string,
    { record: MigrationRecord; done: Promise<void> }
  >();
  private leave = new AbortController();
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;
  private lookAgain = false;
  private readonly failures: RecurringFailures;
  /** Migrations that this process left because the database failed, and whether their log says so by now. */
  private readonly left = new Map<string, { isTold: boolean }>();

  constructor(
    private readonly options: {
      store: MigrationStore;
      runner: Runner;
      logger: LoggerService;
      concurrency: number;
      staleAfterMs: number;
      longestPauseMs: number;
      /** How many times faster than usual it looks and beats. */
      speed: number;
      /** How long its end waits for calls. */
      stopMs: number;
    },
  ) {
    this.failures = new RecurringFailures({
      logger: options.logger,
      longestMs: options.longestPauseMs,
    });
  }

  start(): void {
    if (this.timer) {
      return;
    }
    this.leave = new AbortController();
    this.timer = setInterval(() => this.wake(), LOOK_MS / this.options.speed);
    this.timer.unref();
    this.wake();
  }

  /** Stops running migrations between two calls, so that another process or the next start continues them. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.leave.abort(new LeaveError('The process stops.'));
    const ended = Promise.all([
      this.looking,
      ...[...this.running.values()].map(({ done }) => done),
    ]);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>(resolve => {
      timer = setTimeout(() => {
        this.options.logger.warn(
          'Migrations are left in the middle of a call; another process goes on with them.',
        );
        resolve();
      }, this.options.stopMs);
    });
    await Promise.race([ended, patience]);
    clearTimeout(timer);
  }

  /** Looks for work now. */
  wake(): void {
    if (!this.timer) {
      return;
    }
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = this.look()
      .then(() =>
        this.failures.succeeded(
          'look',
          'Migrations that wait are looked for again',
        ),
      )
      .catch(error => {
        this.failures.failed(
          'look',
          `Looking for migrations failed: ${wordsOf(
            error,
          )}. It is tried again every two seconds.`,
        );
      })
      .finally(() => {
        this.looking = undefined;
        if (this.lookAgain) {
          this.lookAgain = false;
          this.wake();
        }
      });
  }

  /** Its turns may be farther apart than what waits. */
  private wakeIn(milliseconds: number): void {
    // A moment later, since the database has a clock of its own.
    setTimeout(() => this.wake(), milliseconds + WAKE_LATER_MS).unref();
  }

  private async look(): Promise<void> {
    const { store, concurrency, staleAfterMs } = this.options;
    while (!this.leave.signal.aborted) {
      const statuses = statusesToTake(
        [...this.running.values()].map(({ record }) => record),
        concurrency,
      );
      if (statuses.length === 0) {
        return;
      }
      const waiting = [...this.left.keys()].filter(id =>
        this.failures.pauseOf(id),
      );
      const record = await store.claims.next(staleAfterMs, waiting, statuses);
      if (!record) {
        return;
      }
      const { id, claim = id } = record;
      this.running.set(claim, {
        record,
        done: this.work(record).finally(() => {
          this.running.delete(claim);
          this.wake();
        }),
      });
    }
  }

  private async work(record: MigrationRecord): Promise<void> {
    const { store, runner, logger, speed } = this.options;
    const claim = record.claim ?? '';
    const lost = new AbortController();
    const turn = new AbortController();
    const leave = AbortSignal.any([this.leave.signal, lost.signal]);
    let isBeating = false;
    const timer = setInterval(async () => {
      // A database that is away answers late or never: heartbeats must not pile up.
      if (isBeating) {
        return;
      }
      isBeating = true;
      try {
        const status = await store.claims.heartbeat(record.id, claim);
        if (status === 'rollingBack' && record.direction === 'forward') {
          turn.abort(new TurnedAroundError('A roll back was asked for.'));
        }
      } catch (error) {
        // A temporary failure of the database is not a lost claim. The next write will show.
        if (error instanceof ClaimLostError) {
          lost.abort(error);
        }
      } finally {
        isBeating = false;
      }
    }, HEARTBEAT_MS / speed);
    timer.unref();
    try {
      await this.tellOfTheLoss(record);
      const againInMs = await runner.run(record, { leave, turn: turn.signal });
      if (againInMs !== undefined) {
        this.wakeIn(againInMs);
      }
      this.left.delete(record.id);
      this.failures.succeeded(record.id, `Migration ${record.id} went on`);
    } catch (error) {
      if (error instanceof ClaimLostError || lost.signal.aborted) {
        logger.warn(`Migration ${record.id} was taken over by another process`);
        return;
      }
      if (
        error instanceof DatabaseLostError ||
        !(error instanceof LeaveError)
      ) {
        this.leaveForNow(record, error);
        // When this does not reach the database, the claim gets stale instead.
        void store.claims.release(record.id, claim).catch(() => undefined);
        return;
      }
    } finally {
      clearInterval(timer);
    }
    await store.claims
      .release(record.id, claim)
      .catch(error => logger.warn(`Releasing failed: ${wordsOf(error)}`));
  }

  private leaveForNow({ id }: MigrationRecord, error: unknown): void {
    const cause = error instanceof DatabaseLostError ? error.cause : error;
    this.left.set(id, this.left.get(id) ?? { isTold: false });
    this.failures.failed(
      id,
      `Migration ${id} waits: ${wordsOf(cause)} It goes on from where it is.`,
    );
  }

  /** The outage could not be written down while it lasted. */
  private async tellOfTheLoss({ id, claim }: MigrationRecord): Promise<void> {
    const failure = this.failures.lasting(id);
    const left = this.left.get(id);
    if (!left || left.isTold || !failure) {
      return;
    }
    await this.options.store.log.add(id, claim!, {
      level: 'warning',
      message: `The portal's database could not be used since ${new Date(
        failure.since,
      ).toISOString()}. The migration goes on from where it was.`,
    });
    left.isTold = true;
  }
}
