/** Reads repeatedly until the value is as wanted. Throws with the last value after `seconds`. */
export async function until<T>(
  read: () => Promise<T>,
  done: (value: T) => boolean,
  seconds = 90,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (done(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Not so after ${seconds} s: ${JSON.stringify(value, null, 1)}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
