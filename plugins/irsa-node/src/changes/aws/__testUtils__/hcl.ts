/** What a string of HCL means. Throws when it has a template, or an escape that HCL does not know. */
function readString(text: string, start: number): [string, number] {
  let read = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const rest = text.slice(at);
    const escaped = /^(?:\$\$|%%)\{/.exec(rest);
    const coded = /^\\u([0-9a-fA-F]{4})/.exec(rest);
    const short = /^\\([nrt"\\])/.exec(rest);
    if (text[at] === '"') {
      return [read, at + 1];
    } else if (escaped) {
      read += `${rest[0]}{`;
      at += 2;
    } else if (coded) {
      read += String.fromCharCode(parseInt(coded[1], 16));
      at += 5;
    } else if (short) {
      read += { n: '\n', r: '\r', t: '\t' }[short[1]] ?? short[1];
      at += 1;
    } else if (/^(?:[$%]\{|[\\\n])/.test(rest)) {
      throw new Error(`No plain text at ${at}: ${rest.slice(0, 12)}`);
    } else {
      read += text[at];
    }
  }
  throw new Error('The string has no end.');
}

/** Reads the part of HCL that is written here: values of JSON, `jsonencode` of them, references and blocks of attributes. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  blocks(): Record<string, Record<string, unknown>> {
    const blocks: Record<string, Record<string, unknown>> = {};
    this.skip();
    while (this.at < this.text.length) {
      const head = this.take(/^resource "(\w+)" "(\w+)" (?=\{)/);
      if (`${head[1]}.${head[2]}` in blocks) {
        throw new Error(`${head[0]} is there twice.`);
      }
      blocks[`${head[1]}.${head[2]}`] = this.object();
      this.skip();
    }
    return blocks;
  }

  private value(): unknown {
    const rest = this.text.slice(this.at);
    if (rest.startsWith('jsonencode(')) {
      this.take(/^jsonencode\(/);
      const inner = this.value();
      this.take(/^\)/);
      return { jsonencode: inner };
    }
    if (rest[0] === '{') {
      return this.object();
    }
    if (rest[0] === '[') {
      return this.list();
    }
    if (rest[0] === '"') {
      const [read, end] = readString(this.text, this.at);
      this.at = end;
      return read;
    }
    const plain = this.take(/^[\w.+-]+/)[0];
    return /^(?:-?\d|true$|false$|null$)/.test(plain)
      ? JSON.parse(plain)
      : { reference: plain };
  }

  private object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.take(/^\{/);
    this.skip();
    while (this.text[this.at] !== '}') {
      let key: string;
      if (this.text[this.at] === '"') {
        [key, this.at] = readString(this.text, this.at);
      } else {
        [key] = this.take(/^\w+/);
      }
      this.take(/^ *= /);
      entries.push([key, this.value()]);
      this.skip();
    }
    this.take(/^\}/);
    return Object.fromEntries(entries);
  }

  private list(): unknown[] {
    const items: unknown[] = [];
    this.take(/^\[/);
    this.skip();
    while (this.text[this.at] !== ']') {
      items.push(this.value());
      this.skip();
      if (this.text[this.at] === ',') {
        this.at += 1;
        this.skip();
      }
    }
    this.take(/^\]/);
    return items;
  }

  private skip(): void {
    this.at += /^(?:\s|#[^\n]*\n)*/.exec(this.text.slice(this.at))![0].length;
  }

  private take(pattern: RegExp): RegExpExecArray {
    const found = pattern.exec(this.text.slice(this.at));
    if (!found) {
      throw new Error(
        `Expected ${pattern} at ${this.text.slice(this.at, this.at + 40)}`,
      );
    }
    this.at += found[0].length;
    return found;
  }
}

/** Resources of a file of Terraform, by `type.name`. */
export function readTerraform(
  text: string,
): Record<string, Record<string, unknown>> {
  return new Reader(text).blocks();
}
