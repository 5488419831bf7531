/**
 * Which names mean an AWS credential. Names are folded first: case, `_`, `-`, `.` and camel case do not count.
 * Sources: AWS SDK reference "Environment variables", and the settings of the programs named beside each group.
 */
export type NamePart = 'id' | 'secret' | 'session' | 'file';

/** `sure`: the name alone means AWS. `maybe`: S3-like; AWS or a store that speaks S3. */
export interface NameMeaning {
  part: NamePart;
  certainty: 'sure' | 'maybe';
}

const sure: Record<NamePart, string[]> = {
  id: [
    'awsaccesskeyid',
    'awsaccesskey',
    'cloudawscredentialsaccesskey',
    'springcloudawscredentialsaccesskey',
    'awsaccesskeyidv2',
  ],
  secret: [
    'awssecretaccesskey',
    'awssecretkey',
    'cloudawscredentialssecretkey',
    'springcloudawscredentialssecretkey',
  ],
  session: ['awssessiontoken', 'awssecuritytoken'],
  file: ['awssharedcredentialsfile', 'awscredentialfile'],
};

const maybe: Record<Exclude<NamePart, 'file'>, string[]> = {
  id: [
    's3accesskey',
    's3accesskeyid',
    'accesskey',
    'accesskeyid',
    'keyid',
    's3accesskeyv4',
    'registrystorages3accesskey',
    'fss3aaccesskey',
    'minioaccesskey',
    'miniorootuser',
  ],
  secret: [
    's3secretkey',
    's3secretaccesskey',
    'secretkey',
    'secretaccesskey',
    'accesssecretkey',
    'accesskeysecret',
    'registrystorages3secretkey',
    'fss3asecretkey',
    'miniosecretkey',
    'miniorootpassword',
  ],
  session: ['s3sessiontoken', 'sessiontoken'],
};

const catalogue = new Map<string, NameMeaning>();
for (const [certainty, groups] of [
  ['sure', sure],
  ['maybe', maybe],
] as const) {
  for (const [part, names] of Object.entries(groups)) {
    for (const name of names) {
      catalogue.set(name, { part: part as NamePart, certainty });
    }
  }
}

/** Lower case letters and digits only. */
export function foldName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLocaleLowerCase('en-US');
}

/**
 * What a variable or data key of this name holds, or undefined. A prefix before `AWS_` (as `envFrom.prefix` makes) still
 * counts as a name that means AWS, but `*_FILE` and `*_PATH` hold a path and not a key.
 */
export function meaningOf(name: string): NameMeaning | undefined {
  const folded = foldName(name);
  const direct = catalogue.get(folded);
  if (direct) return direct;
  const at = folded.indexOf('aws');
  if (at > 0) {
    const rest = catalogue.get(folded.slice(at));
    if (rest?.certainty === 'sure' && rest.part !== 'file')
      return { ...rest, certainty: 'maybe' };
  }
  return undefined;
}

/** Data keys that by their name are a credentials file in the INI format of the AWS tools. */
export function isCredentialsFileName(key: string): boolean {
  return (
    /^(aws[-_.]?)?credentials(\.(ini|txt))?$/i.test(key) ||
    /^(cloud|\.?aws[-_.]credentials)$/i.test(key)
  );
}

/** Hosts that are AWS's own; any other endpoint means a store that only speaks S3. */
export function isAwsHost(url: string): boolean {
  const host =
    /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/:?#]+)/i
      .exec(url.trim())?.[1]
      ?.toLocaleLowerCase('en-US') ?? '';
  return (
    /(^|\.)amazonaws\.com(\.cn)?$/.test(host) || /(^|\.)api\.aws$/.test(host)
  );
}

/** Names of variables that choose an endpoint for S3. */
export function isEndpointName(name: string): boolean {
  return /^(awsendpointurl(s3)?|s3endpoint(url)?|awss3endpoint|minioendpoint|miniohost|miniourl|s3url|s3host|objectstoreendpoint|storageendpoint)$/.test(
    foldName(name),
  );
}
