import { Source } from '../source/Source';
import { settingsOf, Setting } from '../source/settings';
import { isOfSoftware, setUpOf, setUpOfFile, SetUp } from './settingsPaths';

/** Half of a key, as the last part of a dotted name. */
const HALF =
  /(?:^|[.:])(?:(?:aws|amazon|s3|sqs|sns|ses|dynamodb|kinesis)[-_.])*(?:access[-_.]?key(?:[-_.]?id)?|secret[-_.]?(?:access[-_.]?)?key)$/i;
const SHORT_HALF = /(?:^|\.)credentials\.(?:[\w-]+\.)?(?:key|id|secret)$/i;
/** Names of halves that only one program has: Fluentd, pgBackRest, Gitea and Nessie. */
const OWN_HALF =
  /^async_aws\.(?:[\w-]+\.)*accessKey(?:Id|Secret)$|(?:^|\.)(?:aws_key_id|aws_sec_key|repo\d*-s3-key(?:-secret)?|MINIO_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)|s3\.(?:[\w-]+\.)*access-key\.(?:name|secret))$/;
/** Halves whose names have no parts: `AWSAccessKey`. */
const JOINED_HALF =
  /(?:^|[.:])aws(?:access_?key(?:_?id)?|secret_?(?:access_?)?key)$/i;
const OF_AWS =
  /(?:^|[._:\\-])(?:aws|s3|amazon|sqs|sns|dynamodb|ses|kinesis)(?:$|[._:\\-])/i;
const OF_HADOOP =
  /\bfs\.s3[an]?\.(?:bucket\.[\w.-]+\.)?(?:access\.key|secret\.key|awsAccessKeyId|awsSecretAccessKey)$/;
