import { MigrationStatus } from 'backstage-plugin-irsa-common';
import {
  NeedsHumanError,
  StepFailedError,
  StoppedError,
  TurnedAroundError,
} from '../model/errors';
import { scrub } from '../../shared/scrub';
import { stepsOf } from '../steps';
import { leaveSecretRequest } from '../steps/leaveSecretRequest';
import { Step, StepContext } from '../model/Step';
import { MigrationRecord, StepRecord } from '../model/records';
import { afterRollbackInWords } from '../afterRollback/inWords';
import { readAfterRollback } from '../afterRollback/readAfterRollback';
import { wasSwitched } from '../model/wasSwitched';
import { backoffMs } from '../../shared/backoff';
import { createStepContext, EngineParts } from './createStepContext';
import { finishByHand } from './finishByHand';
import { leavesWithDatabase } from './leavesWithDatabase';
import { inWords, rethrowUnlessOfStep } from './stepErrors';
import {
  LOOK_AGAIN,
  Waiting,
  waitingInWords,
  waitingState,
} from '../model/waiting';

const UNDO_ATTEMPTS = 3;
const WAITS = Symbol('waits for somebody else');

/** Called when a migration gets a new status, to pass it on (inventory, notifications). */
export type StatusListener = (record: MigrationRecord) => Promise<void>;

/** Runs the steps of one claimed migration, forward or back, until it rests. */
export class MigrationRunner {
  private readonly parts: EngineParts;

  constructor(parts: EngineParts, private readonly onStatus: StatusListener) {
    this.parts = { ...parts, store: leavesWithDatabase(parts.store) };
  }

  /** `signal` fires with LeaveError, ClaimLostError or TurnedAroundError as its reason. */
  async run(
    record: MigrationRecord,
    signals: { leave: AbortSignal; turn: AbortSignal },
  ): Promise<void> {
    if (record.direction === 'forward') {
      const signal = AbortSignal.any([signals.leave, signals.turn]);
      const turned = await this.forward(record, signal);
      if (!turned) {
        return;
      }
    }
    await this.back(record, signals.leave);
  }

  /** Returns whether to roll back. */
  private async forward(
    record: MigrationRecord,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { store, now } = this.parts;
    await this.setStatus(record, { status: 'running' }, ['queued', 'running']);
    const known = await this.stepsById(record);
    for (const step of stepsOf(record.execution)) {
      if (known.get(step.id)?.state === 'done') {
        continue;
      }
      if (await this.stopOrTurn(record)) {
        return record.direction === 'back';
      }
      const startedAt =
        known.get(step.id)?.startedAt ?? new Date(now()).toISOString();
      await store.steps.update(record.id, record.claim!, step.id, {
        state: 'running',
        startedAt,
      });
      const context = await this.context(record, step, signal);
      try {
        const { outcome, detail } = await step.ensure(context);
        await this.waitsNoMore(record, context);
        await store.steps.update(record.id, record.claim!, step.id, {
          state: 'done',
          outcome,
          detail: scrub(detail),
          finishedAt: new Date(now()).toISOString(),
        });
        await context.say(detail);
      } catch (error) {
        return await this.failed(record, step, context, error);
      }
    }
    await this.setStatus(record, { status: 'soaking' }, [
      'running',
      'stopping',
    ]);
    return this.turnedMeanwhile(record);
  }

  /** A rollback may have been requested at the very end. */
  private async turnedMeanwhile(record: MigrationRecord): Promise<boolean> {
    const current = await this.parts.store.find(record.id);
    if (current?.status !== 'rollingBack') {
      return false;
    }
    Object.assign(record, {
      status: current.status,
      direction: current.direction,
      rollbackReason: current.rollbackReason,
      switchKeyOn: current.switchKeyOn,
    });
    return true;
  }

  /** Leaves the migration to its turn of later. False when somebody has asked for something else. */
  private async rest(
    record: MigrationRecord,
    step: Step,
    waiting: Waiting,
    from: MigrationStatus,
  ): Promise<boolean> {
    const { store, now, speed } = this.parts;
    const { waitingFor, isNew } = waitingState(
      record.state.waitingFor,
      waiting,
      new Date(now()).toISOString(),
    );
    const forMs = backoffMs(waitingFor.looks, LOOK_AGAIN) / speed;
    const state = { ...record.state, waitingFor };
    const line = `Waits for ${waiting.whom}: ${waiting.words}`;
    const rests = await store.wait(
      record.id,
      record.claim!,
      state,
      { from: [from], forMs },
      ...(isNew
        ? [{ level: 'info' as const, step: step.id, message: line }]
        : []),
    );
    if (rests && isNew) {
      Object.assign(record, { state });
      this.parts.announce(record.id);
      await this.onStatus(record);
    }
    return rests;
  }

