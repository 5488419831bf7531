import { ReadinessVerdict } from '../../types';

/** What a place means for leaving static keys. */
export interface Meaning {
  rule: string;
  verdict: ReadinessVerdict;
  what: string;
  change: string;
}

/** The same place under a condition. */
export type Milder = Omit<Meaning, 'rule'>;

/** Of keys that are given only when there are any. */
export const IF_SET: Milder = {
  verdict: 'note',
  what: 'The client is given keys here only when they are set; without them the SDK looks for a role.',
  change:
    'Nothing has to change. Take the variables away together with the key.',
};

/** Of keys that are given under a condition that does not name them. */
export const IF_CHOSEN: Milder = {
  verdict: 'change',
  what: 'The client is given keys here under a condition of its own; otherwise the SDK looks for a role.',
  change:
    'See that the condition is not met where the program runs with the role, or leave the keys out.',
};

/** Of keys for a store whose address, outside of AWS, stands beside them. */
export const IF_OWN_STORE: Milder = {
  verdict: 'note',
  what: 'The keys that are given here are for a store outside of AWS, by the address beside them.',
  change: 'Nothing has to change, as long as the store is that one.',
};

/** Of a set-up that is not the one in the cluster, by its name. */
export const IF_LOCAL: Milder = {
  verdict: 'note',
  what: 'What is set here is for local runs or tests, by the name of the set-up.',
  change:
    'Nothing has to change, as long as the program in the cluster runs with another set-up.',
};

/** Of a set-up that may be the one in the cluster. */
export const IF_ANOTHER: Milder = {
  verdict: 'change',
  what: 'What is set here counts in one set-up only, by its name, and stands in the way of the role there.',
  change:
    'See that the program in the cluster runs with another set-up, or leave it out.',
};

/** Of boto3, which looks for a role when a half is None. */
export const IF_NONE: Milder = {
  verdict: 'change',
  what: 'The variables are handed on to boto3, which looks for a role when they are not set.',
  change:
    'Leave the two arguments out, so that half a key cannot be in the way of the role.',
};

/** Of version 2 of the SDK for JavaScript, which takes its two fields only when both are there (Config.extractCredentials). */
export const IF_BOTH: Milder = {
  verdict: 'change',
  what: 'The variables are handed on to the SDK, which looks for a role when they are not set.',
  change:
    'Leave the two fields out, so that half a key cannot be in the way of the role.',
};

/** Of Laravel, which leaves `credentials` out when key or secret is empty (FilesystemManager::formatS3Config). */
export const IF_LARAVEL: Milder = {
  verdict: 'note',
  what: 'Laravel gives the key to the client only when both halves are set; without them the SDK looks for a role.',
  change:
    'Nothing has to change. Take the variables away together with the key.',
};

export const EXPLICIT: Meaning = {
  rule: 'explicit-keys',
  verdict: 'blocker',
  what: 'The client is given its keys here, so the SDK does not look for a role.',
  change:
    'Leave the credentials out: the SDK then finds the role of the ServiceAccount by itself.',
};

export const READS: Meaning = {
  rule: 'reads-variables',
  verdict: 'blocker',
  what: 'The program reads the key from its environment itself; without it, it gets nothing.',
  change:
    'Do not read these variables: build the client without credentials and let the SDK find them.',
};

export const RESOLVED: Meaning = {
  rule: 'reads-resolved-keys',
  verdict: 'change',
  what: 'The program takes the keys out of the SDK. Those of a role are there only after the SDK has asked for them, end after an hour, and count only with their session token.',
  change:
    'Ask the SDK for credentials at each request, and pass their session token on, or let the SDK sign.',
};

/** Of a program that takes another role. */
export const ASSUMES: Meaning = {
  rule: 'assumes-role',
  verdict: 'change',
  what: 'The program takes another role from here. The trust policy of that role names who may take it, and a session that a role takes ends after an hour.',
  change:
    'Let the trust policy of the other role name the new role of this workload, before the key goes.',
};

export const ASSUMES_TOO_LONG: Meaning = {
  ...ASSUMES,
  verdict: 'blocker',
  what: 'The program takes another role for more than an hour. STS refuses that to a role: only a user may.',
  change:
    'Ask for 3600 seconds or less and take the role anew, and let the trust policy of the other role name the new role of this workload.',
};

/** Of a session that only a user with a key of his own can get. */
export const NEEDS_USER: Meaning = {
  rule: 'needs-user',
  verdict: 'blocker',
  what: 'The program asks STS for a session of a user. STS refuses that to a role.',
  change:
    'Use the credentials of the role as they are: they are a session already. Take another role where fewer rights are wanted.',
};

/** Patterns that mean the same in every language. The place is where one ends. */
export const EVERYWHERE: readonly (Meaning & { pattern: RegExp })[] = [
  {
    rule: 'smtp',
    pattern:
      /\bemail-smtp(?:-fips)?\.(?=[\w${#% ]|["'])|\bses\+smtp:\/\/|\bcreateTransport\s*\([^)]{0,200}?\bservice\s*:\s*['"]SES\b/g,
    verdict: 'blocker',
    what: 'Mail goes out by SMTP of SES, which takes no temporary credentials.',
    change:
      'Send with the API of SES instead, or keep a key of its own for SMTP and migrate the rest.',
  },
  {
    rule: 'profile',
    pattern:
      /\bAWS_(?:DEFAULT_)?PROFILE\b(?!=[ \t]*(?:\n|$))|\b(?:credentials_)?profile_name\s*=(?!\s*None)|\.profile(?:_n|N)ame\s*\(\s*"|\bfromIni\s*\(|\bAWSProfileName\s*=(?!=)|\bCredentialsProvider\.Profile\b|\bWithSharedConfigProfile\b|\bProfileCredentialsProvider\b|\bSharedCredentials(?:\.new)?\b|\bSharedIniFileCredentials\b|\bCredentialProfileStoreChain\b|\bSharedCredentialsFile\s*\(|\bProfile:\s*"\w|\bCredentialProvider::ini\b|\bAws::\w+::\w+\.new\([^)]{0,200}\bprofile:|['"]profile['"]\s*=>\s*['"]\w|\bredshift_connector\.connect\([^)]{0,300}?\bprofile\s*=(?!\s*None)|\bnew\s+(?:aws\.Provider|AwsProvider)\s*\([^)]{0,200}?\bprofile\s*:/g,
    verdict: 'change',
    what: 'A named profile is asked for; SDKs then look into a file instead of taking the role.',
    change:
      'Ask for no profile where the program runs in the cluster, for example by an unset AWS_PROFILE.',
  },
  {
    rule: 'reads-credentials-file',
    pattern:
      /\.aws[/\\]+credentials\b|\bAWS_SHARED_CREDENTIALS_FILE\b|\bWithSharedCredentialsFiles\b|\bconfig\.loadFromPath\s*\(/g,
    verdict: 'change',
    what: 'The program names a credentials file; the role comes without one.',
    change: 'Leave the file to the SDK, which does not need it with a role.',
  },
  {
    rule: 'signs-itself',
    pattern: /['"`]AWS4-HMAC-SHA256\b|['"]AWS4['"]\s*[+.]/g,
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
