import { CataloguedName, lookUpName } from '../../detect/credentialCatalogue';
import { KeyIdentity } from '../../detect/types';
import { keyIdentity, uniqueKeys } from './keyIdentity';
import { blocksOf } from './blocks';
import { endpointOf } from './endpoints';
import { isMailName, isUserName, namesSesSmtp } from './mail';
import { pairsIn, TextPair } from './pairs';
import { isReference, isReferenceInText } from './references';
import { unpack } from './unpack';
import { idShape, isPlaceholder } from './valueShape';

/** Facts about static credentials in a text, without any of its values. */
export interface CredentialText {
  /** AWS access key ids in it, without repetition. */
  ids: KeyIdentity[];
  /** Names with a value that is a part of a credential, as written. */
  names: string[];
  parts: CataloguedName[];
  /** An id under a known name, without the form of AWS. */
  hasForeignId: boolean;
  /** Absent when there are none, or some of both kinds. */
  endpoint?: 'aws' | 'other';
  /** `s3://key:secret@` and the like. */
  inUrl: boolean;
  /** A key of Amazon Bedrock, which has no id. */
  hasBedrockKey: boolean;
  /** Its one id is the user name for the SMTP interface of SES, by a host or a name in the text. */
  isMail?: boolean;
}

const ANY_ID =
  /(?:(?<![A-Za-z0-9+])|(?<=%[0-9A-F]{2}))(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9+])/g;
