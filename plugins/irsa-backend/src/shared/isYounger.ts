/**
 * Whether what was read is younger than asked for; never with an age of 0. A clock that was set back makes a reading seem to be of the
 * future: how old it is cannot be told, so it is too old.
 *
 * @param at - when it was read, and `now`: milliseconds since the epoch
 */
export function isYounger(at: number, maxAgeMs: number, now: number): boolean {
  return at <= now && now - at < maxAgeMs;
}
