import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { backoffMs } from '../../shared/backoff';
import { MigrationRecord, StepRecord } from '../model/records';
import { Step, StepContext } from '../model/Step';
import { LOOK_AGAIN, Waiting, waitingState } from '../model/waiting';
import { wasSwitched } from '../model/wasSwitched';
import { createStepContext, EngineParts } from './createStepContext';

/** Called when a migration gets a new status, to pass it on (inventory, notifications). */
export type StatusListener = (record: MigrationRecord) => Promise<void>;

/** A claimed migration while its steps run: what is written of it under the claim, and what people have asked for meanwhile. */
export class RunningMigration {
  constructor(
    readonly parts: EngineParts,
    readonly record: MigrationRecord,
    private readonly onStatus: StatusListener,
  ) {}

  context(step: Step, signal: AbortSignal) {
    return createStepContext(this.parts, this.record, step, signal);
  }

  async stepsById(): Promise<Map<string, StepRecord>> {
    const records = await this.parts.store.steps.of(this.record.id);
    return new Map(records.map(step => [step.step, step]));
  }

  /**
   * False when a request of a person came first.
   *
   * @param said - a line for the log, written with the status: at rest, the claim is gone
   */
  async setStatus(
    changes: Partial<MigrationRecord> & { status: MigrationStatus },
    from: MigrationStatus[] = ['queued', 'running', 'stopping', 'rollingBack'],
    said?: string,
  ): Promise<boolean> {
    const done = await this.parts.store.update(
      this.record.id,
      this.record.claim!,
      changes,
      from,
      ...(said === undefined
        ? []
        : [{ level: 'info' as const, message: said }]),
    );
    if (!done) {
      return false;
    }
    Object.assign(this.record, changes);
    this.parts.announce(this.record.id);
    await this.onStatus(this.record);
    return true;
  }

  /** Leaves the migration to its turn of later. False when somebody has asked for something else. */
  async rest(
    step: Step,
    waiting: Waiting,
    from: MigrationStatus,
  ): Promise<boolean> {
    const { store, now, speed } = this.parts;
    const { waitingFor, isNew } = waitingState(
      this.record.state.waitingFor,
      waiting,
      new Date(now()).toISOString(),
    );
    const forMs = backoffMs(waitingFor.looks, LOOK_AGAIN) / speed;
    const state = { ...this.record.state, waitingFor };
    const line = `Waits for ${waiting.whom}: ${waiting.words}`;
    const rests = await store.wait(
      this.record.id,
      this.record.claim!,
      state,
      { from: [from], forMs },
      ...(isNew
        ? [{ level: 'info' as const, step: step.id, message: line }]
        : []),
    );
    if (rests && isNew) {
      Object.assign(this.record, { state });
      this.parts.announce(this.record.id);
      await this.onStatus(this.record);
    }
    return rests;
  }

  /**
   * Gives the worker back until a step is to go on. Returns after how many milliseconds that is; undefined when somebody has asked
   * for something else.
   */
  async pause(forMs: number): Promise<number | undefined> {
    const { store, speed } = this.parts;
    const { id, claim, state } = this.record;
    const againInMs = forMs / speed;
    const rests = await store.wait(id, claim!, state, {
      from: ['running'],
      forMs: againInMs,
    });
    return rests ? againInMs : undefined;
  }

  async waitsNoMore(context: StepContext): Promise<void> {
    if (this.record.state.waitingFor) {
      await context.setState({ waitingFor: undefined });
    }
  }

  /** A rollback may have been requested at the very end. */
  async turnedMeanwhile(): Promise<boolean> {
    const current = await this.parts.store.find(this.record.id);
    if (current?.status !== 'rollingBack') {
      return false;
    }
    Object.assign(this.record, {
      status: current.status,
      direction: current.direction,
      rollbackReason: current.rollbackReason,
      switchKeyOn: current.switchKeyOn,
    });
    return true;
  }

  /** Whether somebody has asked for a stop. */
  async isStopping(): Promise<boolean> {
    const { id, claim } = this.record;
    return (await this.parts.store.claims.heartbeat(id, claim!)) === 'stopping';
  }

  async stopOrTurn(): Promise<boolean> {
    const status = await this.parts.store.claims.heartbeat(
      this.record.id,
      this.record.claim!,
    );
    if (status === 'rollingBack') {
      return this.turnedMeanwhile();
    }
    if (status !== 'stopping') {
      return false;
    }
    const stopped = await this.setStatus(
      { status: 'stopped' },
      ['stopping'],
      'Stopped between two steps. What was done stays.',
    );
    return stopped || this.turnedMeanwhile();
  }

  async askedMeanwhile(): Promise<boolean> {
    await this.stopOrTurn();
    return this.record.direction === 'back';
  }

  async workloadTouched(): Promise<boolean> {
    return wasSwitched({
      memoryOf: step => this.parts.store.steps.memory(this.record.id, step),
    });
  }

  async say(message: string): Promise<void> {
    await this.parts.store.log.add(this.record.id, this.record.claim!, {
      level: 'info',
      message,
    });
    this.parts.announce(this.record.id);
  }
}
