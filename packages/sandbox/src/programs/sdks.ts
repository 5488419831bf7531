/** Sources of credentials inside a container. */
export type CredentialStep = 'environment' | 'webIdentity' | 'sharedFile';

export interface Sdk {
  /** The default chain, first match wins. Container credentials come after these; instance metadata is left out: the sandbox has none. */
  chain: CredentialStep[];
  /** An access key id without its secret stops the chain instead of being skipped. */
  partialKeysAreFatal?: boolean;
  /** A token file without a role ARN stops the chain instead of being skipped. */
  partialWebIdentityIsFatal?: boolean;
  /** `AWS_PROFILE` in the environment makes the chain ignore the keys in the environment. */
  profileHidesEnvironment?: boolean;
  /** Environment variables for the region, in order. */
  regionVariables: string[];
  /** The client's message when no region is set; undefined when the client finds one by itself. */
  missingRegion?: string;
  /** The message of the chain when it finds nothing. */
  noCredentials: string;
  userAgent: string;
}

const EITHER_REGION = ['AWS_REGION', 'AWS_DEFAULT_REGION'];

/**
 * The SDKs that a program of the sandbox may be built with, and the order in which each looks for credentials.
 * The orders were read from the SDKs' sources: botocore `credentials.py`, aws-sdk-go-v2 `resolve_credentials.go`,
 * aws-sdk-java-v2 `DefaultCredentialsProvider`, aws-sdk-js-v3 `defaultProvider.ts`, aws-sdk-net
 * `FallbackCredentialsFactory.cs` (v3) and `DefaultAWSCredentialsIdentityResolver.cs` (v4), and so on.
 */
