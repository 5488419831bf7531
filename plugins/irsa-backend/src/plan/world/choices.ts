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

/** Classes of the SDKs for Java, and of Hadoop, that look for a key in one place and for nothing else. */
const KEYS_ONLY =
  /(?<![A-Za-z])(?:(?:AWS)?StaticCredentialsProvider|(?:Simple|Basic|Temporary)AWSCredentialsProvider|EnvironmentVariableCredentialsProvider|SystemPropert(?:y|ies)CredentialsProvider|(?:Classpath)?PropertiesFileCredentialsProvider)(?![A-Za-z])/g;
/** Beside these in one list the others are only tried first. */
const TAKES_ROLE =
  /WebIdentityToken(File)?CredentialsProvider|DefaultAWSCredentialsProviderChain|DefaultCredentialsProvider|DefaultAwsCredentialsProvider/;

/** Classes that settings choose and that take no role. https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/ */
export function keyProvidersIn(text: string): string[] {
  return text.length > LONGEST
    ? []
    : [
        ...new Set(
          text
            .split(/\r?\n/)
            .filter(line => !/^\s*(#|\/\/)/.test(line))
            .filter(line => !TAKES_ROLE.test(line))
            .flatMap(line => [...line.matchAll(KEYS_ONLY)].map(([all]) => all)),
        ),
      ];
}
