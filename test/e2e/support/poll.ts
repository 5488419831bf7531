/**
 * Asks until there is an answer. @param ask - undefined = not yet
 * @param options - deadline in milliseconds; what is waited for, for the message
 */
export async function poll<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  options: { deadline: number; what: string },
): Promise<T> {
  const end = Date.now() + options.deadline;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`Waited ${options.deadline} ms for ${options.what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** A free port on loopback. */
export { findFreePort } from '../../../scripts/lib/ports.mjs';
