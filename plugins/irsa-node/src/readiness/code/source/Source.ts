import { RepositoryFile, SourceLanguage } from '../../types';
import { blank } from './blank';
import { areBalanced, Bracket, bracketsOf } from './brackets';

/** The longest line that is read. Longer ones are bundles and data. */
const LONGEST_LINE = 2000;

/** Characters of a call or an object that are looked at. */
const LONGEST_CALL = 3000;

/** A file of source, with what its notation tells about it. */
export class Source {
  readonly path: string;
  /** As it is in the file, without lines that no person wrote. */
  readonly written: string;
  /** Without comments and prose. Every character is at its place in the file. */
  readonly code: string;
  /** Also without the text of strings. */
  readonly bare: string;
  /** Whether strings, comments and brackets all have their ends, and no line was left out: only then is its notation understood. */
  readonly isWhole: boolean;
  private readonly starts: number[] = [0];
  private readonly brackets: Bracket[];

  constructor(
    { path, content }: RepositoryFile,
    readonly language: SourceLanguage | undefined,
  ) {
    const written = content
      .split('\n')
      .map(text => (text.length > LONGEST_LINE ? '' : text))
      .join('\n');
    this.path = path;
    this.written = written;
    const { code, bare, isClosed } = blank(path, written, language);
    this.code = code;
    this.bare = bare;
    this.isWhole = isClosed && written === content && areBalanced(bare);
    for (
      let at = code.indexOf('\n');
      at >= 0;
      at = code.indexOf('\n', at + 1)
    ) {
      this.starts.push(at + 1);
    }
    this.brackets = bracketsOf(bare);
  }

  /** Whether a place is inside of a string. */
  isText(index: number): boolean {
    return this.code[index] !== this.bare[index];
  }

  /** The line, from 1, of a place. */
  lineAt(index: number): number {
    return lastAtMost(this.starts, index) + 1;
  }

  /** The text of the line of a place, with the place where it starts. */
  lineOf(index: number): { text: string; start: number; end: number } {
    const line = lastAtMost(this.starts, index);
    const start = this.starts[line];
    const end = this.starts[line + 1] ?? this.code.length;
    return { text: this.code.slice(start, end).replace(/\n$/, ''), start, end };
  }

  /** The brackets around a place, the innermost first. */
  around(index: number): Bracket[] {
    const found: Bracket[] = [];
    let low = 0;
    let high = this.brackets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.brackets[middle].open < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    let bracket: Bracket | undefined = this.brackets[low - 1];
    while (bracket && found.length < 40) {
      if (bracket.close >= index) {
        found.push(bracket);
      }
      bracket =
        bracket.parent === undefined
          ? undefined
          : this.brackets[bracket.parent];
    }
    return found;
  }

  /** The bracket that opens at a place. */
  bracketAt(open: number): Bracket | undefined {
    const inside = this.around(open + 1)[0];
    return inside?.open === open ? inside : undefined;
  }

  /** What is in a bracket, as far as a person would look. */
  inside({ open, close }: Bracket): string {
    return this.code.slice(open + 1, Math.min(close, open + LONGEST_CALL));
  }

  /** What is called or named before a bracket, for example `AWS.config.update` or `new S3Client`. */
  calleeOf({ open }: Bracket): string {
    const before = this.code.slice(Math.max(0, open - 120), open);
    // In Ruby, what is at the end of the line before has nothing to do with it.
    if (this.language === 'ruby' && /\n\s*$/.test(before)) {
      return '';
    }
    return (
      /(?:\b(?:new|def|fun|func|function|fn|class|interface|enum|struct)\s+)?[\w$.:\\>?!-]*(?:<[\w\s,.]*>)?\s*$/.exec(
        before,
      )?.[0] ?? ''
    ).trim();
  }

  /** The parts between the commas of a bracket, with the place of each. */
  argumentsOf({ open, close }: Bracket): { text: string; start: number }[] {
    const found: { text: string; start: number }[] = [];
    let depth = 0;
    let start = open + 1;
    const end = Math.min(close, open + LONGEST_CALL);
    for (let at = open + 1; at <= end; at += 1) {
      const character = this.bare[at];
      if (at === end || (character === ',' && depth === 0)) {
        const text = this.code.slice(start, at);
        if (text.trim() !== '') {
          found.push({
            text: text.trim(),
            start: start + (text.length - text.trimStart().length),
          });
        }
        start = at + 1;
      } else if (character && '([{'.includes(character)) {
        depth += 1;
      } else if (character && ')]}'.includes(character)) {
        depth -= 1;
      }
    }
    return found;
  }
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
