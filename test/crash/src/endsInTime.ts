import { setTimeout as pause } from 'node:timers/promises';

/** Reading how it stands must not hang as well. */
const READING_MS = 10_000;

/**
 * What `act` resolves to. Rejects when that takes too long, so that a run always ends, and says how it stood by then.
 *
 * @param stand - reads steps and states, one line each
 * @param longestMs - in milliseconds
 */
export async function endsInTime<T>(
  act: Promise<T>,
  stand: () => Promise<string[]>,
  longestMs: number,
): Promise<T> {
  const late = Symbol('late');
  const first = await Promise.race([
    act,
    pause(longestMs, late, { ref: false }),
  ]);
  if (first !== late) {
    return first as T;
  }
  // It may end in an error while the rest is read.
  act.catch(() => undefined);
  const lines = await Promise.race([
    stand().catch(error => [
      `How it stood could not be read: ${(error as Error).message}`,
    ]),
    pause(READING_MS, ['How it stood could not be read in time.'], {
      ref: false,
    }),
  ]);
  throw new Error(
    [
      `It did not come to its end within ${longestMs / 1000} s. It stood so:`,
      ...lines,
    ].join('\n'),
  );
}
