import { Json } from '../detach/podFields';
import { hclString, hclValue } from '../aws/hcl';
import { Splices } from '../Splices';
import {
  HclAttribute,
  HclBlock,
  HclBody,
  HclExpression,
  HclItem,
  Span,
} from './hclTypes';
import { snake } from './toObject';

const INDENT = '  ';

/** Changes blocks and attributes in the text of a file. It writes what is new, and leaves the rest as it is. */
export class HclEditor {
  private readonly newline: string;

  constructor(readonly splices: Splices) {
    this.newline = splices.text.includes('\r\n') ? '\r\n' : '\n';
  }

  private get text(): string {
    return this.splices.text;
  }

  /**
   * Takes blocks out of a body, with the empty line that parts them from the next. New ones take the place of the first, or stand at the
   * end of the body.
   */
  changeBlocks(
    body: HclBody,
    removed: readonly HclBlock[],
    added: readonly (readonly string[])[],
  ): void {
    const gone = [...removed].sort((a, b) => a.start - b.start);
    if (added.length > 0) {
      const at =
        gone.length > 0
          ? this.lineStart(gone[0].start)
          : this.lineStart(body.end);
      const indent = this.indentOf(
        (gone[0] ?? body.blocks[0] ?? body.attributes[0])?.start ?? body.start,
      );
      const texts = added.map(lines => this.lines(lines, indent));
      const isFirst = gone.length > 0;
      this.splices.insert(
        at,
        texts
          .map((text, index) =>
            !isFirst || index > 0 ? this.newline + text : text,
          )
          .join(''),
      );
    }
    for (const [index, block] of gone.entries()) {
      const before = gone[index - 1];
      const isJoined = before && this.isEmpty(before.end, block.start);
      if (!isJoined) {
        let last = block;
        for (const next of gone.slice(index + 1)) {
          if (this.isEmpty(last.end, next.start)) {
            last = next;
          }
        }
        this.removeLines(
          block.start,
          last.end,
          added.length > 0 && index === 0,
        );
      }
    }
  }

  /** Sets an attribute. A new one is written before all others, with an empty line behind it, so that no column moves. */
  setAttribute(body: HclBody, name: string, expression: string): void {
    const present = body.attributes.find(each => each.name === name);
    if (present) {
      this.splices.replace(present.value.start, present.value.end, expression);
      return;
    }
    const first = [...body.blocks, ...body.attributes].sort(
      (a, b) => a.start - b.start,
    )[0];
    const at = this.lineEnd(body.start);
    const indent = this.indentOf(first?.start ?? body.start);
    this.splices.insert(
      at,
      `${indent}${name} = ${expression}${this.newline}${
        first ? this.newline : ''
      }`,
    );
  }

  /** Adds an attribute of several lines behind the others. */
  addAttribute(body: HclBody, lines: readonly string[]): void {
    const last = body.attributes.at(-1);
    const at = last ? this.lineEnd(last.end) : this.lineEnd(body.start);
    const indent = last
      ? this.indentOf(last.start)
      : this.indentOf(body.start) + INDENT;
    this.splices.insert(at, this.lines(lines, indent));
  }

  /** Sets an item of an object that is written out. */
  setItem(
    object: Extract<HclExpression, { type: 'object' }>,
    key: string,
    expression: string,
  ): void {
    const present = object.items.find(each => each.key === key);
    const last = object.items.at(-1);
    if (present) {
      this.splices.replace(present.value.start, present.value.end, expression);
      return;
    }
    const isBare =
      /^[A-Za-z_]\w*$/.test(key) &&
      last !== undefined &&
      object.items.every(({ start }) => /\w/.test(this.text[start]));
    const name = isBare ? key : hclString(key);
    const isOfOneLine = !this.text
      .slice(object.start, object.end)
      .includes('\n');
    if (!last && isOfOneLine) {
      const indent = this.indentOf(object.start);
      this.splices.replace(
        object.start,
        object.end,
        `{${this.newline}${indent}${INDENT}${name} = ${expression}${this.newline}${indent}}`,
      );
    } else if (isOfOneLine || !last) {
      this.splices.insert(
        last ? last.end : this.lineEnd(object.start),
        last
          ? `, ${name} = ${expression}`
          : `${this.indentOf(object.start)}${INDENT}${name} = ${expression}${
              this.newline
            }`,
      );
    } else {
      this.addItemLine(last, name, expression);
    }
  }

  /**
   * A value as an expression that begins on the line of an offset. A list of texts takes one line, unless the value that it replaces
   * takes several.
   */
  valueText(value: unknown, at: number, present?: Span): string {
    const isOnLines =
      present && this.text.slice(present.start, present.end).includes('\n');
    const isPlainList =
      Array.isArray(value) && value.every(each => typeof each !== 'object');
    const text =
      isPlainList && !isOnLines
        ? `[${value.map(each => hclValue(each)).join(', ')}]`
        : hclValue(value);
    return text.split('\n').join(this.newline + this.indentOf(at));
  }

  /** Takes items out of an object that is written out, with their lines; the whole attribute when none would be left. */
  removeItems(attribute: HclAttribute, removed: readonly HclItem[]): void {
    const { value } = attribute;
    const items = value.type === 'object' ? value.items : [];
    if (items.length === removed.length) {
      this.removeAttribute(attribute);
      return;
    }
    this.removeParts(
      items,
      removed.map(item => items.indexOf(item)),
    );
  }

