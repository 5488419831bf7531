import { setTimeout as pause } from 'node:timers/promises';
import { LabProblem } from './LabProblem';

export interface UntilOptions {
  /** What is awaited, for the message: "the nodes are Ready". */
  what: string;
  timeoutMs?: number;
  everyMs?: number;
  /** Throws when further waiting is pointless. */
  check?: () => void;
  /** Solutions to show when the time is over, one line each. */
  wayOut?: string[];
}

/**
 * Asks repeatedly until the answer is neither false nor undefined. An error counts as "not yet".
 * @throws LabProblem `not-ready` with the last error
 */
export async function until<T>(
  ask: () => Promise<T | undefined | false>,
  { what, timeoutMs = 60_000, everyMs = 100, check, wayOut }: UntilOptions,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) {
        return answer;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    check?.();
    if (Date.now() > deadline) {
      const reason = last instanceof Error ? ` (${last.message})` : '';
      throw new LabProblem(
        'not-ready',
        `Waited ${timeoutMs / 1000} s in vain until ${what}${reason}.`,
        wayOut,
      );
    }
    await pause(everyMs);
  }
}
