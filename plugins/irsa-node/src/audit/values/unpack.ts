import { gunzipSync } from 'node:zlib';

const SHORTEST = 24;
const LONGEST = 40_000_000;
// eslint-disable-next-line no-control-regex
const BINARY = /[\u0000-\u0008\u000e-\u001f\ufffd]/;
const NOT_BASE64 = /[^A-Za-z0-9+/\s]/;

/** The content of a gzip, or the bytes themselves. `undefined` when it is corrupt or much too long. */
export function inflate(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    return bytes;
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST });
  } catch {
    return undefined;
  }
}

/** `data:text/plain;charset=utf-8;base64,…` and `data:,…` of Ignition. */
const DATA_URL = /^data:[\w/+.;=-]{0,80},/;

/** The text inside base64 (and gzip) or a data URL, when it is text. */
export function unpack(text: string): string | undefined {
  if (text.length < SHORTEST) {
    return undefined;
  }
  const [head = ''] = DATA_URL.exec(text) ?? [];
  if (head && !head.endsWith(';base64,')) {
    return fromPercents(text.slice(head.length));
  }
  const trimmed = text.slice(head.length).trim();
  if (NOT_BASE64.test(trimmed.replace(/={1,2}$/, ''))) {
    return undefined;
  }
  const decoded = inflate(Buffer.from(trimmed, 'base64'))?.toString('utf8');
  return decoded === undefined || BINARY.test(decoded.slice(0, 2000))
    ? undefined
    : decoded;
}

function fromPercents(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
