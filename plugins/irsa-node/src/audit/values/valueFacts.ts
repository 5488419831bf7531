import { posix } from 'node:path';
import { KeyIdentity } from '../../detect/types';
import {
  CredentialText,
  identitiesIn,
  readCredentialText,
} from './credentialText';
import { hostKind } from './endpoints';
import { IdShape, idShape, isPlaceholder } from './valueShape';

/**
 * What an audit has to know of a value, and nothing that gives the value back. Made where a value is read; the value
 * itself goes no further.
 */
export interface ValueFacts {
  /** An empty variable is switched off on purpose. */
  isEmpty: boolean;
  isPlaceholder: boolean;
  /** Begins with a slash, as the path of a file does. */
  isPath: boolean;
  /** The form of the whole value, were it an access key id. */
  shape: IdShape;
  /** AWS access key ids anywhere in it, but those of AWS's documentation. */
  ids: readonly KeyIdentity[];
  /** Where a text has credentials in it. */
  text?: CredentialText;
  /** Whose store it would be, were it an endpoint. */
  host?: 'aws' | 'other';
  /** A file's path, normalised; needed to tell which mounted file a variable names. */
  path?: string;
}

/** Plain parts of a path. A secret access key has 40 characters, of which some may be slashes. */
const PATH = /^\/[\w.-]+(\/[\w.-]+)*$/;
const SECRET_LENGTH = 40;
const LONGEST_PATH = 256;

/** Facts of values that are nothing in particular; there are some dozens of them, and thousands of values. */
const PLAIN = new Map<string, ValueFacts>();

/** What may be known of a value. Pure. */
export function factsOf(value: string): ValueFacts {
  const facts = readFacts(value);
  if (facts.ids.length > 0 || facts.text || facts.path) {
    return facts;
  }
  const id = JSON.stringify(facts);
  const known = PLAIN.get(id) ?? facts;
  PLAIN.set(id, known);
  return known;
}

function readFacts(value: string): ValueFacts {
  return {
    isEmpty: value.trim() === '',
    isPlaceholder: isPlaceholder(value),
    isPath: value.startsWith('/'),
    shape: idShape(value),
    ids: identitiesIn(value),
    text: readCredentialText(value),
    host: hostKind(value),
    path: pathIn(value),
  };
}

function pathIn(value: string): string | undefined {
  const text = value.trim();
  return text.length <= LONGEST_PATH &&
    text.length !== SECRET_LENGTH &&
    PATH.test(text)
    ? posix.normalize(text)
    : undefined;
}
