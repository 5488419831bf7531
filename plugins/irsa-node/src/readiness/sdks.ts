import { SourceLanguage } from './types';

/** One SDK, and its first version that supports the token of a ServiceAccount. */
export interface SdkRule {
  language: SourceLanguage;
  /** Package names; a trailing `*` matches any ending. */
  packages: string[];
  /**
   * First version with web identity; `never` when none has it, `any` when all have it, `own` when the package finds
   * credentials in its own way, which `note` explains.
   */
  minimum: string;
  /** A package that is needed too, because it contains the STS client. */
  needs?: { packages: string[]; why: string };
  /** A note when the version is sufficient, for SDKs with a special order. */
  note?: string;
}

const STS_MODULE =
  'without it the default chain leaves web identity out and falls through to the node';

/**
 * https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts-minimum-sdk.html, and for clients
 * that are no AWS SDK their own sources.
 */
const SDK_RULES: readonly SdkRule[] = [
  { language: 'python', packages: ['boto3'], minimum: '1.9.220' },
  { language: 'python', packages: ['botocore'], minimum: '1.12.200' },
  { language: 'python', packages: ['boto'], minimum: 'never' },
  {
    language: 'python',
    packages: ['minio'],
    minimum: 'own',
    note: 'minio has its own chain: pass IamAwsProvider() as credentials.',
  },
  {
    language: 'python',
    packages: ['requests-aws4auth', 'aws-requests-auth', 'tinys3'],
    minimum: 'own',
    note: 'It signs with the keys that it is given: give it those of the SDK at each request, with their session token.',
  },
  {
    language: 'node',
    packages: ['aws-sdk'],
    minimum: '2.525.0',
    note: 'This SDK reads a mounted credentials file before the token.',
  },
  {
    language: 'node',
    packages: ['@aws-sdk/client-*', '@aws-sdk/credential-provider-node'],
    minimum: '3.27.0',
    note: 'This SDK reads a mounted credentials file before the token.',
  },
  {
    language: 'node',
    packages: ['minio'],
    minimum: 'own',
    note: 'minio has its own chain: give it an IamAwsProvider as credentialsProvider.',
  },
  {
    language: 'node',
    packages: ['aws4fetch', 'aws4', 's3mini', 's3-lite-client'],
    minimum: 'own',
    note: 'It signs with the keys that it is given: give it those of fromNodeProviderChain() at each request, with their session token.',
  },
  {
    language: 'go',
    packages: ['github.com/aws/aws-sdk-go'],
    minimum: '1.23.13',
  },
  {
    language: 'go',
    packages: ['github.com/aws/aws-sdk-go-v2*'],
    minimum: 'any',
  },
  {
    language: 'go',
    packages: ['github.com/minio/minio-go*'],
    minimum: 'own',
    note: 'minio-go has its own chain: use credentials.NewIAM("").',
  },
  {
    language: 'go',
    packages: ['github.com/rhnvrm/simples3', 'github.com/kr/s3*'],
    minimum: 'own',
    note: 'It knows keys and the role of the node only: use the SDK of AWS.',
  },
  {
    language: 'java',
    packages: ['com.amazonaws:aws-java-sdk*'],
    minimum: '1.12.782',
    needs: {
      packages: [
        'com.amazonaws:aws-java-sdk-sts',
        'com.amazonaws:aws-java-sdk',
      ],
      why: STS_MODULE,
    },
  },
  {
    language: 'java',
    packages: ['software.amazon.awssdk:*'],
    minimum: '2.10.11',
    needs: {
      packages: [
        'software.amazon.awssdk:sts',
        'software.amazon.awssdk:aws-sdk-java',
      ],
      why: STS_MODULE,
    },
  },
  { language: 'java', packages: ['aws.sdk.kotlin:*'], minimum: 'any' },
  {
    language: 'java',
    packages: ['org.http4k:http4k-connect-amazon-*', 'org.http4k:http4k-aws'],
    minimum: 'own',
    note: 'http4k takes the token only with CredentialsProvider.StsRole or the provider of http4k-connect-amazon-sts for web identity.',
  },
  {
    language: 'java',
    packages: ['io.minio:minio'],
    minimum: 'own',
    note: 'minio has its own chain: give it an IamAwsProvider as credentialsProvider.',
  },
  {
    language: 'java',
    packages: ['org.apache.jclouds*'],
    minimum: 'own',
    note: 'jclouds knows keys only: give it a supplier of session credentials, or use the SDK of AWS.',
  },
  {
    language: 'dotnet',
    packages: ['AWSSDK.*'],
    minimum: '3.3.659.1',
    needs: { packages: ['AWSSDK.SecurityToken'], why: STS_MODULE },
    note: 'Version 3 takes the role before the keys in the environment: the role counts as soon as the ServiceAccount is annotated.',
  },
  {
    language: 'dotnet',
    packages: ['Minio'],
    minimum: 'own',
    note: 'Minio has its own chain: give it an IAMAWSProvider with WithCredentialsProvider.',
  },
  { language: 'ruby', packages: ['aws-sdk-core'], minimum: '3.58.0' },
  { language: 'ruby', packages: ['aws-sdk-v1', 'aws-s3'], minimum: 'never' },
  {
    language: 'ruby',
    packages: ['fog-aws'],
    minimum: 'own',
    note: 'fog-aws takes the role only with use_iam_profile: true.',
  },
  { language: 'php', packages: ['aws/aws-sdk-php'], minimum: '3.110.7' },
  {
    language: 'rust',
    packages: ['aws-config'],
    minimum: 'any',
    note: 'This SDK reads a mounted credentials file before the token.',
  },
  {
    language: 'rust',
    packages: ['rusoto_core', 'rusoto_credential'],
    minimum: 'own',
    note: 'rusoto is no longer maintained, and takes the token only through rusoto_sts::WebIdentityProvider.',
  },
  {
    language: 'rust',
    packages: ['rust-s3', 'rusty-s3', 'aws-creds'],
    minimum: 'own',
    note: 'It has its own chain: rust-s3 takes the token from Credentials::from_sts_env(), rusty-s3 signs with what it is given.',
  },
  {
    language: 'rust',
    packages: ['object_store'],
    minimum: 'own',
    note: 'object_store takes the token only from AmazonS3Builder::from_env(), not from new().',
  },
];

/** The rule for a package, or undefined when it is not a client of AWS. */
export function sdkRule(
  language: SourceLanguage,
  packageName: string,
): SdkRule | undefined {
  return SDK_RULES.find(
    rule =>
      rule.language === language &&
      rule.packages.some(pattern => matches(pattern, packageName)),
  );
}

/** Case counts nowhere: NuGet and PyPI fold names, the others have none that differ in case only. */
export function matches(pattern: string, name: string): boolean {
  const [folded, wanted] = [name.toLowerCase(), pattern.toLowerCase()];
  return wanted.endsWith('*')
    ? folded.startsWith(wanted.slice(0, -1))
    : folded === wanted;
}
