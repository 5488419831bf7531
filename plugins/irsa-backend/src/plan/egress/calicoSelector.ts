import { Labels } from '../world/labelSelector';

const TOKEN =
  /\s*(all\(\)|global\(\)|has\(\s*[\w./-]+\s*\)|&&|\|\||!(?!=)|\(|\)|==|!=|\bnot\s+in\b|\bin\b|\bcontains\b|\bstarts\s+with\b|\bends\s+with\b|\{[^}]*\}|'[^']*'|"[^"]*"|[\w./-]+)/gy;

class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly labels: Labels,
  ) {}

  whole(): boolean {
    const result = this.either();
    if (this.at < this.tokens.length) {
      throw new Error('more than one expression');
    }
    return result;
  }

  private either(): boolean {
    let result = this.both();
    while (this.take('||')) {
      const other = this.both();
      result = result || other;
    }
    return result;
  }

  private both(): boolean {
    let result = this.one();
    while (this.take('&&')) {
      const other = this.one();
      result = result && other;
    }
    return result;
  }

  private one(): boolean {
    if (this.take('!')) {
      return !this.one();
    }
    if (this.take('(')) {
      const result = this.either();
      this.expect(')');
      return result;
    }
    const token = this.next();
    if (token === 'all()') {
      return true;
    }
    if (token === 'global()') {
      return false;
    }
    if (token.startsWith('has(')) {
      return Object.hasOwn(this.labels, token.slice(4, -1).trim());
    }
    return this.compare(this.labels[token]);
  }

  private compare(value: string | undefined): boolean {
    const operator = this.next();
    const operand = this.next();
    const text = operand.replace(/^['"]|['"]$/g, '');
    const list = [...operand.matchAll(/'([^']*)'|"([^"]*)"/g)].map(
      ([, single, double]) => single ?? double,
    );
    switch (operator) {
      case '==':
        return value === text;
      case '!=':
        return value !== text;
      case 'in':
        return value !== undefined && list.includes(value);
      case 'not in':
        return value === undefined || !list.includes(value);
      case 'contains':
        return value?.includes(text) ?? false;
      case 'starts with':
        return value?.startsWith(text) ?? false;
      case 'ends with':
        return value?.endsWith(text) ?? false;
      default:
        throw new Error(`unknown operator ${operator}`);
    }
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) {
      throw new Error('the expression ends early');
    }
    this.at += 1;
    return token;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) {
      return false;
    }
    this.at += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) {
      throw new Error(`${token} is missing`);
    }
  }
}

/**
 * Whether a selector of Calico matches; `undefined` when it cannot be understood.
 * https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 */
export function matchesCalico(
  selector: string | undefined,
  labels: Labels,
): boolean | undefined {
  if (!selector?.trim()) {
    return true;
  }
  const text = selector.trim();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found) {
      return undefined;
    }
    tokens.push(found[1].replace(/\s+/g, ' '));
  }
  try {
    const parser = new Parser(tokens, labels);
    return parser.whole();
  } catch {
    return undefined;
  }
}
