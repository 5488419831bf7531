import { SourceLanguage } from '../../readiness/types';

/** Calls and types of the SDKs of a language, by what stands before their bracket. */
export interface Callees {
  /** Names of the halves of a key and of its session token, as arguments, fields or entries. */
  keyNames: RegExp;
  /** What makes credentials of other credentials, or an option of them: it goes with them. */
  wraps: RegExp;
  /** A method of a builder that takes credentials: its call goes. */
  setter: RegExp;
  /** What looks for a role by itself when it gets no credentials. */
  client: RegExp;
  /** A field or argument that holds credentials. */
  holder: RegExp;
  /** Calls without effect that read a value, besides those that make credentials. */
  reads: RegExp;
}

const NEVER = /(?!)/;
const HOLDER = /^(?:(?:aws|s3)?_?credentials?(?:_?provider)?|creds)$/i;
const READS =
  /^(?:.*[.>:])?_?(?:getenv|get_?env\w*|env|environ|get|fetch|get_?or_?throw|get_?string|get_?property|get_?required\w*|lookup\w*|property|var|require_?env|config|from_?(?:encoded|json)|str|string|unwrap|expect|unwrap_or_default|to_?string|trim|strip|value|dig|valueOf|asString|required|GetSection|GetValue(?:<\w+>)?|GetEnvironmentVariable|Getenv|safequote|decrypt|checkNotNull|requireNotNull|error|lazy)$/i;

