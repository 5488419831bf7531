import { ReadinessVerdict, SourceLanguage } from '../types';

/** A pattern in one line of source, and what it means for leaving static keys. */
export interface CodeRule {
  rule: string;
  /** Languages it is looked for in; absent: all. */
  languages?: SourceLanguage[];
  pattern: RegExp;
  verdict: ReadinessVerdict;
  what: string;
  change: string;
}

const EXPLICIT = {
  rule: 'explicit-keys',
  verdict: 'blocker' as const,
  what: 'The client is given its keys here, so the SDK does not look for a role.',
  change:
    'Leave the credentials out: the SDK then finds the role of the ServiceAccount by itself.',
};

const READS = {
  rule: 'reads-variables',
  verdict: 'blocker' as const,
  what: 'The program reads the key from its environment itself; without it, it gets nothing.',
  change:
    'Do not read these variables: build the client without credentials and let the SDK find them.',
};

const NAMES = 'AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|ACCESS_KEY|SECRET_KEY)';

const SECONDS_OF_AN_HOUR = 3600;

/** Patterns of credentials in source code. Data only, with one rule for each habit and language. */
export const CODE_RULES: readonly CodeRule[] = [
  {
    ...EXPLICIT,
    languages: ['python'],
    pattern: /\b(?:aws_access_key_id|aws_secret_access_key)\s*=(?!=)/,
  },
  {
    ...EXPLICIT,
    languages: ['node'],
    pattern: /\b(?:accessKeyId|secretAccessKey)\s*:/,
  },
  {
    ...EXPLICIT,
    languages: ['go'],
    pattern:
      /\b(?:credentials\.NewStaticCredentials(?:Provider|FromCreds)?|credentials\.StaticCredentialsProvider|credentials\.NewStaticV4)\b/,
  },
  {
    ...EXPLICIT,
    languages: ['java'],
    pattern:
      /\b(?:new\s+Basic(?:AWS|Session)Credentials|Aws(?:Basic|Session)Credentials\.create|StaticCredentialsProvider\.create|new\s+AWSStaticCredentialsProvider)\b/,
  },
  {
    ...EXPLICIT,
    languages: ['dotnet'],
    pattern: /\bnew\s+(?:Basic|Session)AWSCredentials\b/,
  },
  {
    ...EXPLICIT,
    languages: ['ruby'],
    pattern:
      /\bAws::Credentials\.new\b|\b(?:access_key_id|secret_access_key):|:(?:aws_)?access_key_id\s*=>/,
  },
  {
    ...EXPLICIT,
    languages: ['php'],
    pattern:
      /\bnew\s+\\?(?:Aws\\Credentials\\)?Credentials\s*\(|['"]credentials['"]\s*=>\s*\[/,
  },
  {
    ...EXPLICIT,
    languages: ['rust'],
    pattern:
      /\b(?:aws_credential_types::)?Credentials::(?:new|from_keys)\b|\.with_(?:access_key_id|secret_access_key)\b|\bStaticProvider::new/,
  },
  {
    ...READS,
    pattern: new RegExp(
      `(?:environ|getenv|process\\.env|ENV|Getenv|LookupEnv|System\\.getenv|GetEnvironmentVariable|env::var|env|config)\\s*(?:\\.get|\\.fetch|!)?\\s*[.([]+\\s*['"]?(?:\\w*[_.])?${NAMES}\\b`,
    ),
  },
  {
    rule: 'long-presign',
    pattern:
      /(?:expires_?in|ExpiresIn|expiresIn|Expires|expires|expiration|signatureDuration|presign_?expires?)\w*['"]?\s*(?:[:=(,]|=>)\s*\(?\s*(?:time\.)?(?:Duration\.of(?:Days|Hours)\(\d+\)|(?:time\.)?Hour\s*\*\s*\d+|\d+\s*\*\s*(?:time\.)?Hour|\d+\.(?:days|hours)|\d{4,}|(?:\d+\s*\*\s*)+\d+)/,
    verdict: 'change',
    what: 'A link may be meant to live longer than the session that signs it; it then ends with the session.',
    change:
      'Sign links for at most an hour, or make the longest session of the role as long as the links.',
  },
  {
    rule: 'smtp',
    pattern: /\bemail-smtp\.[a-z0-9-]+\.amazonaws\.com/,
    verdict: 'blocker',
    what: 'Mail goes out by SMTP of SES, which takes no temporary credentials.',
    change:
      'Send with the API of SES instead, or keep a key of its own for SMTP and migrate the rest.',
  },
  {
    rule: 'profile',
    pattern:
      /\bAWS_(?:DEFAULT_)?PROFILE\b|\bprofile_name\s*=|\bfromIni\s*\(|\bWithSharedConfigProfile\b|\bProfileCredentialsProvider\b|\bSharedCredentials(?:\.new)?\b/,
    verdict: 'change',
    what: 'A named profile is asked for; SDKs then look into a file instead of taking the role.',
    change:
      'Ask for no profile where the program runs in the cluster, for example by an unset AWS_PROFILE.',
  },
  {
    rule: 'reads-credentials-file',
    pattern: /\.aws[/\\]+credentials\b|\bAWS_SHARED_CREDENTIALS_FILE\b/,
    verdict: 'change',
    what: 'The program names a credentials file; the role comes without one.',
    change: 'Leave the file to the SDK, which does not need it with a role.',
  },
  {
    rule: 'signs-itself',
    pattern: /['"]AWS4-HMAC-SHA256\b|['"]AWS4['"]\s*\+/,
    verdict: 'blocker',
    what: 'Requests are signed by hand, which leaves out the session token that a role needs.',
    change:
      'Sign with the SDK, or add the header x-amz-security-token and take the keys from its credential chain.',
  },
];

/** The longest life of a link with a default role: sessions last an hour unless the role allows more. */
export const SESSION_SECONDS = SECONDS_OF_AN_HOUR;
