/**
 * Keys that conditions on requests to STS may have, in lower case.
 * Source: IAM User Guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys".
 */
const KEYS = [
  ...names(
    'aws',
    'assumedroot calledvia calledviafirst calledvialast chatbotsourcearn currenttime ec2instancesourceprivateipv4 ec2instancesourcevpc',
    'epochtime federatedprovider multifactorauthage multifactorauthpresent principalaccount principalarn principalisawsservice',
    'principalorgid principalorgpaths principalservicename principalservicenameslist principaltype referer requestedregion',
    'resourceaccount resourceorgid resourceorgpaths securetransport sourceaccount sourcearn sourceidentity sourceip sourceorgid',
    'sourceorgpaths sourcevpc sourcevpcarn sourcevpce tagkeys tokenissuetime useragent userid username viaawsservice vpceaccount',
    'vpceorgid vpceorgpaths vpcsourceip',
  ),
  ...names(
    'sts',
    'awsservicename durationseconds externalid rolesessionname sourceidentity taskpolicyarn transitivetagkeys',
  ),
];
const KNOWN: ReadonlySet<string> = new Set(KEYS);
/** What comes before the name of a tag, or of a context. */
const PREFIXES = [
  ...names('aws', 'principaltag requesttag resourcetag'),
  ...names('sts', 'requestcontext'),
];
/** A shorter name with as many other letters may be another name. */
const LONG = 9;

/**
 * The key of AWS that a key was meant to be, when it is written with one or two wrong letters; undefined for one that is right, and for
 * one that is like none, which may be newer than this file. Pure.
 */
export function misspelt(key: string): string | undefined {
  const written = key.toLowerCase();
  const end = written.indexOf('/');
  if (end >= 0) {
    const prefix = written.slice(0, end);
    const meant = PREFIXES.includes(prefix)
      ? undefined
      : like(prefix, PREFIXES);
    return meant && `${meant}${key.slice(end)}`;
  }
  return KNOWN.has(written) ? undefined : like(written, KEYS);
}

function like(written: string, known: readonly string[]): string | undefined {
  const most = nameOf(written).length < LONG ? 1 : 2;
  return known.find(each => differences(each, written) <= most);
}

function names(service: string, ...lines: string[]): string[] {
  return lines
    .flatMap(line => line.split(' '))
    .map(name => `${service}:${name}`);
}

function nameOf(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

/** Letters that are missing, too many or others. Source: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals". */
export function differences(one: string, other: string): number {
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      next.push(
        Math.min(
          last[at - 1] + (isSame ? 0 : 1),
          last[at] + 1,
          next[at - 1] + 1,
        ),
      );
    }
    last = next;
  }
  return last[other.length];
}
