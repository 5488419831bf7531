/** Something that could not be read, or not completely. It contains only names and places, never content. */
export interface Note {
  /** File as shown, or part of a cluster. */
  where: string;
  /** Counted from 1; absent for the whole file. */
  line?: number;
  /** The problem and what to do about it, without a full stop. */
  text: string;
  /**
   * `broken`: it should have been read and could not be. `skipped`: left out on purpose, or because a right is missing.
   */
  kind: 'broken' | 'skipped';
  /** It was read, and there is nothing in it. */
  isEmpty?: true;
}

/** What of it was not read, so that nothing is known of its keys. */
export function notRead(notes: readonly Note[]): Note[] {
  return notes.filter(({ isEmpty }) => !isEmpty);
}

/** One sentence: `deploy/app.yaml:12: not YAML …`. */
export function describeNote({ text, ...place }: Note): string {
  return `${placeOf(place)}: ${text}`;
}

/** `deploy/app.yaml:12` */
export function placeOf({ where, line }: Pick<Note, 'where' | 'line'>): string {
  return `${where}${line === undefined ? '' : `:${line}`}`;
}
