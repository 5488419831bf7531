import { ReadinessVerdict, SourceLanguage } from '../types';

/** A pattern in source, and what it means for leaving static keys. */
export interface CodeRule {
  rule: string;
  /** Languages it is looked for in; absent: all. */
  languages?: SourceLanguage[];
  /** Global. It may span lines; the place is where it ends. */
  pattern: RegExp;
  verdict: ReadinessVerdict;
  what: string;
  change: string;
  /** What it is when the keys are given only if they are there. */
  ifOptional?: Pick<CodeRule, 'verdict' | 'what' | 'change'>;
}

const OPTIONAL: CodeRule['ifOptional'] = {
  verdict: 'note',
  what: 'The client is given keys here only when they are set; without them the SDK looks for a role.',
  change:
    'Nothing has to change. Take the variables away together with the key.',
};

const EXPLICIT = {
  rule: 'explicit-keys',
  verdict: 'blocker' as const,
  what: 'The client is given its keys here, so the SDK does not look for a role.',
  change:
    'Leave the credentials out: the SDK then finds the role of the ServiceAccount by itself.',
  ifOptional: OPTIONAL,
};

const READS = {
  rule: 'reads-variables',
  verdict: 'blocker' as const,
  what: 'The program reads the key from its environment itself; without it, it gets nothing.',
  change:
    'Do not read these variables: build the client without credentials and let the SDK find them.',
};

const RESOLVED = {
  rule: 'reads-resolved-keys',
  verdict: 'change' as const,
  what: 'The program takes the keys out of the SDK. Those of a role are there only after the SDK has asked for them, end after an hour, and count only with their session token.',
  change:
    'Ask the SDK for credentials at each request, and pass their session token on, or let the SDK sign.',
};

const NAMES = 'AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|ACCESS_KEY|SECRET_KEY)';
/** Up to a closing bracket, with one level of brackets inside. */
const ARGUMENTS = '(?:[^()]|\\([^()]*\\)){0,400}?';

