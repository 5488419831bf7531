import { Source } from '../../readiness/code/source/Source';
import { Cut, NotCertainError } from './types';

/** A statement: from its first character to after its last, the semicolon with it. */
export interface Statement {
  start: number;
  end: number;
  /** Left of the sign of assignment; undefined when it assigns nothing. */
  left?: string;
  /** Place of what is assigned. */
  right: number;
}

/** What goes on in the next line. */
const GOES_ON =
  /^\s*(?:\.\w|\?\.|->|::|&&|\|\||\?\?|\?:|[?:+](?!=)|\band\b|\bor\b|as\b)/;
const IS_OPEN = /(?:[=,+\\([{]|&&|\|\||\?\?|\?:|=>|->|\breturn|\.)\s*$/;
const ASSIGNS =
  /^([^=!<>]*?(?:\[[^\]]*\][^=!<>]*?)*?)\s*(?:\|\||\?\?|:)?=(?![=>~])\s*/;

/** Ends of the statements of blocks, by the places where these begin: a block is asked about for each name in it. */
const KNOWN = new WeakMap<Source, Map<number, number[]>>();

/** The number of the first place that is greater than another, of places in their order. */
function firstAfter(sorted: readonly number[], index: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > index) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** The statement that a place is in: up to the brackets around it, semicolons and ends of lines. */
export function statementAt(source: Source, index: number): Statement {
  const { code, bare, language } = source;
  const [block] = source.around(index);
  const floor = block ? block.open + 1 : 0;
  const ceiling = block ? block.close : code.length;
  const hasSigns =
    !['python', 'ruby', 'go'].includes(language ?? '') &&
    !/\.(kts?|scala|groovy)$/.test(source.path);
  const bySign = hasSigns && language !== 'node';
  const known = KNOWN.get(source) ?? new Map<number, number[]>();
  KNOWN.set(source, known);
  const ends = known.get(floor) ?? endsOf(bare, floor, ceiling, bySign);
  known.set(floor, ends);
  const next = firstAfter(ends, index);
  const after = ends[next] ?? ceiling;
  const before = ends[next - 1] ?? floor;
  const start =
    before +
    (code.slice(before, after).length -
      code.slice(before, after).trimStart().length);
  const text = code.slice(start, after).trimEnd();
  const found = ASSIGNS.exec(text);
  return {
    start,
    end: start + text.length,
    left: found?.[1].trim(),
    right: start + (found?.[0].length ?? 0),
  };
}

/** Places after which a statement of a block ends. `bySign`: lines end none. */
function endsOf(
  bare: string,
  floor: number,
  ceiling: number,
  bySign: boolean,
): number[] {
  const found: number[] = [];
  let depth = 0;
  for (let at = floor; at < ceiling; at += 1) {
    const sign = bare[at];
    if ('([{'.includes(sign)) {
      depth += 1;
    } else if (')]}'.includes(sign)) {
      depth -= 1;
      if (
        depth === 0 &&
        sign === '}' &&
        bySign &&
        !/^\s*(?:[;,.)\]?:]|->|=)/.test(bare.slice(at + 1, at + 40))
      ) {
        found.push(at + 1);
      }
    } else if (depth === 0 && sign === ';') {
      found.push(at + 1);
    } else if (depth === 0 && sign === '\n' && !bySign) {
      const line = bare.slice(bare.lastIndexOf('\n', at - 1) + 1, at);
      const next = /^\s*[^\n]*/.exec(bare.slice(at + 1))?.[0] ?? '';
      if (!IS_OPEN.test(line) && !GOES_ON.test(next)) {
        found.push(at + 1);
      }
    }
  }
  return found;
}

/** What takes a statement out with its lines. Throws NotCertainError when something else is on them. */
export function cutStatement(
  source: Source,
  { start, end }: Omit<Statement, 'right'>,
): Cut {
  const { written, bare } = source;
  const lineStart = written.lastIndexOf('\n', start - 1) + 1;
  const newline = written.indexOf('\n', end);
  const lineEnd = newline < 0 ? written.length : newline + 1;
  if (
    written.slice(lineStart, start).trim() !== '' ||
    bare.slice(end, lineEnd).trim() !== ''
  ) {
    throw new NotCertainError('Something else stands on the same line.');
  }
  return { start: lineStart, end: lineEnd };
}

/** Blank lines that two removals would leave beside each other, or at the edge of a block, go too. */
export function withoutDoubleBlanks(text: string, cuts: readonly Cut[]): Cut[] {
  return cuts.map(cut => {
    const isLines =
      !cut.text &&
      (cut.start === 0 || text[cut.start - 1] === '\n') &&
      (cut.end === text.length || text[cut.end - 1] === '\n');
    if (!isLines) {
      return cut;
    }
    const before = text.slice(0, cut.start).split('\n').slice(0, -1).at(-1);
    const [next = ''] = text.slice(cut.end).split('\n', 1);
    const isEdge = before === undefined || /^\s*$|[{([:]\s*$/.test(before);
    const isBlank = next.trim() === '' && cut.end < text.length;
    return isEdge && isBlank
      ? { ...cut, end: text.indexOf('\n', cut.end) + 1 }
      : cut;
  });
}
