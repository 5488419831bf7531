import { isAwsError } from '../../accounts/iam';
import { createStepContext, EngineParts } from '../engine/createStepContext';
import { leavesWithDatabase } from '../engine/leavesWithDatabase';
import { StatusListener } from '../engine/RunningMigration';
import { inWords, rethrowUnlessOfStep } from '../engine/stepErrors';
import { ACT_TITLES } from '../model/actTitles';
import { ExpiredError, LeaveError, WithdrawnError } from '../model/errors';
import { MigrationRecord, MigrationState, OpenAct } from '../model/records';
import { StepContext } from '../model/Step';
import { ACTS } from './acts';
import { RetireContext, RetireResult } from './RetireContext';
import { RetireGuards } from './RetireGuards';

const LOOK_MS = 500;

type Ended = Pick<NonNullable<MigrationState['lastAct']>, 'state'> &
  RetireResult;

/**
 * Carries out the open act of a claimed migration. The act stands in `migrations.act`; what was done for it so far in
 * `state.actRun`; each call that changes something has its two rows in `migration_journal`, with the act as its step. A
 * process that takes over looks first whether the world shows the act done, and ends it then; otherwise it begins anew,
 * guards included. The end (status, state, line of the log, no open act) is one transaction.
 */
export class RetireRunner {
  private readonly parts: EngineParts;

  constructor(
    parts: EngineParts,
    private readonly guards: RetireGuards,
    private readonly onStatus: StatusListener,
    /** Called when it did not work, or nobody has confirmed it. */
    private readonly onFailed: StatusListener,
  ) {
    this.parts = { ...parts, store: leavesWithDatabase(parts.store) };
  }

  /** `signal` fires with LeaveError or ClaimLostError as its reason. */
  async run(record: MigrationRecord, signal: AbortSignal): Promise<void> {
    const act = record.act!;
    const step = await createStepContext(
      this.parts,
      record,
      { id: act.request.act },
      signal,
      () => this.assertNotWithdrawn(record, act),
    );
    let ended: Ended;
    try {
      ended = { state: 'done', ...(await this.carryOut(record, act, step)) };
    } catch (error) {
      rethrowUnlessOfStep(error);
      ended =
        error instanceof WithdrawnError
          ? {
              state: error instanceof ExpiredError ? 'expired' : 'withdrawn',
              changes: {},
              message: error.message,
            }
          : { state: 'failed', changes: {}, message: inWords(error) };
    }
    await this.end(record, act, ended);
  }

  private async carryOut(
    record: MigrationRecord,
    act: OpenAct,
    step: StepContext,
  ): Promise<RetireResult> {
    await this.assertNotWithdrawn(record, act);
    if (record.state.actRun?.id !== act.id) {
      const startedAt = new Date(this.parts.now()).toISOString();
      await step.setState({ actRun: { id: act.id, startedAt } });
    }
    const context = this.contextOf(record, act, step);
    const { isDone, perform } = ACTS[act.request.act];
    const wasBegun = context.isBegun;
    if (wasBegun && (await isDone(context))) {
      return perform(context);
    }
    try {
      await this.guards.assertMay(context);
      return await perform(context);
    } catch (error) {
      rethrowUnlessOfStep(error);
      // What this or a killed process has written may show late. What was refused has written nothing.
      const mayShow =
        context.isBegun && (wasBegun || !isAwsError(error, 'AccessDenied'));
      if (mayShow && (await this.shows(context, step))) {
        return perform(context);
      }
      throw error;
    }
  }

  private contextOf(
    record: MigrationRecord,
    act: OpenAct,
    step: StepContext,
  ): RetireContext {
    const isBegun = () => record.state.actRun?.begunAt !== undefined;
    const call: StepContext['call'] = async (each, perform) => {
      if (!isBegun()) {
        await this.assertNotWithdrawn(record, act);
        const begunAt = new Date(this.parts.now()).toISOString();
        await step.setState({
          actRun: { ...record.state.actRun!, begunAt },
        });
      }
      return step.call(each, perform);
    };
    return {
      ...this.guards.sightOf(record, act.request, act.by),
      account: step.account,
      read: inOrder(step.read),
      get isBegun() {
        return isBegun();
      },
      call,
      // With the getters of the step, and not what they say now.
      step: Object.create(step, { call: { value: call } }),
    };
  }

  /** Throws WithdrawnError. What has begun is ended, and not withdrawn any more. */
  private async assertNotWithdrawn(
    record: MigrationRecord,
    act: OpenAct,
  ): Promise<void> {
    const { actRun } = record.state;
    if (actRun?.id === act.id && actRun.begunAt) {
      return;
    }
    if (act.expiredAt) {
      throw new ExpiredError(
        `No second person had confirmed this when its time was over at ${act.expiresAt}. Nothing was changed.`,
      );
    }
    const current = await this.parts.store.find(record.id);
    if (current?.act?.withdrawnBy) {
      throw new WithdrawnError(
        `${current.act.withdrawnBy} withdrew this before it had begun. Nothing was changed.`,
      );
    }
  }

  /** Looks for as long as IAM may take to show a change. */
  private async shows(
    context: RetireContext,
    step: StepContext,
  ): Promise<boolean> {
    const isOver = step.deadline(
      this.parts.config.migration.propagationTimeoutMs,
    );
    for (;;) {
      try {
        if (await ACTS[context.request.act].isDone(context)) {
          return true;
        }
      } catch (error) {
        rethrowUnlessOfStep(error);
        return false;
      }
      if (isOver()) {
        return false;
      }
      await step.sleep(LOOK_MS);
    }
  }

  private async end(
    record: MigrationRecord,
    act: OpenAct,
    { state, changes, message }: Ended,
  ): Promise<void> {
    const { store, now } = this.parts;
    const { request, by, askedAt, confirmedBy } = act;
    const all = {
      status: record.status,
      ...changes,
      act: undefined,
      state: {
        ...record.state,
        ...changes.state,
        actRun: undefined,
        outage: undefined,
        lastAct: {
          act: request.act,
          by,
          confirmedBy,
          askedAt,
          endedAt: new Date(now()).toISOString(),
          state,
          message,
        },
      },
    };
    const level = {
      done: 'info',
      withdrawn: 'warning',
      expired: 'warning',
      failed: 'error',
    } as const;
    await store.update(record.id, record.claim!, all, [record.status], {
      level: level[state],
      step: request.act,
      message:
        state === 'failed'
          ? `${ACT_TITLES[request.act]} did not work: ${message}`
          : message,
    });
    Object.assign(record, all);
    this.parts.announce(record.id);
    if (state === 'done') {
      await this.onStatus(record);
    } else if (state === 'failed' || state === 'expired') {
      await this.onFailed(record);
    }
  }
}

/**
 * The same, one after the other, so that an outage is told once and not by each of several reads. After one that ended the
 * run, none begins.
 */
function inOrder(read: StepContext['read']): StepContext['read'] {
  let before: Promise<unknown> = Promise.resolve();
  return act => {
    const answer = before.then(() => read(act));
    before = answer.catch(error => {
      if (error instanceof WithdrawnError || error instanceof LeaveError) {
        throw error;
      }
    });
    before.catch(() => undefined);
    return answer;
  };
}
