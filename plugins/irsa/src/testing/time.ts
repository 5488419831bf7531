export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** @param ms - milliseconds from now; negative is in the past */
export function at(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
