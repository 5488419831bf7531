/**
 * Asks until there is an answer. @param ask - undefined = not yet
 * @param options - deadline in milliseconds; what is waited for, for the message (a function
 *   when that is only known at the end)
 */
export async function poll<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  options: { deadline: number; what: string | (() => string) },
): Promise<T> {
  const end = Date.now() + options.deadline;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > end) {
      const { what } = options;
      throw new Error(
        `Waited ${options.deadline} ms for ${
          typeof what === 'string' ? what : what()
        }`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** A free port on loopback. */
export { findFreePort } from '../../../scripts/lib/ports.mjs';