const BEDROCK = /(?<![A-Za-z0-9])ABSK[A-Za-z0-9+/=]{40,}/;
const URL_USER =
  /\b(?:s3|s3a|s3n|aws|s3\+https?):\/\/([^\s/@:"'<>]+):([^\s/@"'<>]+)@(\S*)/gi;
/** A connection of Airflow as JSON has the key as login and password. */
const AIRFLOW = /"conn_type"\s*:\s*"(?:aws|s3)"/;
const AIRFLOW_NAMES = new Map<string, CataloguedName>([
  ['login', { part: 'id', family: 'aws' }],
  ['password', { part: 'secret', family: 'aws' }],
]);
/** Vault makes a key for each request and revokes it after some hours. */
const LEASE = /\bsecret \\?["'`][\w./-]{1,100}\/(creds|sts)\//;
/** Nextcloud and ownCloud keep the store of their files so, with `key`, `secret` and `hostname`. */
const NEXTCLOUD = /ObjectStore(?:\\{1,2}|::)S3/;
const NEXTCLOUD_NAMES = new Map<string, CataloguedName>([
  ['key', { part: 'id', family: 's3' }],
  ['secret', { part: 'secret', family: 's3' }],
]);
/**
 * A signed request or link names the key that signed it, and holds none of it: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html;
 * also by the signatures of before.
 */
const SIGNED =
  /\b(?:X-Amz-)?Credential=[A-Z0-9]{20}(?=(?:\/|%2F)\d{8}(?:\/|%2F))|\bAWSAccessKeyId=[A-Z0-9]{20}(?=[^\s"']{0,400}[?&](?:amp;)?Signature=)|(?<=[?&]Signature=[^\s"']{1,400}&(?:amp;)?)AWSAccessKeyId=[A-Z0-9]{20}/g;
const DEPTH = 3;
const LONGEST = 2_000_000;

function withoutSigned(text: string): string {
  return text.includes('Signature') || text.includes('Credential=')
    ? text.replace(SIGNED, '')
    : text;
}

/** AWS access key ids in a text, without repetition, but those of AWS's documentation. */
export function identitiesIn(text: string): KeyIdentity[] {
  const ids = new Set(withoutSigned(text).match(ANY_ID) ?? []);
  return [...ids].filter(id => idShape(id) === 'aws').map(keyIdentity);
}

/**
 * Reads INI, dotenv, YAML, JSON, properties, XML, shell and URLs for static credentials; unpacks base64 up to three
 * times. `undefined` when there is none in it. Role ARNs, token files and `credential_process` are none.
 *
 * @param ids - of the text, where they are known already
 */
export function readCredentialText(
  given: string,
  depth = 0,
  ids = identitiesIn(given),
): CredentialText | undefined {
  if (given.length > LONGEST) {
    return undefined;
  }
  const text = withoutSigned(given);
  const hasExample = (text.match(ANY_ID) ?? []).some(
    id => idShape(id) === 'example',
  );
  const pairs = readPairs(text);
  const urls = readUrls(text);
  const parts = [...pairs.names.values()];
  const endpoints = new Set([...pairs.endpoints, ...urls.endpoints]);
  const all = uniqueKeys([...ids, ...pairs.ids]);
  const found: CredentialText = {
    ids: all,
    names: [...pairs.names.keys()],
    parts,
    hasForeignId: (pairs.hasForeignId || urls.hasForeignId) && all.length === 0,
    endpoint: endpoints.size === 1 ? [...endpoints][0] : undefined,
    inUrl: urls.isThere,
    hasBedrockKey: BEDROCK.test(text),
    ...(all.length === 1 && isMailUser(text, pairs) ? { isMail: true } : {}),
  };
  if (isCredential(found, hasExample)) {
    return endpoints.has('other') && depth < DEPTH
      ? ofSeveralStores(text, found)
      : found;
  }
  const inner = depth < DEPTH ? unpack(text) : undefined;
  return inner === undefined ? undefined : readCredentialText(inner, depth + 1);
}

/** In a text about several stores or services, an endpoint outside of AWS counts for its own part only. */
function ofSeveralStores(text: string, whole: CredentialText): CredentialText {
  const parts = blocksOf(text).flatMap(
    block => readCredentialText(block, DEPTH) ?? [],
  );
  const kept = parts.filter(({ endpoint }) => endpoint !== 'other');
  if (kept.length === 0) {
    return whole;
  }
  const ids = uniqueKeys(kept.flatMap(each => each.ids));
  return {
    ids,
    names: [...new Set(kept.flatMap(({ names }) => names))],
    parts: kept.flatMap(each => each.parts),
    hasForeignId: ids.length === 0 && kept.some(each => each.hasForeignId),
    endpoint: kept.every(({ endpoint }) => endpoint === 'aws')
      ? 'aws'
      : undefined,
    inUrl: kept.some(({ inUrl }) => inUrl),
    hasBedrockKey: kept.some(({ hasBedrockKey }) => hasBedrockKey),
  };
}

/** Names of keys may stand beside it, for other things: `secret_key` of Grafana's own `[security]`. */
function isMailUser(
  text: string,
  { names, isMail, isUser, isKey }: ReturnType<typeof readPairs>,
): boolean {
  return (
    !isKey && (isMail || (namesSesSmtp(text) && (isUser || names.size === 0)))
  );
}

/** One half under an ambiguous name is not a credential, and neither is the secret beside an example id. */
function isCredential(
  { ids, parts, inUrl, hasBedrockKey }: CredentialText,
  hasExample: boolean,
): boolean {
  if (ids.length > 0 || inUrl || hasBedrockKey) {
    return true;
  }
  const has = (wanted: string) => parts.some(({ part }) => part === wanted);
  return (
    (has('id') && has('secret')) ||
    (!hasExample &&
      parts.some(({ family, needsPair }) => family === 'aws' && !needsPair))
  );
}

function readPairs(text: string) {
  const names = new Map<string, CataloguedName>();
  const endpoints = new Set<'aws' | 'other'>();
  const ids: KeyIdentity[] = [];
  let hasForeignId = false;
  let isMail = false;
  let isUser = false;
  let isKey = false;
  const isAirflow = AIRFLOW.test(text);
  const isNextcloud = NEXTCLOUD.test(text);
  const isLeased = LEASE.test(text);
  const partOf = ({ name }: TextPair) =>
    lookUpName(name) ??
    (isAirflow ? AIRFLOW_NAMES.get(name) : undefined) ??
    (isNextcloud ? NEXTCLOUD_NAMES.get(name) : undefined);
  for (const pair of pairsIn(text)) {
    const { name, value } = pair;
    const isHost = isNextcloud && name === 'hostname';
    const endpoint = endpointOf(isHost ? 's3_host' : name, value);
    if (endpoint) {
      endpoints.add(endpoint);
    }
    const known = partOf(pair);
    if (!known && (isMailName(name) || isUserName(name))) {
      const isId = idShape(unpack(value) ?? value) === 'aws';
      isMail ||= isId && isMailName(name);
      isUser ||= isId;
    }
    if (!known || value === '' || isReferenceInText(pair)) {
      continue;
    }
    if (isLeased && value.startsWith('{{')) {
      continue;
    }
    if (known.part === 'id') {
      // Manifests inside a text contain Secrets with base64 values.
      const plain = unpack(value) ?? value;
      const shape = idShape(plain);
      if (shape === 'none' && !isPlaceholder(plain)) {
        continue;
      }
      if (shape === 'example') {
        continue;
      }
      if (shape === 'other') {
        hasForeignId = true;
      }
      isKey ||= shape === 'aws';
      if (shape === 'aws' && plain !== value) {
        ids.push(...identitiesIn(plain));
      }
    }
    names.set(name, known);
  }
  return { names, endpoints, ids, hasForeignId, isMail, isUser, isKey };
}

function readUrls(text: string) {
  const endpoints = new Set<'aws' | 'other'>();
  let hasForeignId = false;
  let isThere = false;
  for (const [, user, secret, rest] of text.matchAll(URL_USER)) {
    if (isReference(user) || isReference(secret)) {
      continue;
    }
    isThere = true;
    if (idShape(user) === 'other') {
      hasForeignId = true;
    }
    const host = rest.split('/')[0];
    const endpoint = /\.|:\d/.test(host)
      ? endpointOf('endpoint', host)
      : undefined;
    if (endpoint) {
      endpoints.add(endpoint);
    }
  }
  return { endpoints, hasForeignId, isThere };
}