/** Patterns of credentials in source code. Data only, with one rule for each habit and language. */
export const CODE_RULES: readonly CodeRule[] = [
  {
    ...EXPLICIT,
    languages: ['python'],
    pattern: new RegExp(
      [
        '\\b(?:aws_access_key_id|aws_secret_access_key)\\s*=(?!=)',
        // pyarrow, s3fs, minio, obstore and others take keys by these names.
        `\\b(?:S3FileSystem|Minio|S3Store|S3Client|S3Hook|S3Storage|S3Fs|S3)\\s*\\(${ARGUMENTS}\\b(?:access_key|secret_key|access_key_id|key|secret)\\s*=(?!=)`,
        '\\bstorage_options\\s*=\\s*(?:dict\\()?\\{?[^{}]{0,300}?["\']?\\b(?:key|secret|aws_access_key_id|AWS_ACCESS_KEY_ID|access_key_id)\\b["\']?\\s*[:=](?!=)',
        `\\bfsspec\\.(?:filesystem|open|url_to_fs)\\s*\\(${ARGUMENTS}\\b(?:key|secret)\\s*=(?!=)`,
        '["\'](?:aws_access_key_id|AWS_ACCESS_KEY_ID|aws_secret_access_key|AWS_SECRET_ACCESS_KEY)["\']\\s*:',
        // django-storages
        '^AWS_(?:S3_)?(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\\s*=(?!=)(?!\\s*(?:None|["\']{2}))',
      ].join('|'),
      'gm',
    ),
  },
  {
    ...EXPLICIT,
    languages: ['node'],
    pattern:
      /\b(?:accessKeyId|secretAccessKey)['"]?\s*:(?!\s*(?:string|z\.|Joi\.))|\bcredentials\s*:\s*\{\s*accessKeyId\s*,|\bnew\s+(?:[\w.]*\.)?(?:AwsClient|S3mini|Minio\.Client)\s*\(\s*\{[^{}]{0,300}?\b(?:accessKeyId|accessKey|secretKey)\s*[:,]/g,
  },
  {
    ...EXPLICIT,
    languages: ['go'],
    pattern:
      /\bcredentials\.NewStatic\w*|\bcredentials\.StaticCredentialsProvider\b|\b(?:aws\.Credentials|credentials\.Value)\s*\{\s*AccessKeyID\s*:/g,
  },
  {
    ...EXPLICIT,
    languages: ['java'],
    pattern:
      /\bnew\s+Basic(?:AWS|Session)Credentials|\bAws(?:Basic|Session)Credentials\.(?:create|builder)|\bStaticCredentialsProvider(?:\.create\b|\s*[({])|\bnew\s+AWSStaticCredentialsProvider|\bMinioClient\.builder\(\)[^;]{0,300}?\.credentials\(|\bCredentialsProvider\.Static\b/g,
  },
  {
    ...EXPLICIT,
    languages: ['dotnet'],
    pattern:
      /\bnew\s+(?:Basic|Session)AWSCredentials\b|\.WithCredentials\(|\bnew\s+Amazon\w+Client\s*\(\s*\w*(?:[kK]ey|[iI]d)\w*\s*,/g,
  },
  {
    ...EXPLICIT,
    languages: ['ruby'],
    pattern:
      /\bAws::Credentials\.new\b|\b(?:aws_)?(?:access_key_id|secret_access_key):(?!:)|:(?:aws_)?(?:access_key_id|secret_access_key)\s*=>/g,
  },
  {
    ...EXPLICIT,
    languages: ['php'],
    pattern:
      /\bnew\s+\\?(?:Aws\\Credentials\\)?Credentials\s*\(|['"]credentials['"]\s*=>\s*\[|\bnew\s+\\?S3\s*\(\s*\$/g,
  },
  {
    ...EXPLICIT,
    languages: ['rust'],
    pattern:
      /\b(?:aws_credential_types::)?Credentials::(?:new|from_keys)\b|\.with_(?:access_key_id|secret_access_key)\b|\bStaticProvider::new/g,
  },
  {
    // Spark and Hadoop, from any language that sets them.
    ...EXPLICIT,
    pattern: /\bfs\.s3a?\.(?:access\.key|secret\.key|awsAccessKeyId)\b/g,
  },
  {
    ...READS,
    pattern: new RegExp(
      `(?:environ|getenv|process\\.env|ENV|Getenv|LookupEnv|System\\.getenv|GetEnvironmentVariable|env::var|env|config)\\s*(?:\\.get|\\.fetch|!)?\\s*[.([]+\\s*['"]?(?:\\w*[_.])?${NAMES}\\b`,
      'g',
    ),
  },
  {
    ...READS,
    languages: ['node'],
    pattern: new RegExp(
      `\\{[^{}]{0,200}\\b${NAMES}\\b[^{}]{0,200}\\}\\s*=\\s*process\\.env|\\b${NAMES}\\s*:\\s*(?:z\\.string|Joi\\.string|str|envalid\\.str)\\(\\)(?!\\s*\\.optional)`,
      'g',
    ),
  },
  {
    // A class of settings that refuses to start without them.
    ...READS,
    languages: ['python'],
    pattern: new RegExp(
      `^\\s+(?:\\w*_)?${NAMES}\\s*:\\s*(?:str|SecretStr)\\s*(?:$|=\\s*(?:Field\\(\\.\\.\\.|env))`,
      'gim',
    ),
  },
  {
    ...READS,
    languages: ['go'],
    pattern: new RegExp(
      `\\b(?:env|envconfig)(?:-required)?:"(?:\\w*_)?${NAMES}(?:,[^"]*)?"`,
      'g',
    ),
  },
  {
    ...READS,
    languages: ['java'],
    pattern:
      /@(?:Value|ConfigProperty)\s*\([^)]{0,80}(?:AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|aws[\w.-]*(?:access-?key|secret-?key)[\w-]*)(?!\w*:\})/gi,
  },
  {
    ...RESOLVED,
    languages: ['node'],
    pattern:
      /\bAWS\.config\.credentials\b(?!\s*=[^=>])|\bcredentials(?:\(\))?\)?[?!]?\.(?:accessKeyId|secretAccessKey)\b|\{[^{}=]{0,120}\b(?:accessKeyId|secretAccessKey)\b[^{}=]{0,120}\}\s*=\s*(?:await\s+)?[\w.]*[cC]redentials\b/g,
  },
  {
    ...RESOLVED,
    languages: ['python'],
    pattern:
      /\.get_frozen_credentials\s*\(|\.get_credentials\s*\(\s*\)\s*\.(?:access_key|secret_key)|\b(?:credentials|creds)\.(?:access_key|secret_key)\b/g,
  },
  {
    ...RESOLVED,
    languages: ['go'],
    pattern:
      /\.Credentials\.(?:Get|GetWithContext|Retrieve)\s*\(|\b(?:credentials|creds?|value)\.(?:AccessKeyID|SecretAccessKey)\b/g,
  },
  {
    ...RESOLVED,
    languages: ['java'],
    pattern:
      /\bgetAWS(?:AccessKeyId|SecretKey)\(\)|\b(?:resolveCredentials|getCredentials)\(\)[^;]{0,60}?\.(?:accessKeyId|secretAccessKey)\b/g,
  },
  {
    ...RESOLVED,
    languages: ['ruby'],
    pattern: /\bcredentials\.(?:access_key_id|secret_access_key)\b/g,
  },
  {
    ...RESOLVED,
    languages: ['php'],
    pattern: /->getCredentials\(\)|->get(?:AccessKeyId|SecretKey)\(\)/g,
  },
  {
    ...RESOLVED,
    languages: ['dotnet'],
    pattern:
      /\.GetCredentials(?:Async)?\(\)|\bFallbackCredentialsFactory\.GetCredentials\b/g,
  },
  {
    ...RESOLVED,
    languages: ['rust'],
    pattern:
      /\b(?:credentials|creds?)\.(?:access_key_id|secret_access_key)\(\)/g,
  },
  {
    rule: 'smtp',
    pattern: /\bemail-smtp\.[a-z0-9-]+\.amazonaws\.com/g,
    verdict: 'blocker',
    what: 'Mail goes out by SMTP of SES, which takes no temporary credentials.',
    change:
      'Send with the API of SES instead, or keep a key of its own for SMTP and migrate the rest.',
  },
  {
    rule: 'profile',
    pattern:
      /\bAWS_(?:DEFAULT_)?PROFILE\b|\bprofile_name\s*=|\bfromIni\s*\(|\bWithSharedConfigProfile\b|\bProfileCredentialsProvider\b|\bSharedCredentials(?:\.new)?\b/g,
    verdict: 'change',
    what: 'A named profile is asked for; SDKs then look into a file instead of taking the role.',
    change:
      'Ask for no profile where the program runs in the cluster, for example by an unset AWS_PROFILE.',
  },
  {
    rule: 'reads-credentials-file',
    pattern: /\.aws[/\\]+credentials\b|\bAWS_SHARED_CREDENTIALS_FILE\b/g,
    verdict: 'change',
    what: 'The program names a credentials file; the role comes without one.',
    change: 'Leave the file to the SDK, which does not need it with a role.',
  },
  {
    rule: 'signs-itself',
    pattern: /['"]AWS4-HMAC-SHA256\b|['"]AWS4['"]\s*\+/g,
    verdict: 'blocker',
    what: 'Requests are signed by hand, which leaves out the session token that a role needs.',
    change:
      'Sign with the SDK, or add the header x-amz-security-token and take the keys from its credential chain.',
  },
];

/** Of an order of credentials that the program builds itself. */
export const OWN_CHAIN = {
  rule: 'own-chain',
  verdict: 'blocker' as const,
  what: 'The program builds its own order of credentials, and none of them reads the token of the ServiceAccount; it would end at the role of the node, or at nothing.',
  change:
    'Use the default chain of the SDK, or put its provider for web identity first.',
};

/** Of a link that lives longer than a session of a role with the default settings. */
export const LONG_PRESIGN = {
  rule: 'long-presign',
  verdict: 'change' as const,
  what: 'A link may be meant to live longer than the session that signs it; it then ends with the session.',
  change:
    'Sign links for at most an hour, or make the longest session of the role as long as the links.',
};
