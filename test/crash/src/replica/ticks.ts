const LONG_MS = 10_000;
const real = globalThis.setInterval;
const rounds: (() => void)[] = [];

/**
 * What is done every so often, and seldom, such as a round of the watch, is done in this process when the test orders it. Has
 * to be called before the plugin starts.
 */
export function holdRounds(): void {
  const held = (act: () => void, every?: number, ...rest: unknown[]) => {
    if ((every ?? 0) >= LONG_MS) {
      rounds.push(act);
      // Never comes, but can be cleared and unreferenced as any other.
      return real(() => {}, 2 ** 31 - 1);
    }
    return real(act, every, ...rest);
  };
  globalThis.setInterval = held as typeof setInterval;
}

/** Does all of it once, now. */
export function tick(): void {
  rounds.forEach(act => act());
}
