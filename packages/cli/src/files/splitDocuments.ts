/** One document of a file, as text. */
export interface TextDocument {
  text: string;
  /** Line of the file its text begins on, from 1. */
  firstLine: number;
}

/**
 * The start of a YAML document. At the beginning of a line it cannot be anything else, not even in a block scalar
 * ({@link https://yaml.org/spec/1.2.2/#914-explicit-documents}), so one invalid document does not affect the others.
 */
const YAML_MARKER = /^---(?=[ \t\r\n]|$)/gm;

/** Between two JSON values one after another, as in JSON lines or several answers of `kubectl -o json` in a row. */
const JSON_BOUNDARY = /(?<=\}[ \t]*\r?\n(?:[ \t]*\r?\n)*)(?=\{(?!\{))/g;

/** Comments, directives, end markers and blank lines. */
const EMPTY_LINE = /^(?:---)?[ \t]*(?:#.*|%.*|\.\.\.)?\r?$/;

/** Whether the text is JSON, by its first characters. Two braces begin a template. */
export function looksLikeJson(text: string): boolean {
  return /^\s*(\{(?!\{)|\[)/.test(text.slice(0, 1000));
}

/** The documents of a YAML stream, or the values of a file with JSON; those without content are left out. */
export function splitDocuments(text: string): TextDocument[] {
  const cuts = looksLikeJson(text)
    ? jsonCuts(text)
    : [...text.matchAll(YAML_MARKER)].map(({ index }) => index);
  const found: TextDocument[] = [];
  let start = 0;
  let line = 1;
  for (const cut of [...cuts, text.length]) {
    const part = text.slice(start, cut);
    // Directives and comments before a marker are not needed.
    if (hasContent(part)) {
      found.push({ text: part, firstLine: line });
    }
    line += countLines(part);
    start = cut;
  }
  return found;
}

function jsonCuts(text: string): number[] {
  // A document of YAML in flow style may be followed by others.
  const all = [...text.matchAll(JSON_BOUNDARY), ...text.matchAll(YAML_MARKER)];
  return all.map(({ index }) => index).sort((a, b) => a - b);
}

function hasContent(part: string): boolean {
  let start = 0;
  while (start < part.length) {
    const end = part.indexOf('\n', start);
    const line = part.slice(start, end < 0 ? part.length : end);
    if (!EMPTY_LINE.test(line)) {
      return true;
    }
    start = end < 0 ? part.length : end + 1;
  }
  return false;
}

/** Line breaks in a text. */
function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}
