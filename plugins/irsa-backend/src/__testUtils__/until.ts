/** On a machine that does much else. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = 100;

/** Reads until the condition holds, and returns what was read last. Throws with it when the condition never holds. */
export async function until<T>(
  read: () => Promise<T>,
  condition: (value: T) => boolean,
): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ; ) {
    const value = await read();
    if (condition(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`It stays as it is: ${JSON.stringify(value)}`);
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
}
