import { ConflictError } from '@backstage/errors';
import { Inventory } from '../../inventory/types';
import { scrub } from '../../shared/scrub';
import { SettleRefusedError } from '../model/errors';
import { MigrationRecord, StepRecord } from '../model/records';
import { StepId } from '../model/stepIds';
import { STEP_TITLES } from '../model/stepTitles';
import { skippedWith, waysOut } from '../model/waysOut';
import { SettleRequest } from '../types';
import { adoptions } from './adoptions';
import { createStepContext, EngineParts } from './createStepContext';

/** How long a person waits for what is there to be read. */
const READ_MS = 20_000;

/**
 * Takes a migration that needs a human past the step at which it stands, or gives that step what it can rest on. The world
 * is read first, under a claim; nothing outside is changed. It goes on when somebody continues it. Throws ConflictError.
 */
export async function settleStep(
  parts: EngineParts,
  inventory: Pick<Inventory, 'refresh'>,
  seen: MigrationRecord,
  request: SettleRequest,
  by: string,
): Promise<void> {
  const { store, config } = parts;
  const record = await store.claims.take(
    seen.id,
    config.migration.staleAfterMs,
    ['needsHuman'],
  );
  if (!record) {
    throw new ConflictError(
      `A migration that is ${seen.status}, or that is being worked on, stands at no step that could be skipped or adopted.`,
    );
  }
  try {
    const step = assertStandsAt(record, request);
    await (request.way === 'skip'
      ? skip(parts, record, step, request, by)
      : adopt(parts, inventory, record, step, request, by));
  } finally {
    await store.claims.release(record.id, record.claim!);
  }
}

/** What who asked has seen must still be so. */
function assertStandsAt(
  record: MigrationRecord,
  { way, step }: SettleRequest,
): StepId {
  const { stuckAt } = record.state;
  if (!stuckAt || stuckAt !== step) {
    throw new SettleRefusedError(
      step,
      `The migration stands at ${
        stuckAt ? titled(stuckAt) : 'another step'
      } by now, and not at ${titled(step)}. Look again.`,
    );
  }
  if (!waysOut(record).includes(way)) {
    throw new SettleRefusedError(
      step,
      way === 'skip'
        ? `${titled(
            step,
          )} cannot be skipped, since what comes after it rests on it. Settle what the page names and continue, or close the migration as it is.`
        : `At ${titled(
            step,
          )} nothing can be adopted. Settle what the page names and continue, roll back, or close the migration as it is.`,
    );
  }
  return stuckAt;
}

async function skip(
  { store, now }: Pick<EngineParts, 'store' | 'now'>,
  record: MigrationRecord,
  step: StepId,
  { reason }: SettleRequest,
  by: string,
): Promise<void> {
  const left = await toUndo(store, record.id, skippedWith(step));
  if (left.length === 0) {
    // A process that was killed before it could go on has written all of it.
    return;
  }
  const finishedAt = new Date(now()).toISOString();
  await store.settle(
    record.id,
    record.claim!,
    {
      level: 'warning',
      step,
      message: `${by} skipped this step. What ${left
        .map(titled)
        .join(', ')} made stays: ${reason}`,
    },
    left.map(each => ({
      step: each,
      state: 'skipped',
      detail: scrub(
        each === step
          ? `Skipped by ${by}: ${reason}`
          : `Stays, since ${titled(
              step,
            )} was skipped by ${by} and rests on it.`,
      ),
      finishedAt,
    })),
  );
}

/** Those of the steps that the rollback would still undo. */
async function toUndo(
  store: EngineParts['store'],
  id: string,
  of: readonly StepId[],
): Promise<StepId[]> {
  const isDoneWith: StepRecord['state'][] = ['waiting', 'skipped', 'undone'];
  const steps = await store.steps.of(id);
  return steps
    .filter(
      ({ step, state }) => of.includes(step) && !isDoneWith.includes(state),
    )
    .map(({ step }) => step);
}

async function adopt(
  parts: EngineParts,
  inventory: Pick<Inventory, 'refresh'>,
  record: MigrationRecord,
  step: StepId,
  { reason }: SettleRequest,
  by: string,
): Promise<void> {
  const { store, now } = parts;
  const context = await createStepContext(
    parts,
    record,
    { id: step },
    AbortSignal.timeout(READ_MS),
  );
  const { said, execution, memory, undone } = await adoptions[step]!({
    context,
    inventory,
  });
  const finishedAt = new Date(now()).toISOString();
  const others = await toUndo(store, record.id, undone ?? []);
  await store.settle(
    record.id,
    record.claim!,
    {
      level: 'warning',
      step,
      message: `${by} adopted what is there now. ${said} The reason: ${reason}`,
    },
    [
      ...(memory ? [{ step, memory: { ...context.memory, ...memory } }] : []),
      ...others.map(each => ({
        step: each,
        state: 'undone' as const,
        detail: scrub(`Adopted by ${by}: ${said}`),
        finishedAt,
      })),
    ],
    { execution },
  );
}

/** An id that is none of a step stays as it is. */
function titled(step: string): string {
  return `"${STEP_TITLES[step as StepId] ?? step}"`;
}