/** A value that is nothing, a variable that may be nothing, or a description of one. */
const EMPTY =
  /^(?:|["']{2}|null|~|\$\{\?[\w.]+\}|["']?\$\{[^}:]*:-?(?:''|"")?\}["']?|["']?%env\(default::\w+\)%["']?|\{(?!\{).*|\[.*)$/;

const OWN_CHAIN_SETTING =
  /(?:credentials\.type$|credentials\.instance-?profile$|aws\.credentials\.provider$|credentials\.provider\.class$|(?:^|\.)(?:credential_source|instance_profile_credentials|repo\d*-s3-key-type)$)/i;
const OWN_CHAIN_VALUE =
  /^(?:Environment|Ec2InstanceMetadata|EcsContainer|auto|env-variable|system-property|profile|container|instance-profile|process|true)$|\b(?:Simple|Temporary)AWSCredentialsProvider\b|\bEnvironmentVariableCredentialsProvider$/i;
const PROFILE_SETTING =
  /(?:^|[.:])(?:aws[.:]profile|credentials\.profile\.name|aws\.profile-?name|aws_profile(?:_name)?|iam_profile)$/i;
/** Kafka's login by IAM. */
const PROFILE_IN_VALUE = /\bawsProfileName\s*=\s*["']?\w/;
const ASSUMED_ROLE = /(?:^|\.)(?:(?:sts_|assume_)?role_arn|assume_role)$/i;
const ROLE = /^["']?arn:aws[\w-]*:iam::\d+:role\//;
/** What software writes to, as the value of a setting beside others. */
const OUTPUT_OF_AWS = /^["']?(?:aws\b|aws_|s3\b|cloudwatch|kinesis|firehose)/i;

/** A set-up of Spring or Quarkus that counts for some runs only. */
const PROFILE_OF_DOCUMENT =
  /^spring\.(?:config\.activate\.on-profile|profiles)$/;
/** Files in which the outermost names are environments. */
const BY_ENVIRONMENT = /(^|\/)config\/[\w-]+\.ya?ml$/;
/** More addresses than any file of settings has. */
const MOST_ENDPOINTS = 100;

const isManifest = (code: string) =>
  /^apiVersion:/m.test(code) && /^kind:/m.test(code);

export interface SettingPlace {
  rule: 'explicit-keys' | 'own-chain' | 'profile' | 'assumes-role';
  index: number;
  /** Whether an address beside it is of a store that is not of AWS. */
  isOwnStore: boolean;
  /** For which runs the place counts, where that is told. */
  setUp: SetUp;
}

/** Places in a file of settings that concern credentials of AWS. */
export function settingPlaces(source: Source): SettingPlace[] {
  const { path, code } = source;
  if (/\.ya?ml$/.test(path) && isManifest(code)) {
    return [];
  }
  const settings = settingsOf(source);
  const endpoints = settings.filter(isOwnEndpoint).slice(0, MOST_ENDPOINTS);
  const blockWith = blocksOf(settings);
  const setUps = new Map(
    settings
      .filter(({ name }) => PROFILE_OF_DOCUMENT.test(name))
      .map(({ document, value }) => [document, setUpOf(value)]),
  );
  return settings.flatMap(setting => {
    const rule = ruleOf(path, setting, blockWith(setting));
    return rule
      ? [
          {
            rule,
            index: setting.index,
            isOwnStore: endpoints.some(each => isBeside(each, setting)),
            setUp:
              setUps.get(setting.document) ??
              setUpOfName(path, setting.name) ??
              setUpOfFile(path),
          },
        ]
      : [];
  });
}

function ruleOf(
  path: string,
  { name, value, isShared }: Setting,
  block: Block,
): SettingPlace['rule'] | undefined {
  // What is only there to be taken counts where it is taken.
  if (EMPTY.test(value) || (isShared && !OF_AWS.test(name))) {
    return undefined;
  }
  if (OF_HADOOP.test(name) || OWN_HALF.test(name) || JOINED_HALF.test(name)) {
    return 'explicit-keys';
  }
  if (
    (HALF.test(name) || SHORT_HALF.test(name)) &&
    (OF_AWS.test(name) ||
      /storage\.ya?ml$/.test(path) ||
      /AWS_/.test(value) ||
      /(?:^|\.)credentials\.(?:access-key|secret-key)$/.test(name) ||
      isOfSoftware(path) ||
      block.isWholeKey) &&
    !block.isOfOtherCloud
  ) {
    return 'explicit-keys';
  }
  if (OWN_CHAIN_SETTING.test(name) && OWN_CHAIN_VALUE.test(value)) {
    return 'own-chain';
  }
  if (
    ASSUMED_ROLE.test(name) &&
    ROLE.test(value) &&
    isOfSoftware(path) &&
    !block.isOfToken
  ) {
    return 'assumes-role';
  }
  if (block.isConnection && /(?:^|\.)(?:login|password)$/.test(name)) {
    return 'explicit-keys';
  }
  return PROFILE_SETTING.test(name) ||
    PROFILE_IN_VALUE.test(value) ||
    (/(?:^|\.)profile$/.test(name) && isOfSoftware(path) && block.isOutputOfAws)
    ? 'profile'
    : undefined;
}

/** What is beside a setting. */
interface Block {
  /** Both halves by the names that only AWS has, and a bucket or a region. */
  isWholeKey: boolean;
  /** Keys of Aliyun and others. */
  isOfOtherCloud: boolean;
  isOutputOfAws: boolean;
  /** A role that is taken with the token of the ServiceAccount. */
  isOfToken: boolean;
  /** A connection of Airflow to AWS. */
  isConnection: boolean;
}

/** The block of each setting; each is looked at once. */
function blocksOf(settings: readonly Setting[]): (setting: Setting) => Block {
  const idOf = (setting: Setting) => `${setting.document} ${blockOf(setting)}`;
  const members = new Map<string, Setting[]>();
  for (const setting of settings) {
    const id = idOf(setting);
    const known = members.get(id);
    if (known) {
      known.push(setting);
    } else {
      members.set(id, [setting]);
    }
  }
  const blocks = new Map<string, Block>();
  return setting => {
    const id = idOf(setting);
    // What an output is stands beside its `auth`.
    const around = id.replace(/\bauth\.$/, '');
    const known =
      blocks.get(id) ??
      describe([
        ...members.get(id)!,
        ...(around === id ? [] : members.get(around) ?? []),
      ]);
    blocks.set(id, known);
    return known;
  };
}

function describe(settings: readonly Setting[]): Block {
  const names = settings.map(({ name }) => lastOf(name));
  const has = (pattern: RegExp) => names.some(name => pattern.test(name));
  return {
    isWholeKey:
      has(/^access[-_]?key[-_]?id$/i) &&
      has(/^secret[-_]?access[-_]?key$/i) &&
      has(/bucket|region/i),
    isOfOtherCloud: has(/access[-_]?key[-_]?secret$/i),
    isOutputOfAws: settings.some(({ value }) => OUTPUT_OF_AWS.test(value)),
    isOfToken: settings.some(({ name }) => /web_?identity/i.test(name)),
    isConnection: settings.some(
      ({ name, value }) =>
        /(?:^|\.)conn_type$/.test(name) && /^["']?aws\b/.test(value),
    ),
  };
}

function lastOf(name: string): string {
  return /[^.:]*$/.exec(name)![0];
}

/** The name of what a setting is in. */
function blockOf({ name }: Setting): string {
  return name.replace(/[^.:]+$/, '');
}

/** An address counts for the keys in its block, and for those in blocks of it when it is of AWS. */
function isBeside(endpoint: Setting, setting: Setting): boolean {
  const [around, block] = [blockOf(endpoint), blockOf(setting)];
  return (
    endpoint.document === setting.document &&
    (endpoint.name.startsWith(block) ||
      (OF_AWS.test(around) && block.startsWith(around)))
  );
}

/** `%test.…` of Quarkus, whose `%dev` is for one machine too, and `development:` of Rails. */
function setUpOfName(path: string, name: string): SetUp {
  const profile = /^%(\w+)\./.exec(name)?.[1];
  if (profile) {
    return setUpOf(profile) && 'local';
  }
  return BY_ENVIRONMENT.test(path) && /^(?:development|test)\./.test(name)
    ? 'local'
    : undefined;
}

/** An `endpoint` that names a host outside of AWS. */
function isOwnEndpoint({ name, value }: Setting): boolean {
  return (
    /(?:^|[.:_-])endpoint(?:[-_]?(?:url|override))?$/i.test(name) &&
    /^["']?(?:https?:\/\/[\w.-]+|[\w-]+(?:\.[\w-]+)+|[\w-]+:\d+)/.test(value) &&
    !/amazonaws\.com/.test(value)
  );
}
