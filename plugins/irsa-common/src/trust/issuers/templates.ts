import { ANY_CHARACTER, ANY_RUN } from '../../policy/wildcards';

const WILDCARD = new RegExp(`[${ANY_RUN}${ANY_CHARACTER}]`);
const ONLY_RUNS = new RegExp(`^${ANY_RUN}+$`);

/** Who or what a part of a subject names. `free`: no policy can know it before (a commit, a run). */
export type SegmentRole = 'owner' | 'project' | 'detail' | 'free';

export interface Segment {
  name: string;
  role: SegmentRole;
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
    if (typeof part === 'string') {
      if (isOpen) {
        continue;
      }
      if (pattern.startsWith(part, at)) {
        at += part.length;
        continue;
      }
      const start = literalStart(pattern, at);
      const isCut = at + start.length < pattern.length;
      if (!isCut || !part.startsWith(start)) {
        return undefined;
      }
      isOpen = true;
      continue;
    }
    if (isOpen) {
      segments.push({ ...part, state: 'any', text: ANY_RUN });
      continue;
    }
    const separator = template[index + 1] as string | undefined;
    const end =
      separator === undefined ? pattern.length : pattern.indexOf(separator, at);
    const text = end < 0 ? pattern.slice(at) : pattern.slice(at, end);
    const state = stateOf(text);
    if (text === '' || (end < 0 && state === 'exact')) {
      return undefined;
    }
    segments.push({ ...part, state, text });
    if (end < 0) {
      isOpen = true;
    }
    at += text.length;
  }
  return segments;
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
