import { gunzipSync } from 'node:zlib';
import { CataloguedName, lookUpName } from '../../detect/credentialCatalogue';
import { KeyIdentity } from '../../detect/types';
import { keyIdentity } from '../../keyIdentity';
import { endpointOf } from './endpoints';
import { idShape, isPlaceholder } from './valueShape';

/** What a text says about static credentials, without any of its values. */
export interface CredentialText {
  /** AWS access key ids in it, without repetition. */
  ids: KeyIdentity[];
  /** Names with a value that is a part of a credential, as written. */
  names: string[];
  parts: CataloguedName[];
  /** An id under a known name that has not the form of AWS. */
  hasForeignId: boolean;
  endpoint?: 'aws' | 'other';
  /** `s3://key:secret@` and the like. */
  inUrl: boolean;
}

const ANY_ID =
  /(?<![A-Za-z0-9+])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9+])/g;
const BEDROCK = /(?<![A-Za-z0-9])ABSK[A-Za-z0-9+/=]{40,}/;
const URL_USER =
  /\b(?:s3|s3a|s3n|aws|s3\+https?):\/\/([^\s/@:"'<>]+):([^\s/@"'<>]+)@(\S*)/gi;
/** `name = value`, `name: value`, `"name": "value"`, `--name=value`, `-Dname=value`, `export NAME=value`. */
const PAIR =
  /(?:^|[\s{,;"'(\\]|--?D?)\\?["']?([A-Za-z][\w.-]{2,80})\\?["']?[ \t]*[:=][ \t]*\\?(?:"([^"\n\\]*)|'([^'\n]*)'|([^\s,;"'})\]\\]*))/gm;
/** Hadoop's XML. */
const PROPERTY =
  /<name>\s*([\w.-]+)\s*<\/name>\s*<value>\s*([^<]*?)\s*<\/value>/g;
/** `aws configure set aws_access_key_id X`, `--access-key X`. */
const WORDS =
  /(?:configure\s+set\s+|--)([A-Za-z][\w.-]{2,60})\s+([^\s-][^\s"']*)/g;
const BASE64 = /^[A-Za-z0-9+/\s]{24,}={0,2}\s*$/;
const DEPTH = 3;
const LONGEST = 2_000_000;

/** AWS access key ids in a text, without repetition, but those of AWS's documentation. */
export function identitiesIn(text: string): KeyIdentity[] {
  const ids = new Set(text.match(ANY_ID) ?? []);
  return [...ids].filter(id => idShape(id) === 'aws').map(keyIdentity);
}

/** The pairs of names and values in a text of any of the usual formats. */
function* pairsIn(text: string): Generator<[string, string]> {
  for (const [, name, quoted, single, bare] of text.matchAll(PAIR)) {
    yield [name, quoted ?? single ?? bare ?? ''];
  }
  for (const [, name, value] of text.matchAll(PROPERTY)) yield [name, value];
  for (const [, name, value] of text.matchAll(WORDS)) yield [name, value];
}

/**
 * Reads INI, dotenv, YAML, JSON, properties, XML, shell and URLs for static credentials; unpacks base64 up to three
 * times. `undefined` when there is none in it. Role ARNs, token files and `credential_process` are none.
 */
export function readCredentialText(
  text: string,
  depth = 0,
): CredentialText | undefined {
  if (text.length > LONGEST) return undefined;
  const names = new Map<string, CataloguedName>();
  let hasForeignId = false;
  let endpoint: CredentialText['endpoint'];
  let inUrl = false;
  const ids = identitiesIn(text);
  const hasExample = (text.match(ANY_ID) ?? []).some(
    id => idShape(id) !== 'aws',
  );
  for (const [name, value] of pairsIn(text)) {
    endpoint ??= endpointOf(name, value);
    const known = lookUpName(name);
    if (!known || value === '' || isReference(value)) continue;
    if (known.part === 'id') {
      const shape = idShape(value);
      if (shape === 'none' && !isPlaceholder(value)) continue;
      if (shape === 'other') hasForeignId = true;
      if (shape === 'example') continue;
    }
    names.set(name, known);
  }
  for (const [, user, secret, rest] of text.matchAll(URL_USER)) {
    if (isReference(user) || isReference(secret)) continue;
    inUrl = true;
    if (idShape(user) === 'other') hasForeignId = true;
    if (/\.|:\d/.test(rest.split('/')[0])) {
      endpoint ??= endpointOf('endpoint', rest.split('/')[0]);
    }
  }
  const parts = [...names.values()];
  const hasId = ids.length > 0 || parts.some(({ part }) => part === 'id');
  const hasSecret = parts.some(({ part }) => part === 'secret');
  // One half under a name that is used for much else is no credential; neither is the secret beside an example id.
  const counts =
    ids.length > 0 ||
    inUrl ||
    BEDROCK.test(text) ||
    (hasId && hasSecret) ||
    (!hasExample && parts.some(({ family }) => family === 'aws'));
  if (counts) {
    return {
      ids,
      names: [...names.keys()],
      parts,
      hasForeignId: hasForeignId && ids.length === 0,
      endpoint,
      inUrl,
    };
  }
  const inner = depth < DEPTH ? unpack(text) : undefined;
  return inner === undefined ? undefined : readCredentialText(inner, depth + 1);
}

/** Filled in from elsewhere: `$(NAME)`, `$NAME`, `${NAME}`. */
function isReference(value: string): boolean {
  return /^\$[({]?[A-Za-z_]/.test(value);
}

/** The text inside base64 (and gzip), when it is text. */
export function unpack(text: string): string | undefined {
  if (!BASE64.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  try {
    const plain =
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? gunzipSync(bytes, { maxOutputLength: 20 * LONGEST })
        : bytes;
    const decoded = plain.toString('utf8');
    // eslint-disable-next-line no-control-regex
    return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(decoded.slice(0, 2000))
      ? undefined
      : decoded;
  } catch {
    return undefined;
  }
}
