import { coversPattern } from './wildcards';

/**
 * Finds, among many patterns, those that cover a text. A pattern covers only what begins with its own text before its
 * first wildcard, so few are looked at: the work grows with the number of patterns and not with its square.
 */
export class CoverIndex<T> {
  private readonly byStart = new Map<string, { pattern: string; item: T }[]>();
  private longest = 0;

  add(pattern: string, item: T): void {
    const start = startOf(pattern);
    this.longest = Math.max(this.longest, start.length);
    const same = this.byStart.get(start);
    if (same) {
      same.push({ pattern, item });
    } else {
      this.byStart.set(start, [{ pattern, item }]);
    }
  }

  /** Items of the patterns that cover `text`, which may itself be a pattern. */
  *covering(text: string): Generator<{ pattern: string; item: T }> {
    const start = startOf(text);
    const end = Math.min(start.length, this.longest);
    for (let length = 0; length <= end; length += 1) {
      for (const entry of this.byStart.get(start.slice(0, length)) ?? []) {
        if (coversPattern(entry.pattern, text)) {
          yield entry;
        }
      }
    }
  }
}

/** The text before the first wildcard. */
function startOf(pattern: string): string {
  const at = pattern.search(/[*?]/);
  return at < 0 ? pattern : pattern.slice(0, at);
}
