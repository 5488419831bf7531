import { variablesReadIn } from 'backstage-plugin-irsa-node';
import { keyProvidersIn, profilesChosenIn } from './choices';
import { NamedSignIn, signInsIn } from './signIns';

/** One profile of a config or credentials file of the SDKs, without its values but names, roles and regions. */
export interface ProfileFacts {
  /** Without the word `profile` that config files put before it. */
  name: string;
  hasKey: boolean;
  roleArn?: string;
  sourceProfile?: string;
  credentialSource?: string;
  hasProcess: boolean;
  hasTokenFile: boolean;
  hasSso: boolean;
  region?: string;
  /** Names of further settings, such as `retry_mode`. */
  others: string[];
}

/** Services that take credentials which were made from an access key or a user, and no role. */
export type DerivedService = 'ses-smtp' | 'codecommit' | 'keyspaces';

/** What a value says that a plan needs to know. The value goes no further. */
export interface TextFacts {
  profiles?: ProfileFacts[];
  services?: DerivedService[];
  /** Names of variables that the text reads, when it is a script or settings that expand them. */
  reads?: string[];
  /** Names that the text chooses as a profile, if they are some. */
  chooses?: string[];
  /** ARNs of roles that it names, but those of profiles. */
  roles?: string[];
  /** What it chooses that takes no role: classes, and settings with their value. */
  keyProviders?: string[];
  /** To what it signs in as its AWS identity. */
  signIns?: NamedSignIn[];
  /** Paths at which the Pod has volumes, where the text names them or files there. */
  mounts?: string[];
  /** The value itself, where its form says that it is a plain setting and no secret. */
  setting?: string;
}

const LONGEST = 200_000;

const SERVICES: [DerivedService, RegExp][] = [
  // The last is Symfony's: https://symfony.com/doc/current/mailer.html. An endpoint in a VPC has `vpce` in its name.
  [
    'ses-smtp',
    /\bemail-smtp(-fips)?\.[\w-]+\.(vpce\.)?amazonaws\.com|\bses-smtp-|\bses\+smtps?:\/\//i,
  ],
  ['codecommit', /\bgit-codecommit(-fips)?\.[\w-]+\.(vpce\.)?amazonaws\.com/i],
  ['keyspaces', /\bcassandra(-fips)?\.[\w-]+\.(vpce\.)?amazonaws\.com/i],
];

/** Services by their host names in a text. */
export function servicesIn(text: string): DerivedService[] {
  return SERVICES.flatMap(([service, host]) =>
    host.test(text) ? [service] : [],
  );
}

const ROLE = /\barn:aws[a-z-]{0,12}:iam::\d{12}:role\/[\w+=,.@/-]{1,600}/g;

/** ARNs of the roles that a text names. */
export function rolesIn(text: string): string[] {
  return text.length > LONGEST ? [] : [...new Set(text.match(ROLE) ?? [])];
}

/**
 * Facts of a value, `undefined` when it says nothing.
 *
 * @param dataKey - its name, which is that of a variable where a container takes all of the object
 */
export function textFacts(
  text: string,
  dataKey?: string,
): TextFacts | undefined {
  const profiles = profilesIn(text);
  const services = servicesIn(text);
  const reads = variablesReadIn(text);
  const chooses = profiles.length > 0 ? [] : profilesChosenIn(text);
  const roles = profiles.length > 0 ? [] : rolesIn(text);
  const asSetting = dataKey === undefined ? text : `${dataKey}=${text}`;
  const keyProviders = keyProvidersIn(asSetting);
  const signIns = signInsIn(asSetting);
  const facts = {
    ...(profiles.length > 0 ? { profiles } : {}),
    ...(services.length > 0 ? { services } : {}),
    ...(reads.length > 0 ? { reads } : {}),
    ...(chooses.length > 0 ? { chooses } : {}),
    ...(roles.length > 0 ? { roles } : {}),
    ...(keyProviders.length > 0 ? { keyProviders } : {}),
    ...(signIns.length > 0 ? { signIns } : {}),
  };
  return Object.keys(facts).length > 0 ? facts : undefined;
}

const KNOWN = new Set([
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'role_arn',
  'source_profile',
  'credential_source',
  'credential_process',
  'web_identity_token_file',
  'role_session_name',
  'region',
  'output',
]);
const SETTING = /^\s*([\w.-]+)\s*[=:]\s*(.*?)\s*$/;

/** Whether a section is one of an SDK's file: it has at least one setting that only such files have. */
function isProfile(settings: Map<string, string>): boolean {
  return [...settings.keys()].some(
    name =>
      (KNOWN.has(name) && name !== 'output' && name !== 'region') ||
      name.startsWith('sso_'),
  );
}

/** The profiles of an INI text: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html */
function profilesIn(text: string): ProfileFacts[] {
  if (text.length > LONGEST) {
    return [];
  }
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[\s*(?:profile\s+)?["']?([^\]"']+?)["']?\s*\]/.exec(
      line,
    );
    const setting = SETTING.exec(line);
    if (head) {
      const isOther = /^\s*\[\s*(sso-session|services|plugins)\b/.test(line);
      current = isOther ? undefined : sections.get(head[1]) ?? new Map();
      if (current) {
        sections.set(head[1], current);
      }
    } else if (current && setting && !/^\s*[#;]/.test(line)) {
      // Nested settings, such as those below `s3 =`, are indented, and follow a name without a value.
      current.set(setting[1].toLowerCase(), setting[2]);
    }
  }
  const isFile =
    /^\s*\[\s*profile\s/m.test(text) || [...sections.values()].some(isProfile);
  return isFile
    ? [...sections].map(([name, settings]) => profileFacts(name, settings))
    : [];
}

function profileFacts(
  name: string,
  settings: Map<string, string>,
): ProfileFacts {
  const has = (setting: string) => Boolean(settings.get(setting));
  const optional = (field: string, setting: string) =>
    has(setting) ? { [field]: settings.get(setting) } : {};
  return {
    name,
    hasKey: has('aws_access_key_id') || has('aws_secret_access_key'),
    ...optional('roleArn', 'role_arn'),
    ...optional('sourceProfile', 'source_profile'),
    ...optional('credentialSource', 'credential_source'),
    hasProcess: has('credential_process'),
    hasTokenFile: has('web_identity_token_file'),
    hasSso: [...settings.keys()].some(each => each.startsWith('sso_')),
    ...optional('region', 'region'),
    others: [...settings.keys()].filter(
      each => !KNOWN.has(each) && !each.startsWith('sso_'),
    ),
  };
}
