import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is something, and gives it.
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