/** The languages whose edits are known. */
export const CALLEES: Partial<Record<SourceLanguage, Callees>> = {
  python: {
    keyNames:
      /^["']?(?:aws_(?:access_key_id|secret_access_key|session_token)|AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|(?:access_|secret_)?key(?:_id)?|secret(?:_access_key)?|access_key_id|(?:session_)?token|s3\.(?:access-key-id|secret-access-key|session-token))["']?$/,
    wraps: NEVER,
    setter: NEVER,
    client:
      /\b(?:boto3|aioboto3|aiobotocore|session|_session|sess|Session\(\)|get_session\(\))(?:\.session)?\.(?:client|resource|create_client|Session|setup_default_session)$|^(?:Session|S3FileSystem|AioSession)$|\bs3fs\.S3FileSystem$|\bfsspec\.(?:open|open_files|filesystem)$|\b(?:pd|pandas|dd|pl|polars)\.(?:read|scan)_\w+$|\bDeltaTable$|\bwrite_deltalake$|\bload_catalog$|\.to_(?:csv|parquet|json|pickle)$/,
    holder: /^["']?(?:storage_options|client_kwargs)["']?$/,
    reads: READS,
  },
  node: {
    keyNames:
      /^["']?(?:accessKeyId|secretAccessKey|sessionToken|awsAccessKeyId|awsSecretAccessKey)["']?$/,
    wraps: /\bnew\s+(?:AWS\.)?Credentials$/,
    setter: NEVER,
    client:
      /\bnew\s+(?!Minio|Mongo|Http|Ftp|Redis)(?:\w+Client|(?:AWS|aws|Aws)\.(?!Credentials|Config)\w+|S3|SQS|SNS|SES|SESV2|DynamoDB|Lambda|SSM|KMS|STS|SecretsManager|CloudWatch|CloudWatchLogs|EventBridge|Kinesis|Firehose|Athena|EC2|ECS|Route53)$|\bAWS\.config\.update$/,
    holder: HOLDER,
    reads: READS,
  },
  go: {
    keyNames: /^(?:AccessKeyID|SecretAccessKey|SessionToken)$/,
    wraps:
      /\b\w+\.(?:NewCredentialsCache|WithCredentialsProvider|NewCredentials)$/,
    setter: /\.WithCredentials$/,
    client:
      /\b\w+\.LoadDefaultConfig$|\bLoadOptions\)\s*error$|\baws\.(?:New)?Config$|\w\.Options$|\bsession\.(?:New|NewSession|Options)$/,
    holder: /^Credentials$/,
    reads: READS,
  },
  java: {
    keyNames: /^(?:accessKeyId|secretAccessKey|sessionToken)$/,
    wraps:
      /\bStaticCredentialsProvider(?:\.create)?$|\bAWSStaticCredentialsProvider$/,
    setter: /\.(?:credentialsProvider|withCredentials|setCredentials)$/,
    client: /\bnew\s+Amazon\w+(?:Client|S3)$/,
    holder: /^credentialsProvider$/,
    reads: READS,
  },
  dotnet: {
    keyNames: /^(?:awsAccessKeyId|awsSecretAccessKey|awsSessionToken)$/,
    wraps: NEVER,
    setter: NEVER,
    client:
      /\bnew\s+(?:[\w.]*\.)?Amazon\w+Client$|\bIAmazon\w+\s+\w+\s*=\s*new$/,
    holder: /^(?:Credentials|DefaultAWSCredentials)$/,
    reads: READS,
  },
  ruby: {
    keyNames: /^:?(?:access_key_id|secret_access_key|session_token)$/,
    wraps: NEVER,
    setter: NEVER,
    client:
      /\bAws::\w+(?:::\w+)*\.new$|\bAws\.config\.update$|\bShrine::Storage::S3\.new$/,
    holder: /^:?(?:credentials|s3_credentials)$/,
    reads: READS,
  },
  php: {
    keyNames:
      /^['"](?:key|secret|token|accessKeyId|accessKeySecret|secretAccessKey|sessionToken)['"]$/,
    wraps: /\bCredentialProvider::fromCredentials$/,
    setter: NEVER,
    client: /\bnew\s+\\?(?:(?:Async)?Aws\\[\w\\]+|\w+Client|Sdk|AwsSdk)$/,
    holder: /^['"]credentials['"]$/,
    reads: READS,
  },
  rust: {
    keyNames: NEVER,
    wraps: /\b(?:SharedCredentialsProvider::new|Some)$/,
    setter:
      /\.(?:credentials_provider|access_key_id|secret_access_key|session_token)$/,
    client: NEVER,
    holder: NEVER,
    reads: READS,
  },
};

/** Clients that need keys, or credentials, wherever they are named: nothing is taken from them. */
const NEEDS_KEYS =
  /\bAws::Sigv4::Signer\b|\bConfig::builder\(\)|\bconfig::Builder::new\(\)|\w\.New\(\s*\w+\.Options\{|\b(?:minio|s3mini|knox|aws4|aws4fetch|simples3|tinys3|duckdb|rusoto|rusty_s3|object_store|rust-s3|MinioClient|S3Auth|jclouds|hadoopConfiguration|http4k)\b|s3-lite-client|\bSignatureV4\b|\buse\s+s3::/i;

/** In version 2 for Go, only what LoadDefaultConfig gives has an order of credentials. */
const WITHOUT_ORDER = /\baws\.Config\{\s*\w+\s*:/;

/** Whether a file has a client that does not look for a role by itself. */
export function needsKeys(code: string): boolean {
  return (
    NEEDS_KEYS.test(code) ||
    (code.includes('github.com/aws/aws-sdk-go-v2') && WITHOUT_ORDER.test(code))
  );
}

/** What gives a client an address, or the way in which stores outside of AWS are asked. */
const ADDRESS =
  /(?:endpoint\w*|service_?url|force_?path_?style|path_?style\w*|addressing_style)["']?\s*(?:[:=(,]|=>)/gi;

/**
 * Whether a file gives an address to something that may be a client: the keys may then be for a store outside of AWS, unless the address
 * itself is one of AWS.
 */
export function hasOtherAddress(code: string, written: string): boolean {
  return [...code.matchAll(ADDRESS)].some(
    ({ index }) => !/^[^\n]*amazonaws\.com/.test(written.slice(index)),
  );
}
