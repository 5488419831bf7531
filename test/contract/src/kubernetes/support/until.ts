const PAUSE_MS = 40;

/** Reads repeatedly until the answer is as wanted. Throws with the last answer when that takes too long. */
export async function until<T>(
  read: () => Promise<T>,
  wanted: (answer: T) => boolean,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await read();
    if (wanted(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Not as wanted within ${timeoutMs} ms; last: ${JSON.stringify(
          answer,
        ).slice(0, 2000)}`,
      );
    }
    await new Promise(resolve => {
      setTimeout(resolve, PAUSE_MS);
    });
  }
}
