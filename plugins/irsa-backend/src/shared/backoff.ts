export interface BackoffOptions {
  firstMs: number;
  longestMs: number;
  /** From 0 to 1; `Math.random` by default. */
  random?: () => number;
}

/**
 * How long to wait after this many consecutive failures. The time doubles with each failure up to the longest, and is
 * chosen between half of that and all of it, so that callers that failed at the same moment do not retry together.
 */
export function backoffMs(failures: number, options: BackoffOptions): number {
  const { firstMs, longestMs, random = Math.random } = options;
  const full = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  return full * (0.5 + random() / 2);
}
