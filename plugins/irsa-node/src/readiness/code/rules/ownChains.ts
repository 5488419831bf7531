import { SourceLanguage } from '../../types';
import { Source } from '../source/Source';

/**
 * Providers that a program puts together itself, by language. None of them reads the token of a ServiceAccount, so that
 * the program ends with the role of the node, or with nothing.
 */
const PROVIDERS: Partial<Record<SourceLanguage, RegExp>> = {
  go: /\bcredentials\.New(?:Chain|Env|Shared|FileAWS|FileMinio|EnvAWS|EnvMinio)\w*Credentials?\b|\bcredentials\.New(?:EnvAWS|EnvMinio|FileAWSCredentials|FileMinioClient)\b|&?(?:credentials\.)?(?:EnvProvider|SharedCredentialsProvider|EnvAWS|EnvMinio|FileAWSCredentials)\s*\{|\bec2rolecreds\.(?:New|EC2RoleProvider|NewCredentials)\b|\bendpointcreds\.New\w*/g,
  java: /\bnew\s+AWSCredentialsProviderChain\s*\(|\bAwsCredentialsProviderChain\.(?:of|builder)\s*\(|\b(?:EnvironmentVariable|SystemPropert(?:y|ies)|SystemProperties|InstanceProfile|EC2ContainerCredentials|ContainerCredentials|SystemProperty|Imds|Ecs)CredentialsProvider(?:Wrapper)?\s*(?:\.(?:create|builder|getInstance)\s*)?\(|\bEnvironmentCredentialsProvider\s*\(|\bCredentialsProvider\.(?:Environment|FromSystemEnv\w*)\b|\bCredentialsProviderChain\s*\(/g,
  node: /\bfrom(?:Env|InstanceMetadata|ContainerMetadata)\s*\(|\bnew\s+(?:AWS\.)?(?:EnvironmentCredentials|EC2MetadataCredentials|ECSCredentials|SharedIniFileCredentials|CredentialProviderChain|FileSystemCredentials)\s*\(|\bcreateCredentialChain\s*\(/g,
  python:
    /\b(?:botocore\.)?(?:credentials\.)?(?:EnvProvider|InstanceMetadataProvider|SharedCredentialProvider|CredentialResolver|ContainerProvider|ContainerProvider)\s*\(|\b(?:EnvAWSProvider|EnvMinioProvider|AWSConfigProvider|MinioClientConfigProvider|ChainedProvider)\s*\(/g,
  dotnet:
    /\bnew\s+(?:EnvironmentVariablesAWSCredentials|InstanceProfileAWSCredentials|ECSTaskCredentials|StoredProfileAWSCredentials|DefaultInstanceProfileAWSCredentials|EnvironmentAWSCredentials)\b|\bnew\s+(?:EnvironmentAWSProvider|ChainedProvider|AWSConfigProvider)\b/g,
  ruby: /\bAws::(?:InstanceProfile|ECS|Shared|Process)Credentials\.new\b/g,
  php: /\bCredentialProvider::(?:env|ini|instanceProfile|ecsCredentials|chain|process)\s*\(/g,
  rust: /\b(?:EnvironmentVariableCredentialsProvider|ImdsCredentialsProvider|ProfileFileCredentialsProvider|CredentialsProviderChain)::\w+|\bEnvironmentProvider::\w+|\bChainProvider::\w+|\bInstanceMetadataProvider::\w+|\bCredentials::from_(?:env(?:_specific)?|instance_metadata)\s*\(/g,
};

/** What reads the token, alone or among others. */
const READS_TOKEN =
  /web_?identity|fromTokenFile|fromWebToken|fromNodeProviderChain|default_?provider|defaultCredentials|DefaultAWSCredentials|DefaultCredentialsProvider|DefaultChain|NewIAM\b|&(?:credentials\.)?IAM\s*\{|IamAwsProvider|IAMAWSProvider|AssumeRoleProvider|stscreds|credentials\.NewCredentials\(defaults|RemoteCredProvider|WebIdentityRoleProvider|STSWebIdentity|sts_profile|TokenFileWebIdentity/i;

/** Providers of Hadoop that take the two halves of a key, wherever they are named. */
const OF_HADOOP = /\b(?:Simple|Temporary)AWSCredentialsProvider\b/g;

/**
 * Places where a program builds its own order of credentials without the token of the ServiceAccount. Empty when the file
 * names a provider that reads it.
 */
export function ownChains({ code, language }: Source): number[] {
  const pattern = language && PROVIDERS[language];
  if (READS_TOKEN.test(code)) {
    return [];
  }
  return [
    ...(pattern ? code.matchAll(pattern) : []),
    ...code.matchAll(OF_HADOOP),
  ].map(({ index }) => index!);
}
