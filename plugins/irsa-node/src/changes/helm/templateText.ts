const EXPRESSION = /\{\{[^]*?\}\}/g;

/**
 * Whether a text of values is one of these names, or a template that may become one: `{{ .Release.Name }}-aws`. What a template becomes is
 * not known here, so this only suggests; a rendering tells.
 */
export function isTextOf(text: string, names: ReadonlySet<string>): boolean {
  if (names.has(text)) {
    return true;
  }
  const parts = text.split(EXPRESSION);
  const words = [...text.matchAll(/"([\w.%-]+)"|`([^`]+)`/g)].map(
    ([, quoted, raw]) => (quoted ?? raw).replace(/%s/g, ''),
  );
  if (parts.length < 2) {
    return false;
  }
  const literal = parts.join('');
  if (literal === '' && words.every(word => word === '')) {
    return false;
  }
  return [...names].some(name =>
    literal === ''
      ? words.some(word => word !== '' && name.includes(word))
      : name.startsWith(parts[0]) &&
        name.endsWith(parts.at(-1)!) &&
        parts.every(part => name.includes(part)),
  );
}

/**
 * The text with its templates masked, each character in its place, so that what is left can be read as YAML: an expression becomes a word,
 * and a line that holds nothing else a comment.
 */
export function maskedTemplates(text: string): string {
  return text.replace(
    /^([ \t]*)(\{\{[^\n]*\}\})[ \t]*$|\{\{[^\n]*?\}\}/gm,
    (whole, indent: string | undefined) =>
      indent === undefined
        ? 'x'.repeat(whole.length)
        : `${indent}#${' '.repeat(whole.length - indent.length - 1)}`,
  );
}