  private async waitsNoMore(
    record: MigrationRecord,
    context: StepContext,
  ): Promise<void> {
    if (record.state.waitingFor) {
      await context.setState({ waitingFor: undefined });
    }
  }

  private async askedMeanwhile(record: MigrationRecord): Promise<boolean> {
    await this.stopOrTurn(record);
    return record.direction === 'back';
  }

  private async stopOrTurn(record: MigrationRecord): Promise<boolean> {
    const status = await this.parts.store.claims.heartbeat(
      record.id,
      record.claim!,
    );
    if (status === 'rollingBack') {
      return this.turnedMeanwhile(record);
    }
    if (status !== 'stopping') {
      return false;
    }
    const stopped = await this.setStatus(
      record,
      { status: 'stopped' },
      ['stopping'],
      'Stopped between two steps. What was done stays.',
    );
    return stopped || this.turnedMeanwhile(record);
  }

  private async failed(
    record: MigrationRecord,
    step: Step,
    context: StepContext,
    error: unknown,
  ): Promise<boolean> {
    rethrowUnlessOfStep(error);
    if (error instanceof TurnedAroundError) {
      return this.turnedMeanwhile(record);
    }
    if (error instanceof StoppedError) {
      await this.stopOrTurn(record);
      return record.direction === 'back';
    }
    const waiting = waitingInWords(error, record.execution.request?.repository);
    if (waiting) {
      const rests = await this.rest(record, step, waiting, 'running');
      // Somebody may have asked for a stop or a rollback at this moment.
      return rests ? false : this.askedMeanwhile(record);
    }
    const { store } = this.parts;
    const message = inWords(error);
    await this.waitsNoMore(record, context);
    await store.steps.update(record.id, record.claim!, step.id, {
      state: 'failed',
      detail: message,
      finishedAt: new Date(this.parts.now()).toISOString(),
    });
    await context.say(message, 'error');
    if (error instanceof NeedsHumanError) {
      await this.setStatus(record, {
        status: 'needsHuman',
        statusReason: message,
        state: { ...record.state, stuckAt: step.id },
      });
      return this.turnedMeanwhile(record);
    }
    const touched = await this.workloadTouched(record);
    await this.setStatus(record, {
      status: 'rollingBack',
      direction: 'back',
      statusReason: message,
      ...(touched && { rollbackReason: record.rollbackReason ?? 'automatic' }),
    });
    await context.say(
      touched
        ? 'Everything is put back by itself.'
        : 'Nothing was changed in the workload by the portal. What was made for it is taken away again.',
      'warning',
    );
    return true;
  }

  private async back(
    record: MigrationRecord,
    signal: AbortSignal,
  ): Promise<void> {
    const { store, now } = this.parts;
    if (record.status !== 'rollingBack') {
      await this.setStatus(record, {
        status: 'rollingBack',
        direction: 'back',
      });
    }
    const known = await this.stepsById(record);
    // Where it has turned by itself, a person may have asked for the same at that moment.
    record.switchKeyOn = (await store.find(record.id))?.switchKeyOn;
    if (!(await this.mayGoBack(record, signal))) {
      return;
    }
    for (const step of stepsOf(record.execution).reverse()) {
      const { state } = known.get(step.id)!;
      if (['waiting', 'skipped', 'undone'].includes(state)) {
        continue;
      }
      if (!step.undo) {
        if (state !== 'failed') {
          await store.steps.update(record.id, record.claim!, step.id, {
            state: 'undone',
          });
        }
        continue;
      }
      await store.steps.update(record.id, record.claim!, step.id, {
        state: 'undoing',
      });
      const context = await this.context(record, step, signal);
      const problem = await this.undo(record, step, context);
      if (problem === WAITS) {
        return;
      }
      await this.waitsNoMore(record, context);
      if (problem !== undefined) {
        await this.stuck(record, step, context, problem);
        return;
      }
      await store.steps.update(record.id, record.claim!, step.id, {
        state: 'undone',
        finishedAt: new Date(now()).toISOString(),
      });
    }
    const touched = await this.workloadTouched(record);
    const asked =
      record.rollbackReason && record.rollbackReason !== 'automatic';
    const final: MigrationStatus = touched || asked ? 'rolledBack' : 'failed';
    const context = await this.context(
      record,
      stepsOf(record.execution)[0],
      signal,
    );
    const afterRollback = await readAfterRollback(context);
    await context.setState({ afterRollback });
    const said = afterRollbackInWords(afterRollback, touched);
    await this.say(record, said);
    await this.setStatus(record, {
      status: final,
      finishedAt: new Date(now()).toISOString(),
      statusReason:
        record.statusReason && !record.statusReason.endsWith(said)
          ? `${record.statusReason}\n${said}`
          : said,
    });
  }

