import {
  LooksAgainError,
  NeedsHumanError,
  StoppedError,
  TurnedAroundError,
} from '../model/errors';
import { Step, StepContext } from '../model/Step';
import { waitingInWords } from '../model/waiting';
import { scrub } from '../../shared/scrub';
import { stepsOf } from '../steps';
import { RunningMigration } from './RunningMigration';
import { inWords, rethrowUnlessOfStep } from './stepErrors';

/** What comes after the steps were run: a rollback, or a look after some milliseconds, or nothing. */
export interface After {
  back: boolean;
  againInMs?: number;
}

/** Runs the steps that are not done yet, until the soak or a rest. */
export async function runForward(
  run: RunningMigration,
  signal: AbortSignal,
): Promise<After> {
  const { record } = run;
  const { store, now } = run.parts;
  await run.setStatus({ status: 'running' }, ['queued', 'running']);
  const known = await run.stepsById();
  for (const step of stepsOf(record.execution)) {
    if (known.get(step.id)?.state === 'done') {
      continue;
    }
    if (known.get(step.id)?.state === 'running') {
      await restIfStopped(run, step, signal);
    }
    if (await run.stopOrTurn()) {
      return { back: record.direction === 'back' };
    }
    const startedAt =
      known.get(step.id)?.startedAt ?? new Date(now()).toISOString();
    await store.steps.update(record.id, record.claim!, step.id, {
      state: 'running',
      startedAt,
    });
    const context = await run.context(step, signal);
    try {
      const { outcome, detail } = await step.ensure(context);
      await run.waitsNoMore(context);
      await store.steps.update(record.id, record.claim!, step.id, {
        state: 'done',
        outcome,
        detail: scrub(detail),
        finishedAt: new Date(now()).toISOString(),
      });
      await context.say(detail);
    } catch (error) {
      return await failed(run, step, context, signal, error);
    }
  }
  await run.setStatus({ status: 'soaking' }, ['running', 'stopping']);
  return { back: await run.turnedMeanwhile() };
}

/** Before a stop between two looks of a step: nothing of it is left half-done. */
async function restIfStopped(
  run: RunningMigration,
  step: Step,
  signal: AbortSignal,
): Promise<void> {
  if (!step.rest || !(await run.isStopping())) {
    return;
  }
  const context = await run.context(step, signal);
  try {
    await context.say(await step.rest(context));
  } catch (error) {
    rethrowUnlessOfStep(error);
    // It stops all the same; the daily comparison tries again.
    await context.say(inWords(error), 'warning');
  }
}

async function failed(
  run: RunningMigration,
  step: Step,
  context: StepContext,
  signal: AbortSignal,
  error: unknown,
): Promise<After> {
  rethrowUnlessOfStep(error);
  if (error instanceof LooksAgainError) {
    const againInMs = await run.pause(error.forMs);
    if (againInMs !== undefined) {
      return { back: false, againInMs };
    }
    await restIfStopped(run, step, signal);
    return { back: await run.askedMeanwhile() };
  }
  return { back: await endsWith(run, step, context, error) };
}

/** Returns whether to roll back. */
async function endsWith(
  run: RunningMigration,
  step: Step,
  context: StepContext,
  error: unknown,
): Promise<boolean> {
  const { record } = run;
  if (error instanceof TurnedAroundError) {
    return run.turnedMeanwhile();
  }
  if (error instanceof StoppedError) {
    await run.stopOrTurn();
    return record.direction === 'back';
  }
  const waiting = waitingInWords(error, record.execution.request?.repository);
  if (waiting) {
    const rests = await run.rest(step, waiting, 'running');
    // Somebody may have asked for a stop or a rollback at this moment.
    return rests ? false : run.askedMeanwhile();
  }
  const { store } = run.parts;
  const message = inWords(error);
  await run.waitsNoMore(context);
  await store.steps.update(record.id, record.claim!, step.id, {
    state: 'failed',
    detail: message,
    finishedAt: new Date(run.parts.now()).toISOString(),
  });
  await context.say(message, 'error');
  if (error instanceof NeedsHumanError) {
    await run.setStatus({
      status: 'needsHuman',
      statusReason: message,
      state: { ...record.state, stuckAt: step.id },
    });
    return run.turnedMeanwhile();
  }
  const touched = await run.workloadTouched();
  await run.setStatus({
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
