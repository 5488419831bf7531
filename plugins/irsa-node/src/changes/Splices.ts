interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Replacements in a text. All bytes outside of them stay as they are. */
export class Splices {
  private readonly all: Splice[] = [];

  constructor(readonly text: string) {}

  /** Replaces from `start` up to `end` (exclusive). Throws RangeError when two replacements overlap. */
  replace(start: number, end: number, text: string): void {
    if (start < 0 || end < start || end > this.text.length) {
      throw new RangeError('A replacement is outside of the text.');
    }
    const overlaps = this.all.some(
      each => start < each.end && each.start < end,
    );
    if (overlaps) {
      throw new RangeError('Two replacements overlap.');
    }
    this.all.push({ start, end, text });
  }

  remove(start: number, end: number): void {
    this.replace(start, end, '');
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  /** The replacements in the order of the text; insertions at one place in the order in which they were made. */
  get list(): readonly Readonly<Splice>[] {
    return this.all
      .map((splice, index) => ({ splice, index }))
      .sort(
        (a, b) =>
          a.splice.start - b.splice.start ||
          a.splice.end - b.splice.end ||
          a.index - b.index,
      )
      .map(({ splice }) => splice);
  }

  /** The text after all replacements. */
  result(): string {
    let at = 0;
    let text = '';
    for (const splice of this.list) {
      text += this.text.slice(at, splice.start) + splice.text;
      at = splice.end;
    }
    return text + this.text.slice(at);
  }
}
