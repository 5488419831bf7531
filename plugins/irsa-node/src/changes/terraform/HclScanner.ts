import { HclSyntaxError } from './hclTypes';

const MAX_DEPTH = 100;
const CLOSING: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
};
const HEREDOC = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy;

/** Walks over the text of a file by its notation: white space, comments, strings with templates, heredocs and brackets. */
export class HclScanner {
  at = 0;
  private depth = 0;

  constructor(readonly text: string) {}

  /** Throws HclSyntaxError at the present place. */
  fail(): never {
    throw new HclSyntaxError(this.text.slice(0, this.at).split('\n').length);
  }

  get char(): string {
    return this.text[this.at] ?? '';
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Runs something that is nested, which can only be so deep. */
  nested<T>(run: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      this.fail();
    }
    const result = run();
    this.depth -= 1;
    return result;
  }

  /** What a sticky pattern finds here; it is passed over. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) {
      this.at += found[0].length;
    }
    return found ?? undefined;
  }

  expect(sign: string): void {
    if (!this.text.startsWith(sign, this.at)) {
      this.fail();
    }
    this.at += sign.length;
  }

  /** White space and comments, up to the end of the line or beyond it. */
  skip(isOverLines: boolean): void {
    for (;;) {
      this.take(isOverLines ? /\s+/y : /[^\S\n]+/y);
      if (!this.take(/(?:#|\/\/)[^\n]*/y)) {
        if (!this.text.startsWith('/*', this.at)) {
          return;
        }
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0) {
          this.fail();
        }
        this.at = end + 2;
      }
    }
  }

  /** A string in quotation marks. @returns what it means, or undefined where it has a template in it */
  string(): string | undefined {
    this.expect('"');
    let read = '';
    let isPlain = true;
    for (;;) {
      const plain = this.take(/[^"\\$%\n]+/y);
      const escaped = plain ? undefined : this.take(/\$\$\{|%%\{/y);
      if (plain) {
        read += plain[0];
      } else if (escaped) {
        read += escaped[0].slice(1);
      } else if (this.char === '"') {
        this.at += 1;
        return isPlain ? read : undefined;
      } else if (/^[$%]\{/.test(this.text.slice(this.at, this.at + 2))) {
        isPlain = false;
        this.at += 1;
        this.brackets();
      } else if (this.char === '\\') {
        read += this.escape();
      } else if (this.isAtEnd || this.char === '\n') {
        this.fail();
      } else {
        read += this.char;
        this.at += 1;
      }
    }
  }

  private escape(): string {
    const coded = this.take(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y);
    if (coded) {
      const point = parseInt(coded[1] ?? coded[2], 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : this.fail();
    }
    const short = this.take(/\\([nrt"\\])/y);
    if (!short) {
      this.fail();
    }
    return { n: '\n', r: '\r', t: '\t' }[short[1]] ?? short[1];
  }

  /** A text that takes whole lines. @returns what it means, or undefined where it has a template in it */
  heredoc(): string | undefined {
    const head = this.take(HEREDOC);
    if (!head) {
      this.fail();
    }
    const [, isIndented, marker] = head;
    const lines: string[] = [];
    for (;;) {
      const line = this.take(/[^\n]*/y)![0].replace(/\r$/, '');
      if (line.trim() === marker) {
        return meaningOf(lines, isIndented === '-');
      }
      if (this.isAtEnd) {
        this.fail();
      }
      this.at += 1;
      lines.push(line);
    }
  }

  /** From an opening bracket to its closing one, whatever is between them. */
  brackets(): void {
    const close = CLOSING[this.char] ?? this.fail();
    this.at += 1;
    this.nested(() => {
      for (this.skip(true); this.char !== close; this.skip(true)) {
        this.token();
      }
    });
    this.at += 1;
  }

  /** One word, number, string, sign or pair of brackets. */
  token(): void {
    if (this.isAtEnd || ')]}'.includes(this.char)) {
      this.fail();
    } else if (this.char in CLOSING) {
      this.brackets();
    } else if (this.char === '"') {
      this.string();
    } else if (this.isAtHeredoc) {
      this.heredoc();
    } else if (!this.take(/[\p{ID_Continue}_]+|[=!<>]=|=>/uy)) {
      this.at += 1;
    }
  }

  get isAtHeredoc(): boolean {
    HEREDOC.lastIndex = this.at;
    return HEREDOC.test(this.text);
  }
}

function meaningOf(
  lines: readonly string[],
  isIndented: boolean,
): string | undefined {
  const text = lines.map(line => `${line}\n`).join('');
  if (/(?:^|[^$])\$\{|(?:^|[^%])%\{/.test(text)) {
    return undefined;
  }
  const indent = isIndented
    ? Math.min(
        ...lines
          .filter(line => line.trim() !== '')
          .map(line => /^\s*/.exec(line)![0].length),
        text.length,
      )
    : 0;
  return lines
    .map(line => `${line.slice(indent)}\n`)
    .join('')
    .replace(/\$\$\{/g, '${')
    .replace(/%%\{/g, '%{');
}
