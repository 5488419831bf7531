const LONGEST = 200_000;
/** A profile's name, and nothing that is expanded first. */
const NAME = '["\']?([\\w.@-]{1,100})';
/**
 * How command lines and settings choose a profile by its name: `--profile x`, `-Daws.profile=x`, `awsProfileName="x"` of the login
 * module of MSK, `profile_name='x'` of boto3, `profile: x`. The word alone says little, so nobody should ask for `default` by it.
 */
const PROFILES: readonly RegExp[] = [
  new RegExp(`(?:--profile[= ]+|-Daws\\.profile=)${NAME}`, 'g'),
  new RegExp(
    `(?:^|[\\s"'{,(.])(?:aws[-_.]?)?profile(?:[-_.]?name)?["']?\\s*[=:]\\s*${NAME}`,
    'gim',
  ),
  // The variable of a command, as a kubeconfig has it.
  new RegExp(
    `name:\\s*["']?AWS_(?:DEFAULT_)?PROFILE["']?\\s+value:\\s*${NAME}`,
    'g',
  ),
];

/** Names that a text chooses as a profile, if they are some. */
export function profilesChosenIn(text: string): string[] {
  return text.length > LONGEST
    ? []
    : [
        ...new Set(
          PROFILES.flatMap((form, index) =>
            [...text.matchAll(form)]
              .map(([, name]) => name)
              .filter(name => index === 0 || name !== 'default'),
          ),
        ),
      ];
}

/** Classes of the SDKs for Java, and of Hadoop, that look for a key, or for the role of the node, in one place and for nothing else. */
const OTHER_CLASSES =
  /(?<![A-Za-z])(?:(?:AWS)?StaticCredentialsProvider|(?:Simple|Basic|Temporary)AWSCredentialsProvider|EnvironmentVariableCredentialsProvider|SystemPropert(?:y|ies)CredentialsProvider|(?:Classpath)?PropertiesFileCredentialsProvider|(?:IAMInstance|InstanceProfile|ContainerCredentials|EC2Container)Credentials(?:Provider(?:Wrapper)?))(?![A-Za-z])/g;
/** Beside these in one list the others are only tried first. */
const TAKES_ROLE =
  /WebIdentityToken(File)?CredentialsProvider|DefaultAWSCredentialsProviderChain|DefaultCredentialsProvider|DefaultAwsCredentialsProvider/;
const GIVEN = '["\']?\\s*[:=>]\\s*["\']?';
/**
 * Settings of programs that keep them from the SDK's own search: of Spring Cloud AWS, Quarkus, GitLab and other programs in Ruby with
 * fog, rclone, and ClickHouse.
 */
const OTHER_SETTINGS: readonly RegExp[] = [
  new RegExp(`(?<![A-Za-z])instance[-_.]?profile${GIVEN}true(?![\\w-])`, 'gi'),
  new RegExp(`credentials[-_.]type${GIVEN}static(?![\\w-])`, 'gi'),
  new RegExp(
    `use[-_.]?iam(?:[-_.]?(?:profile|role))?${GIVEN}(?:false|0|no)(?![\\w-])`,
    'gi',
  ),
  new RegExp(`(?<![A-Za-z])env_auth${GIVEN}false(?![\\w-])`, 'gi'),
  new RegExp(`use_environment_credentials${GIVEN}(?:false|0)(?![\\w-])`, 'gi'),
];

/**
 * What settings choose that takes no role of a ServiceAccount: classes, https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/,
 * and settings with their value.
 */
export function keyProvidersIn(text: string): string[] {
  return text.length > LONGEST
    ? []
    : [
        ...new Set(
          text
            .split(/\r?\n/)
            .filter(line => !/^\s*(#|\/\/)/.test(line))
            .filter(line => !TAKES_ROLE.test(line))
            .flatMap(line =>
              [OTHER_CLASSES, ...OTHER_SETTINGS].flatMap(form =>
                [...line.matchAll(form)].map(([all]) => all),
              ),
            ),
        ),
      ];
}
