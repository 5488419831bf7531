/** How something that depends on the time alone goes on. Moments are milliseconds since 1970. */
export type Spell =
  /** From now on, for ever. */
  | { kind: 'always' }
  /** Now, and not at `end`. */
  | { kind: 'ends'; end: number }
  /** Not now, but at `start`. */
  | { kind: 'notYet'; start: number }
  /** Not now and not later; it was so until `end`. */
  | { kind: 'over'; end: number }
  | { kind: 'never' };

/**
 * @param holds - whether it is so at a moment
 * @param turns - all moments around which that may change
 */
export function spellOf(
  holds: (at: number) => boolean,
  turns: number[],
  now: number,
): Spell {
  const sorted = [...turns].sort((left, right) => left - right);
  const later = sorted.filter(at => at > now);
  if (holds(now)) {
    const end = later.find(at => !holds(at));
    return end === undefined ? { kind: 'always' } : { kind: 'ends', end };
  }
  const start = later.find(holds);
  if (start !== undefined) {
    return { kind: 'notYet', start };
  }
  const last = sorted.filter(at => at <= now && holds(at)).pop();
  return last === undefined
    ? { kind: 'never' }
    : { kind: 'over', end: sorted.find(at => at > last && !holds(at)) ?? now };
}
