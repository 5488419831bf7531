export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | XmlValue[]
  | { [name: string]: XmlValue };

/**
 * Writes a value as elements. Lists become `<Name><member>…</member></Name>`, as the query protocol has it, or with
 * `flat` repeated `<Name>` elements, as S3 does.
 */
export function renderXml(name: string, value: XmlValue, flat = false): string {
  if (value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    // Maps are repeated `<entry>` elements in both protocols.
    return flat || name === 'entry'
      ? value.map(item => renderXml(name, item, flat)).join('')
      : `<${name}>${value
          .map(item => renderXml('member', item))
          .join('')}</${name}>`;
  }
  return `<${name}>${renderContent(value, flat)}</${name}>`;
}

export function renderContent(value: XmlValue, flat = false): string {
  if (typeof value !== 'object') {
    return escapeXml(String(value ?? ''));
  }
  return Object.entries(value)
    .map(([name, item]) => renderXml(name, item, flat))
    .join('');
}

function escapeXml(text: string): string {
  return text.replace(
    // Control characters are escaped too, because object keys may contain them.
    // eslint-disable-next-line no-control-regex
    /[<>&"'\u0000-\u001f]/g,
    character => `&#${character.charCodeAt(0)};`,
  );
}

/** Time as the query protocol and S3 write it. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** Text of an element, with named and numeric entities resolved. */
export function unescapeXml(text: string): string {
  return text.replace(
    /&(?:(lt|gt|amp|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g,
    (_, name, decimal, hexadecimal) =>
      name
        ? ENTITIES[name]
        : String.fromCodePoint(
            decimal ? Number(decimal) : parseInt(hexadecimal, 16),
          ),
  );
}
