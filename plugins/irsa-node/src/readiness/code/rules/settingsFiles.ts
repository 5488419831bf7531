import { Source } from '../source/Source';
import { settingsOf, Setting } from '../source/settings';

/** Files that set up frameworks, in which a key can be given. */
const SETTINGS_FILE =
  /(^|\/)((application|bootstrap|microprofile-config)[\w.-]*\.(properties|ya?ml|conf)|storage\.ya?ml|config\/(?:services|packages\/[\w/-]+)\.ya?ml|appsettings[\w.-]*\.json|spark-defaults\.conf|(core|hdfs|hive)-site\.xml)$/;

/** Half of a key, as the last part of a dotted name. */
const HALF =
  /(?:^|[.:])(?:access[-_]?key(?:[-_]?id)?|secret[-_]?(?:access[-_]?)?key|accessKeyId|secretKey|secretAccessKey|aws_access_key_id|aws_secret_access_key)$/i;
const SHORT_HALF = /(?:^|\.)credentials\.(?:key|secret)$/i;
const OF_AWS =
  /(?:^|[._:-])(?:aws|s3|amazon|sqs|sns|dynamodb|ses|kinesis)(?:$|[._:-])/i;
const OF_HADOOP =
  /\bfs\.s3[an]?\.(?:bucket\.[\w.-]+\.)?(?:access\.key|secret\.key|awsAccessKeyId|awsSecretAccessKey)$/;
/** A value that is nothing, or a variable that may be nothing. */
const EMPTY =
  /^(?:|["']{2}|null|~|\$\{\?[\w.]+\}|["']?\$\{[^}:]*:(?:''|"")?\}["']?|["']?%env\(default::\w+\)%["']?)$/;

const OWN_CHAIN_SETTING =
  /(?:credentials\.type$|credentials\.instance-?profile$|aws\.credentials\.provider$)/i;
const OWN_CHAIN_VALUE =
  /^(?:env-variable|system-property|profile|container|instance-profile|process|true)$|\b(?:Simple|Temporary)AWSCredentialsProvider\b|\bEnvironmentVariableCredentialsProvider$/i;
const PROFILE_SETTING =
  /(?:^|[.:])(?:aws[.:]profile|credentials\.profile\.name|aws\.profile-?name)$/i;

export function isSettingsFile(path: string): boolean {
  return SETTINGS_FILE.test(path);
}

export interface SettingPlace {
  rule: 'explicit-keys' | 'own-chain' | 'profile';
  index: number;
  /** Whether an address beside it is of a store that is not of AWS. */
  isOwnStore: boolean;
}

/** Places in a file of settings that concern credentials of AWS. */
export function settingPlaces(source: Source): SettingPlace[] {
  const settings = settingsOf(source);
  const endpoints = settings.filter(isOwnEndpoint).map(({ name }) => name);
  return settings.flatMap(setting => {
    const rule = ruleOf(source.path, setting);
    return rule
      ? [
          {
            rule,
            index: setting.index,
            isOwnStore: endpoints.some(name =>
              name.startsWith(blockOf(setting)),
            ),
          },
        ]
      : [];
  });
}

function ruleOf(
  path: string,
  { name, value }: Setting,
): SettingPlace['rule'] | undefined {
  if (EMPTY.test(value)) {
    return undefined;
  }
  if (OF_HADOOP.test(name)) {
    return 'explicit-keys';
  }
  if (
    (HALF.test(name) || SHORT_HALF.test(name)) &&
    (OF_AWS.test(name) ||
      /storage\.ya?ml$/.test(path) ||
      /AWS_/.test(value) ||
      /(?:^|\.)credentials\.(?:access-key|secret-key)$/.test(name))
  ) {
    return 'explicit-keys';
  }
  if (OWN_CHAIN_SETTING.test(name) && OWN_CHAIN_VALUE.test(value)) {
    return 'own-chain';
  }
  return PROFILE_SETTING.test(name) ? 'profile' : undefined;
}

/** The name of what a setting is in. */
function blockOf({ name }: Setting): string {
  return name.replace(/[^.:]+$/, '');
}

/** An `endpoint` that names a host outside of AWS. */
function isOwnEndpoint({ name, value }: Setting): boolean {
  return (
    /(?:^|[.:])endpoint(?:[-_]?(?:url|override))?$/i.test(name) &&
    /^["']?https?:\/\/[\w.-]+/.test(value) &&
    !/amazonaws\.com/.test(value)
  );
}
