import { SourceLanguage } from '../../types';
import { Source } from '../source/Source';
import { isOwnStore } from './ownStore';
import { isWithoutKeys } from './withoutKeys';

/**
 * Providers that a program puts together itself, by language. None of them reads the token of a ServiceAccount, so that
 * the program ends with the role of the node, or with nothing.
 */
const PROVIDERS: Partial<Record<SourceLanguage, RegExp>> = {
  go: /\bcredentials\.New(?:Chain|Env|Shared|FileAWS|FileMinio|EnvAWS|EnvMinio)\w*Credentials?\b|\bcredentials\.New(?:EnvAWS|EnvMinio|FileAWSCredentials|FileMinioClient)\b|&?(?:credentials\.)?(?:EnvProvider|SharedCredentialsProvider|EnvAWS|EnvMinio|FileAWSCredentials)\s*\{|\bec2rolecreds\.(?:New|EC2RoleProvider|NewCredentials)\b|\bendpointcreds\.New\w*/g,
  java: /\bnew\s+AWSCredentialsProviderChain\s*\(|\bAwsCredentialsProviderChain\.(?:of|builder)\s*\(|\b(?:EnvironmentVariable|SystemPropert(?:y|ies)|SystemProperties|InstanceProfile|EC2Container|Container|Process|SystemProperty|Imds|Ecs)CredentialsProvider(?:Wrapper)?\s*(?:\.(?:create|builder|getInstance)\s*)?\(|\bEnvironmentCredentialsProvider\s*\(|\bCredentialsProvider\.(?:Environment|FromSystemEnv\w*)\b|\bCredentialsProviderChain\s*\(/g,
  node: /\bfrom(?:Env|Process|Http|InstanceMetadata|ContainerMetadata)\s*\(|\bnew\s+(?:AWS\.)?(?:EnvironmentCredentials|EC2MetadataCredentials|ECSCredentials|SharedIniFileCredentials|CredentialProviderChain|FileSystemCredentials)\s*\(|\bcreateCredentialChain\s*\(/g,
  python:
    /\b(?:botocore\.)?(?:credentials\.)?(?:EnvProvider|InstanceMetadataProvider|SharedCredentialProvider|CredentialResolver|ContainerProvider|ContainerProvider)\s*\(|\b(?:EnvAWSProvider|EnvMinioProvider|AWSConfigProvider|MinioClientConfigProvider|ChainedProvider)\s*\(/g,
  dotnet:
    /\bnew\s+(?:EnvironmentVariablesAWSCredentials|GenericContainerCredentials|ProcessAWSCredentials|InstanceProfileAWSCredentials|ECSTaskCredentials|StoredProfileAWSCredentials|DefaultInstanceProfileAWSCredentials|EnvironmentAWSCredentials)\b|\bnew\s+(?:EnvironmentAWSProvider|ChainedProvider|AWSConfigProvider)\b/g,
  ruby: /\bAws::(?:InstanceProfile|ECS|Shared|Process)Credentials\.new\b/g,
  php: /\bCredentialProvider::(?:env|ini|instanceProfile|ecsCredentials|chain|process)\s*\(/g,
  rust: /\.disable_config_load\(\)|\b(?:EnvironmentVariableCredentialsProvider|ImdsCredentialsProvider|ProfileFileCredentialsProvider|CredentialsProviderChain)::\w+|\bEnvironmentProvider::\w+|\bChainProvider::\w+|\bInstanceMetadataProvider::\w+|\bCredentials::from_(?:env(?:_specific)?|instance_metadata)\s*\(/g,
};

/** What reads the token, alone or among others. */
const READS_TOKEN =
  /web_?identity|fromTokenFile|fromWebToken|fromNodeProviderChain|default_?provider(?!s\s*=(?!=))|defaultCredentials|DefaultAWSCredentials|DefaultCredentialsProvider|DefaultChain|NewIAM\b|&(?:credentials\.)?IAM\s*\{|IamAwsProvider|IAMAWSProvider|AssumeRoleProvider|stscreds|credentials\.NewCredentials\(defaults|RemoteCredProvider|WebIdentityRoleProvider|STSWebIdentity|sts_profile|TokenFileWebIdentity/i;

/** Providers of Hadoop that take the two halves of a key or ask the node, wherever they are named. */
const OF_HADOOP =
  /\b(?:(?:Simple|Temporary)AWS|IAMInstance)CredentialsProvider\b/g;

/** The variable of ECS with the path of credentials, beside the address that it belongs to. */
const OF_CONTAINER = /\bAWS_CONTAINER_CREDENTIALS_RELATIVE_URI\b/g;

/** The address at which a node gives out the credentials of its role. */
const OF_NODE = /\bmeta-data\/iam\/security-credentials\b/g;

/** Names such as `fromHttp` are those of the SDK where its providers are imported. */
const OF_SDK_3 = /@aws-sdk\/credential-provider/;

const OLD_SESSION = /(?:(\w+)\s+)?"github\.com\/aws\/aws-sdk-go\/aws\/session"/;
const OLD_DEFAULTS =
  /(?:(\w+)\s+)?"github\.com\/aws\/aws-sdk-go\/aws\/defaults"/;

/**
 * Version 1 for Go: `session.New()` and the credentials of its package `defaults` read variables, a file and the node, but no token,
 * unless AWS_SDK_LOAD_CONFIG is set. https://github.com/aws/aws-sdk-go/issues/2828, https://github.com/aws/aws-sdk-go/issues/3218
 */
function oldSessions(source: Source): number[] {
  const { code, language } = source;
  if (language !== 'go' || /\bAWS_SDK_LOAD_CONFIG\b/.test(code)) {
    return [];
  }
  const named = (imported: RegExp, usual: string) => {
    const found = imported.exec(code);
    return found ? found[1] ?? usual : undefined;
  };
  const session = named(OLD_SESSION, 'session');
  const defaults = named(OLD_DEFAULTS, 'defaults');
  const news = session
    ? [...code.matchAll(new RegExp(`\\b${session}\\.New\\(`, 'g'))].filter(
        ({ index, 0: text }) => {
          const own = source.bracketAt(index! + text.length - 1);
          const [around] = source.around(index!);
          return (
            !(own && /\bCredentials\s*:/.test(source.inside(own))) &&
            // It asks the node for no more than its place.
            !(around && /\bec2metadata\.New$/.test(source.calleeOf(around)))
          );
        },
      )
    : [];
  const chains = defaults
    ? code.matchAll(
        new RegExp(
          `\\b${defaults}\\.(?:CredChain\\(|CredProviders\\(|Get\\(\\)\\.Config\\.Credentials\\b)`,
          'g',
        ),
      )
    : [];
  return [...news, ...chains].map(({ index }) => index!);
}

const OF_BUN =
  /\bimport\s*\{([^}]*)\}\s*from\s*["']bun["']|\{([^}]*)\}\s*=\s*require\(\s*["']bun["']\s*\)/;

/** Bun's own client of S3, which takes variables and what it is given. https://github.com/oven-sh/bun/issues/21375 */
function ofBun(source: Source): number[] {
  const { code, language } = source;
  if (language !== 'node') {
    return [];
  }
  const imported = OF_BUN.exec(code);
  const names = (imported?.[1] ?? imported?.[2] ?? '').split(',').map(each =>
    each
      .trim()
      .split(/\s+as\s+|\s*:\s*/)
      .map(name => name.trim()),
  );
  const localOf = (name: string) => names.find(([own]) => own === name)?.at(-1);
  const [s3, client] = [localOf('s3'), localOf('S3Client')];
  return [
    ...code.matchAll(
      new RegExp(
        `\\bnew\\s+(?:Bun\\.S3Client${client ? `|${client}` : ''})\\b`,
        'g',
      ),
    ),
    ...code.matchAll(
      new RegExp(`(?<![.\\w])(?:Bun\\.s3${s3 ? `|${s3}` : ''})\\.\\w+\\(`, 'g'),
    ),
  ]
    .map(({ index, 0: text }) => ({ index: index!, end: index! + text.length }))
    .filter(({ end }) => !isOwnStore(source, end + 1))
    .map(({ index }) => index);
}

/** What leaves a request without a signature. */
const UNSIGNED =
  /\bAnonymous(?:AWS)?Credentials(?:Provider)?\b(?!\s*;)|\bsignature_version\s*=\s*(?:\w+\.)?UNSIGNED\b/g;
/** A file system of Python that is anonymous without a key. */
const ANONYMOUS_WITHOUT =
  /\banon\s*=\s*not\s+(?:bool\()?\w*(?:key|secret|cred)/gi;

/** Requests that are not signed where there is no key. What is never signed needs no role. */
function unsigned(source: Source): number[] {
  return [
    ...[...source.code.matchAll(UNSIGNED)].filter(({ index }) =>
      isWithoutKeys(source, index!),
    ),
    ...(source.language === 'python'
      ? source.code.matchAll(ANONYMOUS_WITHOUT)
      : []),
  ].map(({ index }) => index!);
}

/**
 * Places where a program builds its own order of credentials without the token of the ServiceAccount. Empty when the file
 * names a provider that reads it.
 */
export function ownChains(source: Source): number[] {
  const { code, language } = source;
  const pattern = language && PROVIDERS[language];
  if (READS_TOKEN.test(code)) {
    return [];
  }
  return [
    ...(pattern
      ? [...code.matchAll(pattern)].filter(
          ([text]) =>
            !/^from(?:Http|Process)/.test(text) || OF_SDK_3.test(code),
        )
      : []),
    ...oldSessions(source).map(index => ({ index })),
    ...ofBun(source).map(index => ({ index })),
    ...unsigned(source).map(index => ({ index })),
    ...code.matchAll(OF_HADOOP),
    ...code.matchAll(OF_NODE),
    ...(/\b169\.254\.170\.2\b/.test(source.written)
      ? code.matchAll(OF_CONTAINER)
      : []),
  ].map(({ index }) => index!);
}

/** Places of a script that ask the node for its role: by its address, or by an option of a program that knows no token. */
export function ownChainsOfScript({ code }: Source): number[] {
  return READS_TOKEN.test(code)
    ? []
    : [
        ...code.matchAll(OF_NODE),
        // https://github.com/s3fs-fuse/s3fs-fuse/issues/1778
        ...code.matchAll(/\bs3fs\b(?!.*\bcredlib=).*?\biam_role\b/g),
      ].map(({ index }) => index!);
}
