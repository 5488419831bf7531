import { Source } from '../source/Source';
import { settingsOf, Setting } from '../source/settings';
import { isOfSoftware, setUpOf, setUpOfFile, SetUp } from './settingsPaths';

/** Half of a key, as the last part of a dotted name. */
const HALF =
  /(?:^|[.:])(?:(?:aws|amazon|s3|sqs|sns|ses|dynamodb|kinesis)[-_.])*(?:access[-_.]?key(?:[-_.]?id)?|secret[-_.]?(?:access[-_.]?)?key)$/i;
const SHORT_HALF = /(?:^|\.)credentials\.(?:[\w-]+\.)?(?:key|id|secret)$/i;
/** Names of halves that only one program has: Fluentd, pgBackRest, Gitea, Redpanda, Log4j's appender, Cantaloupe and Nessie. */
const OWN_HALF =
  /^async_aws\.(?:[\w-]+\.)*accessKey(?:Id|Secret)$|(?:^|\.)(?:aws_key_id|aws_sec_key|repo\d*-s3-key(?:-secret)?|MINIO_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)|cloud_storage_(?:access|secret)_key|s3Aws(?:Key|Secret)|S3(?:Source|Cache)\.(?:access_key_id|secret_key)|s3\.(?:[\w-]+\.)*access-key\.(?:name|secret))$/;
/** Halves of Craft's volumes, beside their type. */
const OF_CRAFT = /^settings\.(?:keyId|secret)$/;
/** Halves of jclouds, beside its provider. */
const OF_JCLOUDS = /^jclouds\.(?:identity|credential)$/;
/** Halves whose names have no parts: `AWSAccessKey`. */
const JOINED_HALF =
  /(?:^|[.:])(?:aws|amazon_?s3)(?:access_?key(?:_?id)?|secret_?(?:access_?)?key)$/i;
const OF_AWS =
  /(?:^|[._:\\-])(?:aws|s3|amazon|sqs|sns|dynamodb|ses|kinesis)(?:$|[._:\\-])/i;
const OF_HADOOP =
  /\bfs\.s3[an]?\.(?:bucket\.[\w.-]+\.)?(?:access\.key|secret\.key|awsAccessKeyId|awsSecretAccessKey)$/;
/** A value that is nothing, a variable that may be nothing, or a description of one. */
const EMPTY =
  /^(?:|["']{2}|null|~|\$\{\?[\w.]+\}|["']?\$\{[^}:]*:-?(?:''|"")?\}["']?|["']?%env\(default::\w+\)%["']?|\{(?!\{).*|\[.*)$/;

const OWN_CHAIN_SETTING =
  /(?:credentials\.type$|credentials\.instance-?profile$|aws\.credentials\.provider$|credentials\.provider\.class$|(?:^|\.)(?:credential_source|instance_profile_credentials|from_ec2_role|^AWSCredentialsProvider|use-instance-credentials|cloud_storage_credentials_source|repo\d*-s3-key-type)$)/i;
const OWN_CHAIN_VALUE =
  /^(?:Environment|Ec2InstanceMetadata|EcsContainer|auto|env-variable|system-property|profile|container|instance-profile|process|aws_instance_metadata|config_file|true)$|\b(?:(?:Simple|Temporary)AWS|IAMInstance)CredentialsProvider\b|\b(?:EnvironmentVariable|InstanceProfile)CredentialsProvider$/i;
const PROFILE_SETTING =
  /(?:^|[.:])(?:aws[.:]profile|credentials\.profile\.name|aws\.profile-?name|aws_profile(?:_name)?|iam_profile|(?:aws\w+|sigv4auth)(?:\/\w+)?\.profile)$|^credential_process$|(?:^|\.)default\.credential_process$/i;
/** Kafka's login by IAM. */
const PROFILE_IN_VALUE = /\bawsProfileName\s*=\s*["']?\w/;
const ASSUMED_ROLE = /(?:^|\.)(?:(?:sts_|assume_)?role_arn|assume_role)$/i;
/** Names that say by themselves that a role is taken. */
const TAKEN_ROLE =
  /(?:^|\.)(?:assume_role\.(?:arn|role_arn)|roles\.roleArn|sts\.role\.arn|(?:s3|glue)\.iam-role)$/i;
const ROLE = /^["']?arn:aws[\w-]*:iam::\d+:role\//;
/** What software writes to, as the value of a setting beside others. */
const OUTPUT_OF_AWS = /^["']?(?:aws\b|aws_|s3\b|cloudwatch|kinesis|firehose)/i;

/** Variables of a program, as a supervisor gives them. */
const OF_PROGRAM =
  /\bAWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)=(?!["']{2})["'\w%]/;

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
      block.isOfS3 ||
      block.isWholeKey) &&
    !block.isOfOtherCloud
  ) {
    return 'explicit-keys';
  }
  if (/(?:^|\.)environment$/.test(name) && OF_PROGRAM.test(value)) {
    return 'explicit-keys';
  }
  if (
    (OF_CRAFT.test(name) && block.isOfS3) ||
    (OF_JCLOUDS.test(name) && block.isOutputOfAws)
  ) {
    return 'explicit-keys';
  }
  if (
    OWN_CHAIN_SETTING.test(name) &&
    OWN_CHAIN_VALUE.test(value) &&
    !/WebIdentity|Default(?:AWS)?Credentials/.test(value)
  ) {
    return 'own-chain';
  }
  if (
    ROLE.test(value) &&
    !block.isOfToken &&
    (TAKEN_ROLE.test(name) ||
      (ASSUMED_ROLE.test(name) && (isOfSoftware(path) || block.isOfExporter)))
  ) {
    return 'assumes-role';
  }
  if (block.isConnection && /(?:^|\.)(?:login|password)$/.test(name)) {
    return 'explicit-keys';
  }
  return PROFILE_SETTING.test(name) ||
    PROFILE_IN_VALUE.test(value) ||
    (/(?:^|\.)profile$/.test(name) &&
      isOfSoftware(path) &&
      (block.isOutputOfAws || block.isOfFile))
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
  /** What they belong to is S3, by its type or its address. */
  isOfS3: boolean;
  /** Credentials of Grafana come from a file. */
  isOfFile: boolean;
  /** The outermost settings of the exporter for CloudWatch. */
  isOfExporter: boolean;
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
    // What an output is stands beside its `auth`, and what a store is beside its options.
    const around = id.replace(
      /\b(?:auth|options|settings|s3|config|credentials)\.$/,
      '',
    );
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
    isOfS3: settings.some(
      ({ name, value }) =>
        (/(?:^|\.)(?:type|backend|driver|provider|adapter)$/i.test(name) &&
          /^["']?(?:(?:aws_?)?s3|craft\\awss3\\Fs)["']?$/i.test(value)) ||
        (/(?:^|\.)(?:address|endpoint|host)$/i.test(name) &&
          /^["']?(?:https?:\/\/)?s3[\w.-]*\.amazonaws\.com/.test(value)),
    ),
    isOfFile: settings.some(
      ({ name, value }) =>
        /(?:^|\.)authType$/.test(name) && /^["']?credentials\b/.test(value),
    ),
    isOfExporter: settings.some(({ name }) =>
      /^metrics(?:\.aws_namespace)?$/.test(name),
    ),
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
