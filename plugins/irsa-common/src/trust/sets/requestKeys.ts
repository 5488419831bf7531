import { ConditionTest } from '../types';
import { misspelt } from './globalKeys';

/** What STS takes for parameters of a request. Source: STS API reference, AssumeRole. */
const PARAMETERS: readonly { key: RegExp; form: RegExp; words: string }[] = [
  {
    key: /^sts:externalid$/i,
    form: /^[\w+=,.@:/-]{2,1224}$/,
    words: 'an external id',
  },
  {
    key: /^sts:(rolesessionname|sourceidentity)$/i,
    form: /^[\w+=,.@-]{2,64}$/,
    words: 'such a name',
  },
];
/** What operators that do not compare texts compare. */
const TYPES: readonly { base: RegExp; form: RegExp; words: string }[] = [
  { base: /^numeric/, form: /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/, words: 'number' },
  {
    base: /^date/,
    // As Date.parse reads it; what is no date at all is told without a time.
    form: /^\s*(-?\d+(\.\d+)?|\d{4}(-\d{2}(-\d{2}(T.*)?)?)?|[A-Z][a-z]{2}.*\d{4}.*)\s*$/,
    words: 'date',
  },
  { base: /^bool$/, form: /^(true|false)$/i, words: 'truth value' },
  { base: /^ipaddress$/, form: /^[\da-f.:]+(\/\d+)?$/i, words: 'address' },
];
/** Ids, which no operator for ARNs compares. Source: EC2 User Guide, "Resource IDs". */
const IDS: readonly { key: RegExp; form: RegExp; words: string }[] = [
  { key: /^aws:sourcevpc$/i, form: /^vpc-/, words: 'VPC' },
  { key: /^aws:sourcevpce$/i, form: /^vpce-/, words: 'VPC endpoint' },
];
/** Keys whose values never hold a star or a question mark. */
const NO_WILDCARD =
  /^aws:(userid|username|principaltag\/.*|requesttag\/.*|tagkeys|sourcevpce?|principaltype|principalorgpaths|requestedregion)$/i;
const WILDCARD = /[*?]/;
/**
 * Not routed on the internet. Source: IAM User Guide, "aws:SourceIp": only for public addresses; requests through a VPC endpoint have
 * aws:VpcSourceIp instead.
 */
const PRIVATE =
  /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][\da-f]{2}:|fe80:)/i;

/**
 * Names that are written for keys that there are. Of other names nothing is said: a key may be newer than this file.
 * Source: IAM User Guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys".
 */
const MISTAKEN =
  /^(aws:(externalid|rolesessionname|sub|aud|amr|iss|accountid|orgid|organizationid|principalorganizationid|principalaccountid|sourceaccountid|ipaddress|mfa)|sts:(sub|aud|amr|sessionname|sourceaccount|sourcearn))$/i;

/** Why no request has the key; undefined when one may. */
export function reasonOfName(key: string): string | undefined {
  if (MISTAKEN.test(key)) {
    return `AWS has no key ${key}`;
  }
  const meant = /^(aws|sts):/i.test(key) ? misspelt(key) : undefined;
  return meant && `AWS has no key ${key}, which is like ${meant}`;
}

/** Why no request, whoever sends it, has this value; undefined when one may. */
export function reasonOfRequest(
  value: string,
  { key, base, operator }: Pick<ConditionTest, 'key' | 'base' | 'operator'>,
): string | undefined {
  if (
    base === 'ipaddress' &&
    /^aws:sourceip$/i.test(key) &&
    PRIVATE.test(value)
  ) {
    return `STS never sees the private address ${value}; behind a VPC endpoint it is in aws:VpcSourceIp`;
  }
  const type = TYPES.find(each => each.base.test(base));
  if (type && !type.form.test(value)) {
    return `${value} is no ${type.words}`;
  }
  const id = IDS.find(each => each.key.test(key));
  const isId =
    (base.startsWith('string') && WILDCARD.test(value)) || id?.form.test(value);
  if (id && (base.startsWith('arn') || !isId)) {
    return `${value} under ${operator} is the id of no ${id.words}`;
  }
  const isExact = /^stringequals/.test(base);
  if (isExact && WILDCARD.test(value) && NO_WILDCARD.test(key)) {
    return `${operator} takes the wildcard of ${value} as an ordinary character`;
  }
  const parameter = PARAMETERS.find(each => each.key.test(key));
  if (!parameter || !(isExact || base === 'stringlike')) {
    return undefined;
  }
  // What a wildcard stands for may be right.
  const text = isExact
    ? value
    : value.replace(/\?/g, 'x').replace(/\*+/g, 'xx');
  return parameter.form.test(text)
    ? undefined
    : `STS takes no “${value}” as ${parameter.words}`;
}