export const SDKS = {
  boto3: {
    chain: ['environment', 'webIdentity', 'sharedFile'],
    partialKeysAreFatal: true,
    partialWebIdentityIsFatal: true,
    regionVariables: ['AWS_DEFAULT_REGION', 'AWS_REGION'],
    noCredentials:
      'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
    userAgent: 'Boto3/1.40.61 md/Botocore#1.40.61 lang/python#3.13.1',
  },
  boto2: {
    chain: ['environment', 'sharedFile'],
    regionVariables: ['AWS_DEFAULT_REGION'],
    noCredentials:
      'boto.exception.NoAuthHandlerFound: No handler was ready to authenticate',
    userAgent: 'Boto/2.49.0 Python/3.7.17',
  },
  'go-v1': {
    chain: ['environment', 'webIdentity', 'sharedFile'],
    regionVariables: ['AWS_REGION'],
    missingRegion: 'MissingRegion: could not find region configuration',
    noCredentials: 'NoCredentialProviders: no valid providers in chain',
    userAgent: 'aws-sdk-go/1.55.8 (go1.22.12; linux; amd64)',
  },
  'go-v2': {
    chain: ['environment', 'webIdentity', 'sharedFile'],
    partialWebIdentityIsFatal: true,
    regionVariables: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    missingRegion:
      'operation error S3: GetObject, resolve auth scheme: resolve endpoint: Invalid Configuration: Missing Region',
    noCredentials:
      'get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found',
    userAgent: 'aws-sdk-go-v2/1.39.6 os/linux lang/go#1.26.3',
  },
  'java-v1': {
    chain: ['environment', 'webIdentity', 'sharedFile'],
    regionVariables: ['AWS_REGION'],
    noCredentials:
      'com.amazonaws.SdkClientException: Unable to load AWS credentials from any provider in the chain',
    userAgent: 'aws-sdk-java/1.12.793 Linux OpenJDK_64-Bit_Server_VM/17.0.17',
  },
  'java-v2': {
    chain: ['environment', 'webIdentity', 'sharedFile'],
    regionVariables: ['AWS_REGION'],
    noCredentials:
      'software.amazon.awssdk.core.exception.SdkClientException: Unable to load credentials from any of the providers in the chain',
    userAgent: 'aws-sdk-java/2.37.5 md/io#sync lang/java#21.0.9',
  },
  'js-v2': {
    chain: ['environment', 'sharedFile', 'webIdentity'],
    regionVariables: ['AWS_REGION'],
    missingRegion: 'ConfigError: Missing region in config',
    noCredentials:
      'CredentialsError: Missing credentials in config, if using AWS_CONFIG_FILE, set AWS_SDK_LOAD_CONFIG=1',
    userAgent: 'aws-sdk-nodejs/2.1692.0 linux/v18.20.8',
  },
  'js-v3': {
    chain: ['environment', 'sharedFile', 'webIdentity'],
    profileHidesEnvironment: true,
    regionVariables: ['AWS_REGION'],
    missingRegion: 'Error: Region is missing',
    noCredentials:
      'CredentialsProviderError: Could not load credentials from any providers',
    userAgent: 'aws-sdk-js/3.930.0 os/linux lang/js md/nodejs#24.11.1',
  },
  'dotnet-v3': {
    chain: ['webIdentity', 'sharedFile', 'environment'],
    regionVariables: ['AWS_REGION'],
    missingRegion:
      'Amazon.Runtime.AmazonClientException: No RegionEndpoint or ServiceURL configured',
    noCredentials:
      'Amazon.Runtime.AmazonServiceException: Unable to get IAM security credentials from EC2 Instance Metadata Service.',
    userAgent: 'aws-sdk-dotnet-coreclr/3.7.511.8 .NET_Core/8.0.22',
  },
  'dotnet-v4': {
    chain: ['environment', 'webIdentity', 'sharedFile'],
    regionVariables: ['AWS_REGION'],
    missingRegion:
      'Amazon.Runtime.AmazonClientException: No RegionEndpoint or ServiceURL configured',
    noCredentials:
      'Amazon.Runtime.AmazonClientException: Failed to resolve AWS credentials.',
    userAgent: 'aws-sdk-dotnet-coreclr/4.0.6 .NET_Core/9.0.10',
  },
  ruby: {
    chain: ['environment', 'webIdentity', 'sharedFile'],
    regionVariables: EITHER_REGION,
    missingRegion: 'Aws::Errors::MissingRegionError: No region was provided.',
    noCredentials:
      'Aws::Errors::MissingCredentialsError: unable to sign request without credentials set',
    userAgent: 'aws-sdk-ruby3/3.239.0 lang/ruby#3.4.7',
  },
  php: {
    chain: ['environment', 'webIdentity', 'sharedFile'],
    regionVariables: EITHER_REGION,
    missingRegion:
      'InvalidArgumentException: Missing required client configuration options: region',
    noCredentials:
      'Aws\\Exception\\CredentialsException: Error retrieving credentials from the instance profile metadata service',
    userAgent: 'aws-sdk-php/3.359.12 OS/Linux lang/php#8.4.14',
  },
  cpp: {
    chain: ['environment', 'sharedFile', 'webIdentity'],
    regionVariables: EITHER_REGION,
    noCredentials: 'No credentials found by DefaultAWSCredentialsProviderChain',
    userAgent: 'aws-sdk-cpp/1.11.690 os/Linux lang/c++#C++17',
  },
  rust: {
    chain: ['environment', 'sharedFile', 'webIdentity'],
    regionVariables: EITHER_REGION,
    missingRegion:
      'dispatch failure: a region must be set when sending requests to S3',
    noCredentials:
      'the credential provider was not enabled: no providers in chain provided credentials',
    userAgent: 'aws-sdk-rust/1.3.10 os/linux lang/rust#1.91.1',
  },
  /** Signs by hand with the two variables, as many scripts do. It knows no other source. */
  none: {
    chain: ['environment'],
    regionVariables: EITHER_REGION,
    noCredentials: 'AWS_ACCESS_KEY_ID is not set',
    userAgent: 'curl/8.17.0',
  },
} satisfies Record<string, Sdk>;

export type SdkName = keyof typeof SDKS;

export function isSdkName(name: string): name is SdkName {
  return Object.hasOwn(SDKS, name);
}
