import { ANY_CHARACTER, ANY_RUN } from '../../policy/wildcards';

const WILDCARD = new RegExp(`[${ANY_RUN}${ANY_CHARACTER}]`);
const ONLY_RUNS = new RegExp(`^${ANY_RUN}+$`);

/** Who or what a part of a subject names. `free`: no policy can know it before (a commit, a run). */
export type SegmentRole = 'owner' | 'project' | 'detail' | 'free';

export interface Segment {
  name: string;
  role: SegmentRole;
  /** What is complete although a wildcard follows, because of how such names end. */
  whole?: RegExp;
  /** What a value looks like that is written in full. */
  form?: RegExp;
}

/** A subject's form: fixed texts and parts in turn. */
export type Template = (string | Segment)[];

/** `exact`: fixed; `partial`: some wildcard; `any`: nothing is fixed. */
export type SegmentState = 'exact' | 'partial' | 'any';

export interface ReadSegment extends Segment {
  state: SegmentState;
  text: string;
}

/**
 * Reads a pattern by a template; undefined when no subject of this form can match. A wildcard also matches separators, so
 * what follows the first one without its own separator is open.
 */
export function readTemplate(
  pattern: string,
  template: Template,
): ReadSegment[] | undefined {
  const segments: ReadSegment[] = [];
  let at = 0;
  let isOpen = false;
  for (let index = 0; index < template.length; index += 1) {
    const part = template[index];
    // A wildcard before this part may stand for it too.
    const mayBeOpen = segments.some(({ state }) => state !== 'exact');
    if (typeof part === 'string') {
      if (!isOpen && pattern.startsWith(part, at)) {
        at += part.length;
        continue;
      }
      const start = literalStart(pattern, at);
      const isCut = at + start.length < pattern.length;
      if (!isOpen && !mayBeOpen && !(isCut && part.startsWith(start))) {
        return undefined;
      }
      isOpen = true;
      continue;
    }
    if (isOpen) {
      segments.push({ ...part, state: 'any', text: ANY_RUN });
      continue;
    }
    const read = segmentAt(pattern, at, template[index + 1] as string);
    if (read.text !== '') {
      segments.push({
        ...part,
        state: part.whole?.test(read.text) ? 'exact' : stateOf(read.text),
        text: read.text,
      });
    } else if (!mayBeOpen) {
      return undefined;
    }
    isOpen = read.isLast;
    at += read.text.length;
    const isShort = read.isLast && index < template.length - 1;
    if (
      isShort &&
      !mayBeOpen &&
      !WILDCARD.test(pattern.slice(at - read.text.length))
    ) {
      return undefined;
    }
  }
  return segments;
}

/** The part of the pattern from `at` to the separator. `isLast`: no separator follows. */
function segmentAt(
  pattern: string,
  at: number,
  separator: string | undefined,
): { text: string; isLast: boolean } {
  const rest = pattern.slice(at);
  const end = separator === undefined ? -1 : rest.indexOf(separator);
  if (end >= 0) {
    return { text: rest.slice(0, end), isLast: false };
  }
  // `widget:*`, where the separator is `:ref_type:`: the wildcard stands for its rest.
  const literal = literalStart(pattern, at);
  for (let cut = 1; separator && cut < literal.length; cut += 1) {
    if (
      literal.length < rest.length &&
      separator.startsWith(literal.slice(cut))
    ) {
      return { text: literal.slice(0, cut), isLast: true };
    }
  }
  return { text: rest, isLast: true };
}

/** The text from `at` to the next wildcard. */
function literalStart(pattern: string, at: number): string {
  const rest = pattern.slice(at);
  const wildcard = rest.search(WILDCARD);
  return wildcard < 0 ? rest : rest.slice(0, wildcard);
}

export function stateOf(text: string): SegmentState {
  if (!WILDCARD.test(text)) {
    return 'exact';
  }
  return ONLY_RUNS.test(text) ? 'any' : 'partial';
}

/** The pattern as a policy writes it. */
export function written(pattern: string): string {
  return pattern.split(ANY_RUN).join('*').split(ANY_CHARACTER).join('?');
}