  /** Before any step is undone. False when somebody has to act first; then nothing was touched, and it can be asked once more. */
  private async mayGoBack(
    record: MigrationRecord,
    signal: AbortSignal,
  ): Promise<boolean> {
    const [first] = stepsOf(record.execution);
    const context = await this.context(record, first, signal);
    try {
      await leaveSecretRequest(context);
      await this.waitsNoMore(record, context);
      return true;
    } catch (error) {
      const waiting = waitingInWords(error, undefined);
      if (waiting) {
        await this.rest(record, first, waiting, 'rollingBack');
        return false;
      }
      if (!(error instanceof NeedsHumanError)) {
        throw error;
      }
      const message = inWords(error);
      await context.say(message, 'error');
      await this.setStatus(record, {
        status: 'needsHuman',
        state: { ...record.state, stuckAt: undefined },
        statusReason: message,
      });
      return false;
    }
  }

  /** Returns the obstacle, if there is one, or that it waits for somebody else. */
  private async undo(
    record: MigrationRecord,
    step: Step,
    context: StepContext,
  ): Promise<string | typeof WAITS | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await context.say(await step.undo!(context));
        return undefined;
      } catch (error) {
        rethrowUnlessOfStep(error);
        const waiting = waitingInWords(
          error,
          record.execution.request?.repository,
        );
        if (waiting) {
          await this.rest(record, step, waiting, 'rollingBack');
          return WAITS;
        }
        const final =
          error instanceof NeedsHumanError ||
          error instanceof StepFailedError ||
          attempt >= UNDO_ATTEMPTS;
        if (final) {
          return inWords(error);
        }
        await context.sleep(500 * attempt);
      }
    }
  }

  private async stuck(
    record: MigrationRecord,
    step: Step,
    context: StepContext,
    problem: string,
  ): Promise<void> {
    await this.parts.store.steps.update(record.id, record.claim!, step.id, {
      state: 'failed',
      detail: problem,
    });
    await context.say(`Could not be put back: ${problem}`, 'error');
    await this.setStatus(record, {
      status: 'needsHuman',
      state: { ...record.state, stuckAt: step.id },
      statusReason: `Putting everything back came to a halt: ${problem}\nTo finish by hand:\n${finishByHand(
        record.execution,
        step.id,
      )}`,
    });
  }

  private async workloadTouched(record: MigrationRecord): Promise<boolean> {
    return wasSwitched({
      memoryOf: step => this.parts.store.steps.memory(record.id, step),
    });
  }

  private async stepsById(
    record: MigrationRecord,
  ): Promise<Map<string, StepRecord>> {
    const records = await this.parts.store.steps.of(record.id);
    return new Map(records.map(step => [step.step, step]));
  }

  private context(record: MigrationRecord, step: Step, signal: AbortSignal) {
    return createStepContext(this.parts, record, step, signal);
  }

  private async say(record: MigrationRecord, message: string): Promise<void> {
    await this.parts.store.log.add(record.id, record.claim!, {
      level: 'info',
      message,
    });
    this.parts.announce(record.id);
  }

  /**
   * False when a request of a person came first.
   *
   * @param said - a line for the log, written with the status: at rest, the claim is gone
   */
  private async setStatus(
    record: MigrationRecord,
    changes: Partial<MigrationRecord> & { status: MigrationStatus },
    from: MigrationStatus[] = ['queued', 'running', 'stopping', 'rollingBack'],
    said?: string,
  ): Promise<boolean> {
    const done = await this.parts.store.update(
      record.id,
      record.claim!,
      changes,
      from,
      ...(said === undefined
        ? []
        : [{ level: 'info' as const, message: said }]),
    );
    if (!done) {
      return false;
    }
    Object.assign(record, changes);
    this.parts.announce(record.id);
    await this.onStatus(record);
    return true;
  }
}
