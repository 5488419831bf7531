import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks repeatedly until there is an answer, and returns it.
 * @param milliseconds - when to give up
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  milliseconds = 10_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`waited ${milliseconds} ms in vain: ${what}`);
    }
    await sleep(20);
  }
}
