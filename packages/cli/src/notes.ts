/** What could not be looked at, or not in whole. Names and places only, never content. */
export interface Note {
  /** File as shown, or part of a cluster. */
  where: string;
  /** From 1; absent when it is about the whole. */
  line?: number;
  /** What is the matter, and what to do about it; no full stop. */
  text: string;
  /**
   * `broken`: was meant to be looked at and could not be. `skipped`: left out on purpose, or because a right is missing.
   */
  kind: 'broken' | 'skipped';
}

/** One sentence: `deploy/app.yaml:12: not YAML …`. */
export function describeNote({ where, line, text }: Note): string {
  return `${where}${line === undefined ? '' : `:${line}`}: ${text}`;
}
