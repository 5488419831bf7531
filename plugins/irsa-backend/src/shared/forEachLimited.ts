/** Runs `work` for each item, at most `limit` at a time, and keeps the order of results. Stops at the first error. */
export async function forEachLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  let stopped = false;
  async function worker() {
    while (next < items.length && !stopped) {
      const index = next++;
      try {
        results[index] = await work(items[index]);
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  }
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, worker),
  );
  return results;
}
