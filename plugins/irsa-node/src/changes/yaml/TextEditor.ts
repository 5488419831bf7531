import {
  isMap,
  isScalar,
  isSeq,
  Scalar,
  stringify,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { Splices } from '../Splices';
import { contentEnd, itemStart, pairOf, rangeOf, TextPair } from './nodes';

/** Changes maps and lists in the text of a file. It writes what is new, and leaves the rest as it is. */
export class TextEditor {
  private readonly newline: string;

  constructor(private readonly splices: Splices) {
    this.newline = splices.text.includes('\r\n') ? '\r\n' : '\n';
  }

  private get text(): string {
    return this.splices.text;
  }

  /**
   * Takes items out of a list of a map and adds others at its end. A list without items goes with its key; one that is not there is
   * made.
   */
  changeList(
    map: YAMLMap,
    key: string,
    removed: readonly number[],
    added: readonly unknown[],
  ): void {
    const pair = pairOf(map, key);
    const list = pair?.value;
    if (!pair || !isSeq(list) || list.items.length === 0) {
      if (added.length > 0) {
        if (pair) {
          this.removePair(map, pair);
        }
        this.addPair(map, key, added);
      }
      return;
    }
    const kept = list.items
      .map((_, at) => at)
      .filter(at => !removed.includes(at));
    if (kept.length === 0 && added.length === 0) {
      this.removePair(map, pair);
      return;
    }
    this.removeItems(list, removed);
    if (added.length === 0) {
      return;
    }
    if (list.flow) {
      const last = kept.at(-1);
      const texts = added.map(item => JSON.stringify(item)).join(', ');
      if (last === undefined) {
        this.splices.insert(rangeOf(list)[0] + 1, texts);
      } else {
        this.splices.insert(
          contentEnd(list.items[last], this.text),
          `, ${texts}`,
        );
      }
      return;
    }
    const indent = this.columnOf(itemStart(list, 0));
    const last = kept.at(-1);
    const lines = added.map(item => this.itemText(item, indent)).join('');
    if (last === undefined) {
      this.splices.insert(this.lineStart(itemStart(list, 0)), lines);
    } else {
      this.insertLines(
        this.lineEnd(contentEnd(list.items[last], this.text)),
        lines,
      );
    }
  }

  /** Sets a field that is a text. A new one is written before the others. */
  setText(map: YAMLMap, key: string, value: string): void {
    const pair = pairOf(map, key);
    if (pair?.value) {
      const [start, end] = rangeOf(pair.value);
      const style = (pair.value as Scalar).type;
      const quote = { QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'" }[style as string];
      this.splices.replace(
        start,
        Math.max(start, end),
        quote ? `${quote}${value}${quote}` : stringify(value).trimEnd(),
      );
      return;
    }
    const start = this.firstKey(map);
    const text = map.flow
      ? `${JSON.stringify(key)}: ${JSON.stringify(value)}, `
      : `${key}: ${stringify(value).trimEnd()}${this.newline}${' '.repeat(
          this.columnOf(start),
        )}`;
    this.splices.insert(start, text);
  }

  /** Sets a field to any value, in its place. A new one is written after the others. */
  setField(map: YAMLMap, key: string, value: unknown): void {
    const pair = pairOf(map, key);
    if (!pair) {
      this.addPair(map, key, value);
      return;
    }
    const style = isScalar(pair.value) ? String(pair.value.type) : '';
    if (
      typeof value === 'string' &&
      /^(QUOTE|PLAIN)/.test(style) &&
      rangeOf(pair.value)[0] < rangeOf(pair.value)[1] &&
      /^[\w.:\/@=+-]+$/.test(value)
    ) {
      this.setText(map, key, value);
      return;
    }
    const start = rangeOf(pair.key)[0];
    const text = map.flow
      ? `${JSON.stringify(key)}: ${this.flowText(map, value)}`
      : this.indented(
          stringify(
            { [key]: value },
            { lineWidth: 0, indentSeq: this.indentsLists(map) },
          ),
          this.columnOf(start),
        ).trim();
    this.splices.replace(start, contentEnd(pair, this.text), text);
  }

  /** Adds a field after the others. */
  addPair(map: YAMLMap, key: string, value: unknown): void {
    const last = map.items.at(-1);
    if (map.flow || !last) {
      const text = `${JSON.stringify(key)}: ${this.flowText(map, value)}`;
      const lines = this.linesOf(map);
      this.splices.insert(
        last ? contentEnd(last, this.text) : rangeOf(map)[0] + 1,
        last ? `,${lines ? this.newline + lines.indent : ' '}${text}` : text,
      );
      return;
    }
    const indent = this.columnOf(this.firstKey(map));
    this.insertLines(
      this.lineEnd(contentEnd(last, this.text)),
      this.indented(
        stringify(
          { [key]: value },
          { lineWidth: 0, indentSeq: this.indentsLists(map) },
        ),
        indent,
      ),
    );
  }

  /** A value in brackets, on several lines where the map that it is in is. */
  private flowText(map: YAMLMap, value: unknown): string {
    const lines = this.linesOf(map);
    return lines && typeof value === 'object'
      ? JSON.stringify(value, null, lines.step)
          .split('\n')
          .join(this.newline + lines.indent)
      : JSON.stringify(value);
  }

  /** How far in the keys of a map in brackets are that has lines of their own for them. */
  private linesOf(map: YAMLMap): { indent: string; step: string } | undefined {
    const first = map.items[0] && rangeOf(map.items[0].key)[0];
    const indent =
      map.flow && first !== undefined
        ? this.text.slice(this.lineStart(first), first)
        : 'none';
    if (indent.trim() !== '') {
      return undefined;
    }
    const [outer] = /^[ \t]*/.exec(
      this.text.slice(this.lineStart(rangeOf(map)[0])),
    )!;
    return { indent, step: indent.slice(outer.length) || '  ' };
  }

  removePair(map: YAMLMap, pair: TextPair): void {
    if (map.flow) {
      this.removePairs(map, [pair]);
      return;
    }
    const index = map.items.indexOf(pair as (typeof map.items)[number]);
    const start = rangeOf(pair.key)[0];
    const end = contentEnd(pair, this.text);
    const lineStart = this.lineStart(start);
    if (this.text.slice(lineStart, start).trim() === '') {
      this.splices.remove(lineStart, this.lineEnd(end));
      return;
    }
    // It shares its line with the dash of the list that the map is in, so the next one moves up.
    const next = map.items[index + 1];
    const nextStart = next && rangeOf(next.key)[0];
    const between =
      nextStart === undefined
        ? '#'
        : this.text.slice(this.lineEnd(end), nextStart);
    if (between.trim() === '') {
      this.splices.remove(start, nextStart);
    } else {
      this.splices.replace(start, this.lineEnd(end), this.newline);
    }
  }

  /** Takes several fields out, of which one at least stays. */
  removePairs(map: YAMLMap, pairs: readonly TextPair[]): void {
    if (map.flow) {
      this.removeRun(
        map.items.map(each => ({
          start: rangeOf(each.key)[0],
          end: contentEnd(each, this.text),
        })),
        pairs.map(pair =>
          map.items.indexOf(pair as (typeof map.items)[number]),
        ),
      );
    } else {
      pairs.forEach(pair => this.removePair(map, pair));
    }
  }

  /** Takes items out of a list, of which one at least stays. */
  removeItems(list: YAMLSeq, removed: readonly number[]): void {
    if (list.flow) {
      this.removeRun(
        list.items.map(item => ({
          start: rangeOf(item)[0],
          end: contentEnd(item, this.text),
        })),
        removed,
      );
      return;
    }
    for (const index of removed) {
      const start = itemStart(list, index);
      this.splices.remove(
        this.lineStart(start),
        this.lineEnd(contentEnd(list.items[index], this.text)),
      );
    }
  }

  /** Parts of a collection in brackets, with the commas that belong to them. */
  private removeRun(
    parts: readonly { start: number; end: number }[],
    removed: readonly number[],
  ): void {
    const gone = new Set(removed);
    for (let first = 0; first < parts.length; first += 1) {
      if (!gone.has(first) || gone.has(first - 1)) {
        continue;
      }
      let last = first;
      while (gone.has(last + 1)) {
        last += 1;
      }
      if (last + 1 < parts.length) {
        this.splices.remove(parts[first].start, parts[last + 1].start);
      } else if (first > 0) {
        this.splices.remove(parts[first - 1].end, parts[last].end);
      } else {
        this.splices.remove(parts[first].start, parts[last].end);
      }
    }
  }

  /** Whether the file writes lists further in than their keys, as the nearest one does. */
  private indentsLists(near: YAMLMap): boolean {
    for (const { key, value } of near.items) {
      if (isSeq(value) && !value.flow && value.items.length > 0) {
        return (
          this.columnOf(itemStart(value, 0)) > this.columnOf(rangeOf(key)[0])
        );
      }
    }
    const lists = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n( *)- /gm;
    const [, keyIndent, dashIndent] = lists.exec(this.text) ?? [];
    return keyIndent === undefined || dashIndent.length > keyIndent.length;
  }

  private itemText(item: unknown, indent: number): string {
    return this.indented(stringify([item], { lineWidth: 0 }), indent);
  }

  private indented(block: string, indent: number): string {
    return block
      .trimEnd()
      .split('\n')
      .map(line => `${' '.repeat(indent)}${line}${this.newline}`)
      .join('');
  }

  /** Whole lines; a file may end without a line break. */
  private insertLines(at: number, lines: string): void {
    const isOpen = at > 0 && this.text[at - 1] !== '\n';
    this.splices.insert(
      at,
      isOpen ? this.newline + lines.slice(0, -this.newline.length) : lines,
    );
  }

  private firstKey(map: YAMLMap): number {
    const [first] = map.items;
    if (!first) {
      return rangeOf(map)[0] + 1;
    }
    return rangeOf(first.key)[0];
  }

  private columnOf(offset: number): number {
    return offset - this.lineStart(offset);
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

/** A map that can be changed; undefined for anything else. */
export function asMap(node: unknown): YAMLMap | undefined {
  return isMap(node) ? node : undefined;
}
