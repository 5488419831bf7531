/** Long enough for a machine that does much else: only a test that fails waits as long. */
const PATIENCE_MS = Number(process.env.IRSA_TEST_PATIENCE_MS ?? 90_000);
const PAUSE_MS = 25;
/** How much of the last answer an error shows, in characters. */
const SHOWN = 4_000;

type Answer<T> = T | undefined | false;

/**
 * The way in which tests wait: asks repeatedly until there is an answer, and returns it. Throws with `what` was awaited, if
 * that is given, and with the last answer, when there is none for 90 seconds (or `IRSA_TEST_PATIENCE_MS`).
 */
export async function until<T>(
  ask: () => Promise<Answer<T>> | Answer<T>,
): Promise<T>;
export async function until<T>(
  what: string,
  ask: () => Promise<Answer<T>> | Answer<T>,
  patienceMs?: number,
): Promise<T>;
/** Reads repeatedly until the value is as wanted, and returns it. `patienceMs` is for what must fail soon. */
export async function until<T>(
  read: () => Promise<T> | T,
  isWanted: (value: T) => unknown,
  patienceMs?: number,
): Promise<T>;
export async function until(
  first: string | (() => unknown),
  second: (value?: unknown) => unknown = Boolean,
  patienceMs = PATIENCE_MS,
): Promise<unknown> {
  const [what, read, isWanted] =
    typeof first === 'string'
      ? [` for ${first}`, second, Boolean]
      : ['', first, second];
  for (const end = Date.now() + patienceMs; ; ) {
    const value = await read();
    if (isWanted(value)) {
      return value;
    }
    if (Date.now() > end) {
      const last = JSON.stringify(value, null, 1)?.slice(0, SHOWN);
      throw new Error(
        `Waited ${patienceMs / 1000} s in vain${what}. Last answer: ${last}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