  /** Takes parts out of a list or object, of which some stay, each with its comma. */
  removeParts(parts: readonly Span[], removed: readonly number[]): void {
    const gone = new Set(removed);
    const firstKept = parts.findIndex((_, at) => !gone.has(at));
    if (firstKept < 0) {
      throw new RangeError('Nothing would be left.');
    }
    for (const at of gone) {
      const { start, end } = parts[at];
      if (this.hasOwnLines(parts[at])) {
        this.splices.remove(this.lineStart(start), this.lineEnd(end));
      } else if (at < firstKept) {
        this.splices.remove(start, parts[at + 1].start);
      } else {
        this.splices.remove(parts[at - 1].end, end);
      }
    }
  }

  removeAttribute({ start, end }: Span): void {
    this.removeLines(start, end, false);
  }

  /** Whether nothing else stands in the lines of an item, but a comma and a comment. */
  private hasOwnLines({ start, end }: Span): boolean {
    return (
      this.isEmpty(this.lineStart(start), start) &&
      /^[ \t]*,?[ \t]*((#|\/\/).*)?\r?\n$/.test(
        this.text.slice(end, this.lineEnd(end)),
      )
    );
  }

  /** Below the last item, with its equal sign below the others where that moves none of them. */
  private addItemLine(
    last: { start: number; end: number; value: { start: number } },
    name: string,
    expression: string,
  ): void {
    const head = this.text.slice(last.start, last.value.start);
    const width = head.lastIndexOf('=');
    const sign = width < 0 ? ':' : '=';
    const isShort =
      sign === '=' &&
      name.length < width &&
      !this.text.slice(last.start, last.end).includes('\n');
    const line = `${this.indentOf(last.start)}${
      isShort ? name.padEnd(width) : `${name}${sign === '=' ? ' ' : ''}`
    }${sign} ${expression}${this.newline}`;
    const comma = this.text.slice(last.end, this.lineEnd(last.end));
    const hasCommas = /^[ \t]*,/.test(comma);
    this.splices.insert(
      this.lineEnd(last.end),
      `${isShort || sign === ':' ? '' : this.newline}${
        hasCommas ? `${line.trimEnd()},${this.newline}` : line
      }`,
    );
  }

  /** Adds a block behind another one of the file. */
  addAfter(block: HclBlock, lines: readonly string[]): void {
    const end = this.lineEnd(block.end);
    const isOpen = end === this.text.length && !this.text.endsWith('\n');
    this.splices.insert(
      end,
      `${isOpen ? this.newline : ''}${this.newline}${this.lines(lines, '')}`,
    );
  }

  private lines(lines: readonly string[], indent: string): string {
    return lines
      .map(line => (line ? `${indent}${line}` : '') + this.newline)
      .join('');
  }

  private removeLines(from: number, to: number, isReplaced: boolean): void {
    let start = this.lineStart(from);
    let end = this.lineEnd(to);
    const isEmptyLine = (at: number) =>
      at < this.text.length &&
      this.text.slice(at, this.lineEnd(at)).trim() === '';
    if (this.text.slice(start, from).trim() !== '') {
      throw new RangeError('A block does not begin its line.');
    }
    if (!isReplaced) {
      const before = this.text.slice(0, start);
      const hasEmptyBefore = /\n[ \t]*\r?\n$/.test(before);
      const isFirst = /\{[ \t]*\r?\n$/.test(before);
      if (isEmptyLine(end) && (hasEmptyBefore || isFirst)) {
        end = this.lineEnd(end);
      } else if (
        hasEmptyBefore &&
        this.text.slice(end).trimStart()[0] === '}'
      ) {
        start = this.lineStart(start - 1);
      }
    }
    this.splices.remove(start, end);
  }

  private isEmpty(from: number, to: number): boolean {
    return this.text.slice(from, to).trim() === '';
  }

  private indentOf(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset)))![0];
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Behind the line break of the line that the offset is in. */
  private lineEnd(offset: number): number {
    const found = this.text.indexOf('\n', offset);
    return found < 0 ? this.text.length : found + 1;
  }
}

/** Lines of an `env` block. `nameOf` writes the name of a Secret or ConfigMap as the file has it. */
export function variableLines(
  { name, value, valueFrom }: Json,
  nameOf: (kind: 'Secret' | 'ConfigMap', name: string) => string,
): string[] {
  if (valueFrom === undefined) {
    return inBlock(
      'env',
      aligned([
        ['name', hclString(String(name))],
        ['value', hclString(String(value))],
      ]),
    );
  }
  const [[field, source]] = Object.entries(valueFrom as Json);
  const kinds: Record<string, 'Secret' | 'ConfigMap'> = {
    secretKeyRef: 'Secret',
    configMapKeyRef: 'ConfigMap',
  };
  const fields = Object.entries(source as Json).map(([each, given]) => [
    snake(each),
    each === 'name' && field in kinds
      ? nameOf(kinds[field], String(given))
      : hclValue(given),
  ]);
  return inBlock('env', [
    `name = ${hclString(String(name))}`,
    '',
    ...inBlock('value_from', inBlock(snake(field), aligned(fields))),
  ]);
}

/** Lines of attributes with their equal signs below each other, as `terraform fmt` lays them out. */
export function aligned(pairs: readonly (readonly string[])[]): string[] {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)} = ${value}`);
}

/** Lines of a block around lines of its body. */
export function inBlock(head: string, lines: readonly string[]): string[] {
  return [`${head} {`, ...lines.map(line => (line ? INDENT + line : '')), '}'];
}
