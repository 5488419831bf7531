/**
 * Patterns are strings in which two private-use characters stand for the wildcards, so that a `*` that came out of a
 * policy variable stays an ordinary character.
 */
export const ANY_RUN = '\uE000';
export const ANY_CHARACTER = '\uE001';

/** Turns the `*` and `?` of a policy's text into wildcards. */
export function toPattern(text: string): string {
  if (!text.includes('*') && !text.includes('?')) {
    return text;
  }
  return text.replace(/\*/g, ANY_RUN).replace(/\?/g, ANY_CHARACTER);
}

/**
 * Whether the pattern matches the whole text. It only backtracks to the last run of `*`, so it is linear in practice.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let lastRun = -1;
  let runStart = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === ANY_RUN) {
      lastRun = p++;
      runStart = t;
    } else if (
      p < pattern.length &&
      (pattern[p] === ANY_CHARACTER || pattern[p] === text[t])
    ) {
      p++;
      t++;
    } else if (lastRun >= 0) {
      p = lastRun + 1;
      t = ++runStart;
    } else {
      return false;
    }
  }
  while (p < pattern.length && pattern[p] === ANY_RUN) {
    p++;
  }
  return p === pattern.length;
}

/** Matches a policy's text with `*` and `?`, without variables. */
export function matchesWildcards(text: string, value: string): boolean {
  return matchesPattern(toPattern(text), value);
}

/** Action names compare without regard to case. */
export function matchesAction(pattern: string, action: string): boolean {
  if (pattern === action) {
    return true;
  }
  // Most patterns are names, and most names have another length.
  const isName = !pattern.includes('*') && !pattern.includes('?');
  return (
    (!isName || pattern.length === action.length) &&
    matchesWildcards(pattern.toLowerCase(), action.toLowerCase())
  );
}

/**
 * Whether everything the narrow text matches is also matched by the wide one. `true` is certain; `false` may also mean
 * that it could not be shown.
 */
export function coversPattern(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*') {
    return true;
  }
  if (wide.includes('${') || narrow.includes('${')) {
    return false;
  }
  // Only a `*` in the wide text can match a `*` in the narrow one, so that must not equal a single character.
  return coversPatternText(toPattern(wide), toPattern(narrow));
}

/** As {@link coversPattern}, for patterns with the wildcards of this file. */
export function coversPatternText(wide: string, narrow: string): boolean {
  let reachable = new Set<number>([0]);
  const close = (positions: Set<number>) => {
    const closed = new Set(positions);
    for (const position of closed) {
      if (wide[position] === ANY_RUN) {
        closed.add(position + 1);
      }
    }
    return closed;
  };
  reachable = close(reachable);
  for (const character of narrow) {
    const next = new Set<number>();
    for (const position of reachable) {
      const expected = wide[position];
      if (expected === ANY_RUN) {
        next.add(position);
      } else if (expected === ANY_CHARACTER && character !== ANY_RUN) {
        next.add(position + 1);
      } else if (
        expected === character &&
        character !== ANY_RUN &&
        character !== ANY_CHARACTER
      ) {
        next.add(position + 1);
      }
    }
    if (next.size === 0) {
      return false;
    }
    reachable = close(next);
  }
  return reachable.has(wide.length);
}
