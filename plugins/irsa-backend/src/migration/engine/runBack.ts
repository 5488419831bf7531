import { MigrationStatus } from 'backstage-plugin-irsa-common';
import { afterRollbackInWords } from '../afterRollback/inWords';
import { readAfterRollback } from '../afterRollback/readAfterRollback';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import { Step, StepContext } from '../model/Step';
import { waitingInWords } from '../model/waiting';
import { stepsOf } from '../steps';
import { leaveSecretRequest } from '../steps/leaveSecretRequest';
import { finishByHand } from './finishByHand';
import { RunningMigration } from './RunningMigration';
import { inWords, rethrowUnlessOfStep } from './stepErrors';

const UNDO_ATTEMPTS = 3;
const WAITS = Symbol('waits for somebody else');

/** Undoes the steps in reverse, until the end, a rest, or an obstacle that a person has to remove. */
export async function runBack(
  run: RunningMigration,
  signal: AbortSignal,
): Promise<void> {
  const { record } = run;
  const { store, now } = run.parts;
  if (record.status !== 'rollingBack') {
    await run.setStatus({
      status: 'rollingBack',
      direction: 'back',
    });
  }
  const known = await run.stepsById();
  // Where it has turned by itself, a person may have asked for the same at that moment.
  record.switchKeyOn = (await store.find(record.id))?.switchKeyOn;
  if (!(await mayGoBack(run, signal))) {
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
    const context = await run.context(step, signal);
    const problem = await undo(run, step, context);
    if (problem === WAITS) {
      return;
    }
    await run.waitsNoMore(context);
    if (problem !== undefined) {
      await stuck(run, step, context, problem);
      return;
    }
    await store.steps.update(record.id, record.claim!, step.id, {
      state: 'undone',
      finishedAt: new Date(now()).toISOString(),
    });
  }
  const touched = await run.workloadTouched();
  const asked = record.rollbackReason && record.rollbackReason !== 'automatic';
  const final: MigrationStatus = touched || asked ? 'rolledBack' : 'failed';
  const context = await run.context(stepsOf(record.execution)[0], signal);
  const afterRollback = await readAfterRollback(context);
  await context.setState({ afterRollback });
  const said = afterRollbackInWords(afterRollback, touched);
  await run.say(said);
  await run.setStatus({
    status: final,
    finishedAt: new Date(now()).toISOString(),
    statusReason:
      record.statusReason && !record.statusReason.endsWith(said)
        ? `${record.statusReason}\n${said}`
        : said,
  });
}

/** Before any step is undone. False when somebody has to act first; then nothing was touched, and it can be asked once more. */
async function mayGoBack(
  run: RunningMigration,
  signal: AbortSignal,
): Promise<boolean> {
  const { record } = run;
  const [first] = stepsOf(record.execution);
  const context = await run.context(first, signal);
  try {
    await leaveSecretRequest(context);
    await run.waitsNoMore(context);
    return true;
  } catch (error) {
    const waiting = waitingInWords(error, undefined);
    if (waiting) {
      await run.rest(first, waiting, 'rollingBack');
      return false;
    }
    if (!(error instanceof NeedsHumanError)) {
      throw error;
    }
    const message = inWords(error);
    await context.say(message, 'error');
    await run.setStatus({
      status: 'needsHuman',
      state: { ...record.state, stuckAt: undefined },
      statusReason: message,
    });
    return false;
  }
}

/** Returns the obstacle, if there is one, or that it waits for somebody else. */
async function undo(
  run: RunningMigration,
  step: Step,
  context: StepContext,
): Promise<string | typeof WAITS | undefined> {
  const { record } = run;
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
        await run.rest(step, waiting, 'rollingBack');
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

async function stuck(
  run: RunningMigration,
  step: Step,
  context: StepContext,
  problem: string,
): Promise<void> {
  const { record } = run;
  await run.parts.store.steps.update(record.id, record.claim!, step.id, {
    state: 'failed',
    detail: problem,
  });
  await context.say(`Could not be put back: ${problem}`, 'error');
  await run.setStatus({
    status: 'needsHuman',
    state: { ...record.state, stuckAt: step.id },
    statusReason: `Putting everything back came to a halt: ${problem}\nTo finish by hand:\n${finishByHand(
      record.execution,
      step.id,
    )}`,
  });
}
