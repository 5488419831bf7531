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
  /** A package that is needed too, because it contains the STS client; `until` the first version that does not need it beside itself. */
  needs?: NeededModule;
  /** A note when the version is sufficient, for SDKs with a special order. */
  note?: string;
  /** What in the source shows that a package with a way of its own is asked for the role. */
  settledBy?: RegExp;
  /** First version in which that reads the token of a ServiceAccount. */
  settledSince?: string;
}

/** A package that is needed beside an SDK; any of the list will do. */
export interface NeededModule {
  packages: string[];
  why: string;
  until?: string;
  /** Versions below this one are of the SDK before, and need another package. */
  before?: { version: string; packages: string[] };
}

const STS_MODULE =
  'without it the default chain leaves web identity out and falls through to the node';
/** Packages with the client of STS, for both versions of the SDK for Java. */
const STS_1 = ['com.amazonaws:aws-java-sdk-sts', 'com.amazonaws:aws-java-sdk'];
const STS_2 = [
  'software.amazon.awssdk:sts',
  'software.amazon.awssdk:aws-sdk-java',
  'software.amazon.awssdk:bundle',
];

/**
 * https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts-minimum-sdk.html, and for clients
 * that are no AWS SDK their own sources.
 */
export const SDK_RULES: readonly SdkRule[] = [
  { language: 'python', packages: ['boto3'], minimum: '1.9.220' },
  { language: 'python', packages: ['botocore'], minimum: '1.12.200' },
  // Before these, credentials that end were not renewed: https://aiobotocore.aio-libs.org/en/latest/changes.html
  { language: 'python', packages: ['aiobotocore'], minimum: '1.0.0' },
  { language: 'python', packages: ['aioboto3'], minimum: '8.0.0' },
  { language: 'python', packages: ['s3fs'], minimum: 'any' },
  { language: 'python', packages: ['boto'], minimum: 'never' },
  {
    language: 'python',
    packages: ['minio'],
    minimum: 'own',
    settledBy: /\bIamAwsProvider\b|\bWebIdentityProvider\b/,
    note: 'minio has its own chain: pass IamAwsProvider() as credentials.',
  },
  {
    language: 'python',
    packages: [
      'requests-aws4auth',
      'aws-requests-auth',
      'requests-aws',
      'tinys3',
      'simples3',
    ],
    minimum: 'own',
    settledBy: /\brefreshable_credentials\s*=|\bBotoAWSRequestsAuth\b/,
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
    settledBy: /\bIamAwsProvider\b/,
    note: 'minio has its own chain: give it an IamAwsProvider as credentialsProvider.',
  },
  {
    language: 'node',
    packages: [
      'aws4fetch',
      'aws4',
      'aws-sign2',
      'aws-sign',
      'aws-signature-v4',
      's3mini',
      's3-lite-client',
      '@bradenmacdonald/s3-lite-client',
    ],
    minimum: 'own',
    settledBy:
      /\bfromNodeProviderChain\b|\bdefaultProvider\b|\bfromTokenFile\b/,
    note: 'It signs with the keys that it is given: give it those of fromNodeProviderChain() at each request, with their session token.',
  },
  {
    language: 'node',
    packages: ['knox', 's3'],
    minimum: 'own',
    note: 'It knows keys only: use the SDK of AWS.',
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
    settledBy:
      /\bcredentials\.NewIAM\b|&credentials\.IAM\b|\bcredentials\.NewSTSWebIdentity\b/,
    note: 'minio-go has its own chain: use credentials.NewIAM("").',
  },
  {
    language: 'go',
    packages: [
      'github.com/rhnvrm/simples3',
      'github.com/kr/s3*',
      'github.com/mitchellh/goamz*',
      'github.com/goamz/goamz*',
      'github.com/crowdmob/goamz*',
      'github.com/AdRoll/goamz*',
    ],
    minimum: 'own',
    note: 'It knows keys and the role of the node only: use the SDK of AWS.',
  },
  {
    language: 'java',
    packages: ['com.amazonaws:aws-java-sdk*'],
    minimum: '1.12.782',
    needs: { packages: STS_1, why: STS_MODULE },
  },
  {
    language: 'java',
    packages: ['software.amazon.awssdk:*'],
    minimum: '2.10.11',
    needs: { packages: STS_2, why: STS_MODULE },
  },
  {
    // They bring parts of version 1, without STS: https://github.com/awslabs/amazon-kinesis-client/issues/761
    language: 'java',
    packages: [
      'com.amazonaws:amazon-kinesis-client',
      'com.amazonaws:amazon-kinesis-producer',
      'com.amazonaws:dynamodb-streams-kinesis-adapter',
    ],
    minimum: 'any',
    needs: { packages: STS_1, why: STS_MODULE },
  },
  {
    language: 'java',
    packages: [
      'com.amazonaws:amazon-sqs-java-messaging-lib',
      'com.amazonaws:amazon-sqs-java-extended-client-lib',
      'com.amazonaws.secretsmanager:aws-secretsmanager-jdbc',
      'com.amazonaws.secretsmanager:aws-secretsmanager-caching-java',
    ],
    minimum: 'any',
    needs: {
      packages: STS_2,
      why: STS_MODULE,
      before: { version: '2.0.0', packages: STS_1 },
    },
  },
  {
    language: 'java',
    packages: ['akka-stream-alpakka-', 'pekko-connectors-'].flatMap(start =>
      ['dynamodb', 'kinesis', 's3', 'sns', 'sqs', 'awslambda', 'aws-event'].map(
        service =>
          `${
            start.startsWith('akka') ? 'com.lightbend.akka' : 'org.apache.pekko'
          }:${start}${service}*`,
      ),
    ),
    minimum: 'any',
    needs: { packages: STS_2, why: STS_MODULE },
  },
  {
    language: 'java',
    packages: [
      'io.awspring.cloud:spring-cloud-aws-starter*',
      'io.quarkiverse.amazonservices:quarkus-amazon-*',
      'io.micronaut.aws:micronaut-aws-sdk-v2',
    ],
    minimum: 'any',
    needs: {
      packages: [...STS_2, 'io.quarkiverse.amazonservices:quarkus-amazon-sts'],
      why: STS_MODULE,
    },
  },
  {
    language: 'java',
    packages: [
      'org.apache.camel:camel-aws2-*',
      'org.apache.camel.springboot:camel-aws2-*',
    ],
    minimum: 'any',
    needs: {
      packages: STS_2,
      why: STS_MODULE,
      // https://github.com/apache/camel/pull/17282
      until: '4.10.2',
    },
  },
  {
    language: 'java',
    packages: [
      'io.awspring.cloud:spring-cloud-starter-aws*',
      'org.springframework.cloud:spring-cloud-starter-aws*',
    ],
    minimum: 'any',
    needs: {
      packages: STS_1,
      why: STS_MODULE,
      until: '3.0.0',
    },
  },
  { language: 'java', packages: ['aws.sdk.kotlin:*'], minimum: 'any' },
  {
    language: 'java',
    packages: ['org.apache.hadoop:hadoop-aws'],
    minimum: 'own',
    settledBy:
      /\bWebIdentityToken\w*CredentialsProvider\b|\bDefaultAWSCredentialsProviderChain\b|\bDefaultCredentialsProvider\b/,
    note: 'hadoop-aws takes the token only when fs.s3a.aws.credentials.provider names a provider for web identity.',
  },
  {
    language: 'java',
    packages: ['net.java.dev.jets3t:jets3t', 'org.jets3t:*'],
    minimum: 'never',
  },
  {
    language: 'java',
    packages: ['org.http4k:http4k-connect-amazon-*', 'org.http4k:http4k-aws'],
    minimum: 'own',
    settledBy: /\bSTSWebIdentity\b|\bStsWebIdentity\b/i,
    note: 'http4k takes the token only with CredentialsProvider.StsRole or the provider of http4k-connect-amazon-sts for web identity.',
  },
  {
    language: 'java',
    packages: ['io.minio:minio'],
    minimum: 'own',
    settledBy: /\bIamAwsProvider\b|\bWebIdentityProvider\b/,
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
    settledBy: /\bIAMAWSProvider\b|\bWebIdentityProvider\b/,
    note: 'Minio has its own chain: give it an IAMAWSProvider with WithCredentialsProvider.',
  },
  { language: 'ruby', packages: ['aws-sdk-core'], minimum: '3.58.0' },
  {
    language: 'ruby',
    packages: ['aws-sdk-v1', 'aws-s3', 'right_aws', 's3'],
    minimum: 'never',
  },
  { language: 'ruby', packages: ['aws-sdk'], minimum: '2.11.345' },
  { language: 'ruby', packages: ['aws-sdk-*'], minimum: 'any' },
  {
    language: 'ruby',
    packages: ['fog-aws'],
    minimum: 'own',
    settledBy: /\buse_iam_profile\b/,
    // https://github.com/fog/fog-aws/pull/576
    settledSince: '3.7.0',
    note: 'fog-aws takes the role only with use_iam_profile: true.',
  },
  { language: 'php', packages: ['aws/aws-sdk-php'], minimum: '3.110.7' },
  { language: 'php', packages: ['async-aws/*'], minimum: 'any' },
  {
    language: 'php',
    packages: ['tpyo/amazon-s3-php-class', 'akeeba/s3'],
    minimum: 'own',
    note: 'It knows keys only: use the SDK of AWS.',
  },
  {
    language: 'rust',
    packages: ['aws-config'],
    minimum: 'any',
    note: 'This SDK reads a mounted credentials file before the token.',
  },
  { language: 'rust', packages: ['aws-sdk-*'], minimum: 'any' },
  {
    language: 'rust',
    packages: ['opendal', 'reqsign'],
    minimum: 'any',
    note: 'It finds the token by itself, but may ask STS at every request.',
  },
  {
    language: 'rust',
    packages: ['aws-sign-v4', 's3-presign', 's3-simple'],
    minimum: 'own',
    note: 'It signs with the keys that it is given: give it those of aws-config at each request, with their session token.',
  },
  {
    language: 'rust',
    packages: ['rusoto_core', 'rusoto_credential'],
    minimum: 'own',
    settledBy: /\bWebIdentityProvider\b/,
    note: 'rusoto is no longer maintained, and takes the token only through rusoto_sts::WebIdentityProvider.',
  },
  {
    language: 'rust',
    packages: ['rust-s3', 'rusty-s3', 'aws-creds'],
    minimum: 'own',
    // Without a key, they ask for the token before all else: aws-creds, `Credentials::new`.
    settledBy:
      /\bfrom_sts_env\b|\bCredentials::default\(\)|\bCredentials::new\(\s*None\b/,
    note: 'It has its own chain: rust-s3 takes the token from Credentials::default(), rusty-s3 signs with what it is given.',
  },
  {
    language: 'rust',
    packages: ['minio'],
    minimum: 'own',
    note: 'It knows static keys only: give it a Provider of your own that asks aws-config at each request.',
  },
  {
    language: 'rust',
    packages: ['object_store'],
    minimum: 'own',
    settledBy:
      /\bAmazonS3Builder::from_env\b|\bparse_url_opts\b|\bWebIdentityTokenFile\b/,
    note: 'object_store takes the token only from AmazonS3Builder::from_env(), not from new().',
  },
];
