import { ContextLookup } from './context';
import { toPattern } from './wildcards';

const VARIABLE = /\$\{([^}]*)\}/g;
const SPECIAL = new Set(['*', '?', '$']);

/** Reads texts of a policy. Variables exist only since version 2012-10-17 of the language. */
export interface TextReader {
  /** With `*` and `?` as wildcards; undefined when a variable has no value. */
  pattern(text: string): string | undefined;
  /** With `*` and `?` as ordinary characters; undefined when a variable has no value. */
  literal(text: string): string | undefined;
}

export function createTextReader(
  version: string | undefined,
  context: ContextLookup,
): TextReader {
  if (version !== '2012-10-17') {
    return { pattern: toPattern, literal: text => text };
  }
  return {
    pattern: text => expand(text, context, toPattern),
    literal: text => expand(text, context, plain => plain),
  };
}

/** Names of the context keys that the text's variables read. */
export function variableKeys(text: string): string[] {
  return [...text.matchAll(VARIABLE)]
    .map(match => parseVariable(match[1]).key)
    .filter(key => !SPECIAL.has(key));
}

function expand(
  text: string,
  context: ContextLookup,
  plain: (part: string) => string,
): string | undefined {
  if (!text.includes('${')) {
    return plain(text);
  }
  let result = '';
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    result += plain(text.slice(end, match.index));
    end = match.index + match[0].length;
    const { key, fallback } = parseVariable(match[1]);
    const value = SPECIAL.has(key) ? key : context.single(key) ?? fallback;
    if (value === undefined) {
      return undefined;
    }
    result += value;
  }
  return result + plain(text.slice(end));
}

/** `aws:PrincipalTag/team, 'company-wide'` has a default value in single quotes. */
function parseVariable(inner: string): { key: string; fallback?: string } {
  const comma = inner.indexOf(',');
  if (comma < 0) {
    return { key: inner.trim() };
  }
  const fallback = inner.slice(comma + 1).trim();
  const quoted = /^'(.*)'$/.exec(fallback);
  return { key: inner.slice(0, comma).trim(), fallback: quoted?.[1] };
}
