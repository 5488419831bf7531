/** A value of a JSON text, and where it stands: `text.slice(start, end)`. */
export interface JsonNode {
  start: number;
  end: number;
  /** Every member in the order of the text; a name may occur twice. */
  members?: { name: string; nameStart: number; node: JsonNode }[];
  items?: JsonNode[];
  /** The value as JSON.parse gives it, so the last of two members of one name. */
  value: unknown;
}

export class JsonTextError extends Error {
  constructor(message: string, readonly offset: number) {
    super(message);
    this.name = 'JsonTextError';
  }
}

/** Deeper texts are refused: no policy has them, and reading goes down one call for each level. */
const MAX_DEPTH = 64;
const SCALAR =
  /"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) {
      throw new JsonTextError('The text is nested too deeply.', this.at);
    }
    this.space();
    const opening = this.text[this.at];
    if (opening === '{') {
      return this.object(depth);
    }
    return opening === '[' ? this.list(depth) : this.scalar();
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) {
      throw this.unexpected();
    }
  }

  private object(depth: number): JsonNode {
    const start = this.at;
    const members: NonNullable<JsonNode['members']> = [];
    this.at += 1;
    this.space();
    while (this.text[this.at] !== '}') {
      if (members.length > 0) {
        this.take(',');
        this.space();
      }
      const name = this.scalar();
      if (typeof name.value !== 'string') {
        throw new JsonTextError('A name must be a text.', name.start);
      }
      this.space();
      this.take(':');
      const node = this.value(depth + 1);
      members.push({ name: name.value, nameStart: name.start, node });
      this.space();
    }
    this.at += 1;
    return {
      start,
      end: this.at,
      members,
      value: Object.fromEntries(
        members.map(({ name, node }) => [name, node.value]),
      ),
    };
  }

  private list(depth: number): JsonNode {
    const start = this.at;
    const items: JsonNode[] = [];
    this.at += 1;
    this.space();
    while (this.text[this.at] !== ']') {
      if (items.length > 0) {
        this.take(',');
      }
      items.push(this.value(depth + 1));
      this.space();
    }
    this.at += 1;
    return {
      start,
      end: this.at,
      items,
      value: items.map(({ value }) => value),
    };
  }

  private scalar(): JsonNode {
    const start = this.at;
    SCALAR.lastIndex = start;
    const found = SCALAR.exec(this.text)?.[0];
    if (found === undefined) {
      throw this.unexpected();
    }
    this.at = start + found.length;
    try {
      return { start, end: this.at, value: JSON.parse(found) };
    } catch {
      throw new JsonTextError('The text has a wrong escape.', start);
    }
  }

  private take(character: string): void {
    if (this.text[this.at] !== character) {
      throw this.unexpected();
    }
    this.at += 1;
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }

  private unexpected(): JsonTextError {
    const found = this.text[this.at];
    return new JsonTextError(
      found === undefined
        ? 'The text ends too early.'
        : `"${found}" is not expected here.`,
      this.at,
    );
  }
}

/** Reads a JSON text with the position of every value. Throws JsonTextError. */
export function readJson(text: string): JsonNode {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}
