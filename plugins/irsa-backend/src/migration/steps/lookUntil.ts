import { LooksAgainError } from '../model/errors';
import { StepContext } from '../model/Step';
import { WatchState } from './watchState';

/** The longest time between two looks, in milliseconds. */
export const LOOK_MS = 5_000;
/** So short a wait is not worth giving the worker back. */
const HOLD_MS = 1_000;

/** That nothing is decided yet. What was seen is kept with the step. */
export interface LooksAgain {
  againInMs: number;
}

/**
 * Looks until there is a result.
 *
 * Throws LooksAgainError between two looks: the worker is free meanwhile, and the next one begins with `look`.
 */
export async function lookUntil<T>(
  context: Pick<StepContext, 'sleep'>,
  look: () => Promise<T | LooksAgain>,
): Promise<T> {
  for (;;) {
    const found = await look();
    if (!isAgain(found)) {
      return found;
    }
    if (found.againInMs > HOLD_MS) {
      throw new LooksAgainError(found.againInMs);
    }
    await context.sleep(found.againInMs);
  }
}

function isAgain<T>(found: T | LooksAgain): found is LooksAgain {
  return typeof found === 'object' && found !== null && 'againInMs' in found;
}

/** Keeps what was seen before the worker may go. */
export async function lookAgain(
  context: Pick<StepContext, 'remember'>,
  watch: WatchState,
  leftMs: number,
): Promise<LooksAgain> {
  await context.remember({ watch });
  return { againInMs: Math.min(LOOK_MS, leftMs) };
}
