import { foldName, lookUpName } from '../../detect/credentialCatalogue';

/**
 * What the value of a name for an access key id is, by its form alone: `aws` an AWS key id, `example` one of AWS's own
 * documentation, `other` an id of another store, `none` empty, a placeholder or a path: nothing that is known.
 */
export type IdShape = 'aws' | 'example' | 'other' | 'none';

const KEY_ID = /^(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}$/;
const EXAMPLE = /^(AKIA|ASIA)[A-Z0-9]{9}EXAMPLE$/;
/** Ids of users and roles look alike, and open nothing. */
const OTHER_AWS_ID = /^(AIDA|AROA|AGPA|AIPA|ANPA|ANVA|APKA|ASCA)[A-Z0-9]{12,}$/;
const TEMPLATE = /\$\{|\$\(|\{\{|<%|^\$[A-Za-z_]|^<.*>$|^%.*%$|^\[.*\]$|^@.*@$/;
const PLACEHOLDER =
  /^(change|replace|insert|enter|put|add|fill|set)[-_ ]?|your|redacted|placeholder|dummy|todo\b|xxx|\*\*\*|\.\.\.|…|^(value|key|secret|id|none|null|nil|undefined|changeit|change_?me|test_?key)$/i;

/** A value that stands for another one: a template that was not filled in, `<your key>`, `REPLACE-WITH-…`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (TEMPLATE.test(text) || PLACEHOLDER.test(text)) return true;
  // `ACCESS_KEY: ACCESS_KEY`
  return lookUpName(text) !== undefined && foldName(text).length > 4;
}

export function isExampleKeyId(value: string): boolean {
  return EXAMPLE.test(value.trim());
}

export function idShape(value: string): IdShape {
  const text = value.trim();
  if (text === '' || text.startsWith('/') || OTHER_AWS_ID.test(text)) {
    return 'none';
  }
  if (EXAMPLE.test(text)) return 'example';
  if (KEY_ID.test(text)) return 'aws';
  return isPlaceholder(text) ? 'none' : 'other';
}
