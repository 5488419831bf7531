import { posix } from 'node:path';
import { KeyIdentity } from '../../detect/types';
import {
  CredentialText,
  identitiesIn,
  readCredentialText,
} from './credentialText';
import { hostKind, isStoreHost } from './endpoints';
import { namesSesSmtp } from './mail';
import { secretsInText } from './secretsInText';
import { StoresInText, storesInText } from './storesInText';
import { IdShape, idShape, isPlaceholder, isSecretShaped } from './valueShape';

/**
 * The facts of a value that an audit needs. The value cannot be derived from them. They are made where a value is read,
 * and the value itself goes no further.
 */
export interface ValueFacts {
  /** An empty variable was switched off on purpose; one that Vault makes for each start of a Pod holds nothing static. */
  isEmpty: boolean;
  isPlaceholder: boolean;
  /** Whether it is a file's path by its form. One in 64 secret access keys begins with a slash, and is none. */
  isPath: boolean;
  /** The form of the whole value, read as an access key id. */
  shape: IdShape;
  /** AWS access key ids anywhere in it, but those of AWS's documentation. */
  ids: readonly KeyIdentity[];
  /** Set when a text has credentials in it. */
  text?: CredentialText;
  /** The store, if the value is read as an endpoint. */
  host?: 'aws' | 'other';
  /** Whether that address is one of a store itself, and not of a site in front of one. */
  isStoreHost?: boolean;
  /** Whether it names the SMTP interface of SES. */
  isSesSmtp?: boolean;
  /** Whether the whole value has the form of a secret access key. */
  isSecretShaped?: boolean;
  /** Stores that a file names beside variables or buckets. */
  stores?: StoresInText;
  /** Secrets that a file of settings names, as `namespace/name`, or `name` when it does not say the namespace. */
  secrets?: readonly string[];
  /** A file's path, normalised; needed to find the mounted file that a variable names. */
  path?: string;
}

/** Plain parts of a path. A secret access key has 40 characters, of which some may be slashes. */
const PATH = /^\/[\w.-]+(\/[\w.-]+)*$/;
const SECRET_LENGTH = 40;
/** Vault's engine for AWS, as the webhook of Bank-Vaults asks it. */
const LEASE = /^\s*(>>)?vault:[\w./-]{1,100}\/(creds|sts)\/[\w.-]{1,100}#/;
/** Base64 of `AKIA…` and `ASIA…`. */
const BASE64_OF_AN_ID = /^(QUtJQ|QVNJQ)[A-Za-z0-9+/]{20,}={0,2}$/;
const LONGEST_ID = 40;
const LONGEST_PATH = 256;
const RANDOM_LENGTH = 10;

/** Facts of values that are nothing in particular; there are some dozens of them, and thousands of values. */
const PLAIN = new Map<string, ValueFacts>();

/** Makes the facts of a value. Pure. */
export function factsOf(value: string): ValueFacts {
  const facts = readFacts(value);
  if (
    facts.ids.length > 0 ||
    facts.text ||
    facts.path ||
    facts.stores ||
    facts.secrets
  ) {
    return facts;
  }
  const { isEmpty, isPlaceholder: isFilledIn, isPath, shape, host } = facts;
  const id = `${isEmpty} ${isFilledIn} ${isPath} ${shape} ${host} ${facts.isStoreHost} ${facts.isSesSmtp} ${facts.isSecretShaped}`;
  const known = PLAIN.get(id) ?? facts;
  PLAIN.set(id, known);
  return known;
}

function readFacts(given: string): ValueFacts {
  const value = idInBase64(given) ?? given;
  const stores = storesInText(value);
  const ids = identitiesIn(value);
  const path = pathIn(value);
  const secrets = secretsInText(value);
  const host = hostKind(value);
  return {
    isEmpty: value.trim() === '' || LEASE.test(value),
    isPlaceholder: isPlaceholder(value),
    isPath: path !== undefined,
    shape: idShape(value),
    ids,
    text: readCredentialText(value, 0, ids),
    host,
    path,
    ...(namesSesSmtp(value) ? { isSesSmtp: true } : {}),
    ...(isSecretShaped(value) ? { isSecretShaped: true } : {}),
    ...(host === 'other' && isStoreHost(value) ? { isStoreHost: true } : {}),
    ...(stores ? { stores } : {}),
    ...(secrets.length > 0 ? { secrets } : {}),
  };
}

/** An id that was encoded once more than its place asks for, which happens where Secrets are made by hand. */
function idInBase64(value: string): string | undefined {
  const text = value.trim();
  const decoded =
    text.length <= LONGEST_ID && BASE64_OF_AN_ID.test(text)
      ? Buffer.from(text, 'base64').toString('latin1').trim()
      : '';
  return idShape(decoded) === 'aws' ? decoded : undefined;
}

function pathIn(value: string): string | undefined {
  const text = value.trim();
  return text.length <= LONGEST_PATH &&
    text.length !== SECRET_LENGTH &&
    PATH.test(text) &&
    !text.split('/').some(isRandom)
    ? posix.normalize(text)
    : undefined;
}

/** Letters of both cases and digits mixed, as generators of passwords write them and people who name files do not. */
function isRandom(part: string): boolean {
  return (
    part.length >= RANDOM_LENGTH &&
    /^[A-Za-z0-9]+$/.test(part) &&
    /[A-Z]/.test(part) &&
    /[a-z]/.test(part) &&
    /\d/.test(part)
  );
}
