import { SourceLanguage } from '../../types';
import { HEREDOC, Notation, notationOf, StringForm } from './notation';

/** Source in which every character is at its place, and what is no code is spaces. */
export interface Blanked {
  /** Without comments, and without strings that are prose: those of a single word or setting are kept. */
  code: string;
  /** Without comments and without the text of any string. */
  bare: string;
  /** Whether each string and each comment has its end. */
  isClosed: boolean;
}

/** A string that names something: a variable, a host, a header, a setting. */
const NAMES_SOMETHING =
  /^(?:[^\s(){};=,]*(?: ?[^\s(){};=,]+){0,2}|[^\s]*[$#%{]\w*[{(][\w.:,$-]*[)}]+[^\s]*|\w+:"[^\n]*|[\w+-]+:\/\/\S*|AWS4\b[^\n]*)$/;
/** A tag of a Go struct, and a name with options. */
const HAS_OPTIONS = /^[\w-]+(?:,[\w-]+)*$/;
/** Deeper than any person writes. */
const DEEPEST_COMMENT = 20;
const LONGEST_NAME = 300;

const spaces = (text: string) => text.replace(/[^\n]/g, ' ');

interface Reading {
  content: string;
  notation: Notation;
  language: SourceLanguage | undefined;
  /** Names of texts that have no end in the file. */
  endless: Set<string>;
  /** Pieces of `code` and `bare`. */
  code: string[];
  bare: string[];
  isClosed: boolean;
}

/** Takes comments and prose out of source. Reads each character once. */
export function blank(
  path: string,
  content: string,
  language: SourceLanguage | undefined,
): Blanked {
  const notation = notationOf(path, language);
  const reading: Reading = {
    content,
    notation,
    language,
    endless: new Set(),
    code: [],
    bare: [],
    isClosed: true,
  };
  readCode(reading, 0, false);
  return {
    code: reading.code.join(''),
    bare: reading.bare.join(''),
    isClosed: reading.isClosed && reading.endless.size === 0,
  };
}

function keep({ code, bare }: Reading, text: string): void {
  code.push(text);
  bare.push(text);
}

/** Reads code up to its end or, inside of a string, to the bracket that ends it. Gives the place after it. */
function readCode(
  reading: Reading,
  start: number,
  isInside: boolean,
  depth = 0,
): number {
  const { content } = reading;
  let at = start;
  let from = start;
  let open = 0;
  const flush = () => keep(reading, content.slice(from, at));
  while (at < content.length) {
    const character = content[at];
    if (isInside && character === '}') {
      if (open === 0) {
        flush();
        return at;
      }
      open -= 1;
    } else if (isInside && character === '{') {
      open += 1;
    }
    const comment = endOfComment(reading, at);
    if (comment > at) {
      flush();
      keep(reading, spaces(content.slice(at, comment)));
      at = comment;
      from = at;
      continue;
    }
    const text = heredocAt(reading, at);
    if (text) {
      at = text.body;
      flush();
      keep(reading, spaces(content.slice(at, text.end)));
      at = text.end;
      from = at;
      continue;
    }
    const form = stringAt(reading, at);
    if (form) {
      flush();
      at = readString(reading, at, form, depth);
      from = at;
      continue;
    }
    at += 1;
  }
  flush();
  return at;
}

/** The form of the string that begins at a place. The apostrophe in a word of text begins none. */
function stringAt(
  { content, notation }: Reading,
  at: number,
): StringForm | undefined {
  const before = content.slice(Math.max(0, at - 4), at);
  const form = notation.strings.find(
    ({ open, prefix }) =>
      content.startsWith(open, at) && (!prefix || prefix.test(before)),
  );
  const isApostrophe =
    content[at] === "'" &&
    /\w$/.test(before) &&
    !/\b[bBuUrRfF]{1,2}$/.test(before);
  return isApostrophe ? undefined : form;
}

function endOfComment(reading: Reading, at: number): number {
  const { content, notation } = reading;
  for (const mark of notation.lineComments) {
    // `#` begins a comment after a space only: it is also in colours, and `#[…]` is an attribute of PHP and Rust.
    if (
      content.startsWith(mark, at) &&
      !(
        mark === '#' &&
        (/[^\s;{(]/.test(content[at - 1] ?? ' ') || content[at + 1] === '[')
      ) &&
      !(mark === '//' && content[at - 1] === ':')
    ) {
      const end = content.indexOf('\n', at);
      return end < 0 ? content.length : end;
    }
  }
  for (const [open, close] of notation.blockComments) {
    const isFirst =
      open.startsWith('\n') && at === 0 && content.startsWith(open.slice(1));
    if (isFirst || content.startsWith(open, at)) {
      const inner = at + (isFirst ? 0 : open.length);
      const end = notation.nestedComments
        ? endOfNested(content, inner, open, close)
        : content.indexOf(close, inner);
      reading.isClosed &&= end >= 0;
      return end < 0 ? content.length : end + close.length;
    }
  }
  return at;
}

/** The end of a comment that may have others inside; less than 0 when there is none. */
function endOfNested(
  content: string,
  start: number,
  open: string,
  close: string,
): number {
  let depth = 1;
  let at = start;
  while (depth > 0) {
    const end = content.indexOf(close, at);
    if (end < 0) {
      return -1;
    }
    const again = content.indexOf(open, at);
    if (again >= 0 && again < end && depth < DEEPEST_COMMENT) {
      depth += 1;
      at = again + open.length;
      continue;
    }
    depth -= 1;
    if (depth === 0) {
      return end;
    }
    at = end + close.length;
  }
  return -1;
}

function heredocAt(
  { content, language, endless }: Reading,
  at: number,
): { body: number; end: number } | undefined {
  const mark = language && HEREDOC[language];
  if (!mark || content[at] !== '<' || content[at + 1] !== '<') {
    return undefined;
  }
  mark.lastIndex = at;
  const name = mark.exec(content)?.[2];
  const body = content.indexOf('\n', at);
  if (!name || body < 0 || endless.has(name)) {
    return undefined;
  }
  const ending = new RegExp(`\\n[ \\t]*${name}\\b`, 'g');
  ending.lastIndex = body;
  const end = ending.exec(content);
  if (!end) {
    endless.add(name);
    return undefined;
  }
  return { body, end: end.index };
}

/** Reads a string; what it interpolates is code. Gives the place after it. */
function readString(
  reading: Reading,
  start: number,
  { open, close, escapes, multiline, interpolation }: StringForm,
  depth: number,
): number {
  const { content, code, bare } = reading;
  keep(reading, content.slice(start, start + open.length));
  let at = start + open.length;
  let from = at;
  const isWhole = () => from === start + open.length;
  const flush = () => {
    const text = content.slice(from, at);
    const isName =
      isWhole() &&
      text.length <= LONGEST_NAME &&
      !text.includes('\n') &&
      (NAMES_SOMETHING.test(text) || HAS_OPTIONS.test(text));
    code.push(isName ? text : spaces(text));
    bare.push(spaces(text));
  };
  while (at < content.length) {
    if (escapes && content[at] === '\\') {
      at += 2;
      continue;
    }
    if (content.startsWith(close, at)) {
      flush();
      keep(reading, close);
      return at + close.length;
    }
    if (content[at] === '\n' && !multiline) {
      reading.isClosed = false;
      flush();
      return at;
    }
    // A few levels are enough for people; more is an attack on the stack.
    if (
      interpolation &&
      depth < 8 &&
      content.startsWith(interpolation, at) &&
      !content.startsWith('{{', at)
    ) {
      flush();
      keep(reading, interpolation);
      at = readCode(reading, at + interpolation.length, true, depth + 1);
      if (content[at] === '}') {
        keep(reading, '}');
        at += 1;
      }
      from = at;
      continue;
    }
    at += content.startsWith('{{', at) ? 2 : 1;
  }
  at = content.length;
  reading.isClosed = false;
  flush();
  return at;
}
