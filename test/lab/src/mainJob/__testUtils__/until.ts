/** Reads repeatedly until the value is as wanted. Throws with the last value after `limitMs`, for which only a failure waits. */
export async function until<T>(
  read: () => Promise<T>,
  done: (value: T) => boolean,
  limitMs = 240_000,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (done(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Not so after ${limitMs} ms: ${JSON.stringify(value, null, 1)}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
