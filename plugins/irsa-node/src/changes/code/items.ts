import { Bracket } from '../../readiness/code/source/brackets';
import { Source } from '../../readiness/code/source/Source';
import { Cut, NotCertainError } from './types';

/** One of the parts of a bracket that commas separate, without the space around it. */
export interface Item {
  start: number;
  end: number;
  text: string;
}

/** The parts between the commas of a bracket. */
export function itemsOf(source: Source, { open, close }: Bracket): Item[] {
  const { bare, code } = source;
  const found: Item[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open + 1; at <= close; at += 1) {
    const sign = bare[at];
    if (at === close || (sign === ',' && depth === 0)) {
      const text = code.slice(from, at);
      if (text.trim() !== '') {
        const start = from + (text.length - text.trimStart().length);
        found.push({
          start,
          end: start + text.trim().length,
          text: text.trim(),
        });
      }
      from = at + 1;
    } else if ('([{'.includes(sign)) {
      depth += 1;
    } else if (')]}'.includes(sign)) {
      depth -= 1;
    }
  }
  return found;
}

/** The part of a bracket that a place is in. */
export function itemAt(
  source: Source,
  bracket: Bracket,
  index: number,
): Item | undefined {
  return itemsOf(source, bracket).find(
    ({ start, end }) => start <= index && index < end,
  );
}

/** What takes parts out of a list, with their commas and, where they have lines of their own, these lines. Throws NotCertainError. */
export function cutItems(
  source: Source,
  bracket: Bracket,
  gone: readonly Item[],
): Cut[] {
  const items = itemsOf(source, bracket);
  const isGone = (index: number) =>
    gone.some(({ start }) => start === items[index]?.start);
  const isRest = items.some((_, index) => !isGone(index));
  if (!isRest) {
    return cutAll(source, bracket, items);
  }
  const cuts: Cut[] = [];
  for (let first = 0; first < items.length; first += 1) {
    if (isGone(first)) {
      let last = first;
      while (
        isGone(last + 1) &&
        !/\n\s*[^\s,]/.test(
          source.written.slice(items[last].end, items[last + 1].start),
        )
      ) {
        last += 1;
      }
      cuts.push(...cutRun(source, bracket, items, first, last));
      first = last;
    }
  }
  return cuts;
}

function cutAll(
  { written }: Source,
  { open, close }: Bracket,
  items: readonly Item[],
): Cut[] {
  let at = open + 1;
  for (const { start, end } of [...items, { start: close, end: close }]) {
    mustBeBlank(written.slice(at, start));
    at = end;
  }
  return [{ start: open + 1, end: close }];
}

function cutRun(
  source: Source,
  { open, close }: Bracket,
  items: readonly Item[],
  first: number,
  last: number,
): Cut[] {
  const { written, bare } = source;
  const { start } = items[first];
  const { end } = items[last];
  const before = items[first - 1];
  const after = items[last + 1];
  const lineStart = written.lastIndexOf('\n', start - 1) + 1;
  const isFirst = written.slice(lineStart, start).trim() === '';
  const lineEnd = written.indexOf('\n', end);
  const isLast =
    lineEnd >= 0 &&
    lineEnd < close &&
    /^\s*,?\s*$/.test(bare.slice(end, lineEnd));
  if (isFirst && isLast) {
    const cut = { start: lineStart, end: lineEnd + 1 };
    const hasComma = bare.slice(end, lineEnd).includes(',');
    const isOpenLine =
      before && !after && !hasLine(written, open, before.start);
    if (after || !before || (hasComma && !isOpenLine)) {
      return [cut];
    }
    if (
      isOpenLine &&
      /^[\s,]*$/.test(
        written.slice(before.end, start) + written.slice(end, close),
      )
    ) {
      return [{ start: before.end, end: close }];
    }
    if (hasComma) {
      return [cut];
    }
    const comma = bare.indexOf(',', before.end);
    return [{ start: comma, end: comma + 1 }, cut];
  }
  if (after && (!before || (isFirst && !hasLine(written, end, after.start)))) {
    mustBeBlank(written.slice(end, after.start));
    return [{ start, end: after.start }];
  }
  if (!before) {
    throw new NotCertainError('What stands around it cannot be told apart.');
  }
  mustBeBlank(written.slice(before.end, start));
  return [{ start: before.end, end }];
}

function hasLine(text: string, start: number, end: number): boolean {
  return text.slice(start, end).includes('\n');
}

function mustBeBlank(text: string): void {
  if (!/^[\s,]*$/.test(text)) {
    throw new NotCertainError('A comment stands among what would go.');
  }
}
