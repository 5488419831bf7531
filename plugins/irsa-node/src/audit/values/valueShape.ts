import { foldName, lookUpName } from '../../detect/credentialCatalogue';

/**
 * The kind of a value for an access key id, by its form only. `aws`: an AWS key id; `example`: one from AWS's
 * documentation; `other`: an id of another store; `none`: empty, a placeholder or a path.
 */
export type IdShape = 'aws' | 'example' | 'other' | 'none';

const KEY_ID = /^(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}$/;
const EXAMPLE = /^(AKIA|ASIA)[A-Z0-9]{9}EXAMPLE$/;
/** Samples that come with an operator and are applied with it: those of Percona. */
const SAMPLES = new Set(['REPLACE-WITH-AWS-ACCESS-KEY']);
/** Ids from descriptions. Ids of AWS are random. */
const SEQUENCES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ 01234567890123456789';
const RUN = 8;
/** Ids of users and roles look similar, and are not credentials. */
const OTHER_AWS_ID = /^(AIDA|AROA|AGPA|AIPA|ANPA|ANVA|APKA|ASCA)[A-Z0-9]{12,}$/;
const TEMPLATE =
  /^ref\+\w+:\/\/|^(>>)?(vault|bao):[\w./-]+#|^ENC\[|\$\{|\$\(|\{\{|<%|^\$[A-Za-z_]|^<.*>$|^%.*%$|^\[.*\]$|^@.*@$|^__.+__$|^\(\(.+\)\)$|^#\{.+\}/;
/** What a webhook, an operator or the program itself looks up: `akeyless:/aws/id`, `sm://p/id`, `id@azurekeyvault`, `urn:nessie-secret:…`. */
const LOOKED_UP =
  /^[a-z][\w+.-]{1,30}:\/\/|^(akeyless|arn|aws-?ssm|aws-?sm|azurekeyvault|conjur|doppler|env|file|gcp|infisical|keyring|kms|secretref|secretsmanager|sm|ssm|urn):\S|^[\w.-]+@azurekeyvault/;
/** Encrypted: by Vault, Spring, Jasypt, KMS and Sealed Secrets. */
const ENCRYPTED =
  /^vault:v\d+:|^\{cipher\}|^ENC\(.+\)$|^AQICAH[A-Za-z0-9+/]{40}|^Ag[A-Za-z0-9+/]{200}/;
const PLACEHOLDER =
  /^(change|replace|insert|enter|put|add|fill|set)[-_ ]?|your|redacted|placeholder|dummy|todo\b|xxx|\*\*\*|\.\.\.|…|[-_ ]here$|^(value|key|secret|id|none|null|nil|undefined|changeit|change_?me|test_?key)$/i;

const LONGEST = 2000;

/** A value in place of a real one: a template that was not filled in, `<your key>`, `REPLACE-WITH-…`, one that is looked up or encrypted. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (text.length > LONGEST) {
    return false;
  }
  if (
    [TEMPLATE, LOOKED_UP, ENCRYPTED, PLACEHOLDER].some(each =>
      each.test(text),
    ) ||
    isMadeUpId(text)
  ) {
    return true;
  }
  // `ACCESS_KEY: ACCESS_KEY`
  return lookUpName(text) !== undefined && foldName(text).length > 4;
}

/** `AKIAXXXXXXXXXXXXXXXX`, `AKIA1234567890123456`: the form of an id with characters that repeat or count up. */
function isMadeUpId(text: string): boolean {
  if (!KEY_ID.test(text)) {
    return false;
  }
  const random = text.slice(4);
  if (new Set(random).size <= 3) {
    return true;
  }
  return [...random].some((_, at) => {
    const part = random.slice(at, at + RUN);
    return part.length === RUN && SEQUENCES.includes(part);
  });
}

/** Whether a value has the form of a secret access key: 40 characters of base64, and not those of a hash. */
export function isSecretShaped(value: string): boolean {
  const text = value.trim();
  return (
    /^[A-Za-z0-9/+]{40}$/.test(text) &&
    /[A-Z]/.test(text) &&
    /[a-z]/.test(text) &&
    /[\d/+]/.test(text)
  );
}

export function idShape(value: string): IdShape {
  const text = value.trim();
  if (text === '' || text.startsWith('/') || OTHER_AWS_ID.test(text)) {
    return 'none';
  }
  if (EXAMPLE.test(text) || SAMPLES.has(text)) {
    return 'example';
  }
  if (KEY_ID.test(text)) {
    return isMadeUpId(text) ? 'none' : 'aws';
  }
  return isPlaceholder(text) ? 'none' : 'other';
}
