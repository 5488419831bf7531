import { SourceLanguage } from '../../types';
import { Source } from '../source/Source';

interface Habit {
  /** A call that takes keys out of the SDK by itself. */
  taking?: RegExp;
  /** A variable that holds credentials of the SDK, in the first group. */
  held: RegExp;
  /** What takes a half out of it. */
  half: string;
}

const HABITS: Partial<Record<SourceLanguage, Habit>> = {
  python: {
    taking:
      /\.get_frozen_credentials\s*\(|\.get_credentials\s*\(\s*\)\s*\.(?:access_key|secret_key|token)/g,
    held: /\b(\w+)\s*=\s*(?:await\s+)?[^\n=]*\.get(?:_frozen)?_credentials\s*\(/g,
    half: '\\.(?:access_key|secret_key)\\b',
  },
  node: {
    taking:
      /\bAWS\.config\.credentials\b(?!\s*=[^=>])(?:[?!]?\.(?:accessKeyId|secretAccessKey))?|\bcredentials(?:\(\))?\)?[?!]?\.(?:accessKeyId|secretAccessKey)\b|\{[^{}=]{0,120}\b(?:accessKeyId|secretAccessKey)\b[^{}=]{0,120}\}\s*=\s*(?:await\s+)?[\w.]*[cC]redentials\b/g,
    held: /\b(\w+)\s*=\s*(?:await\s+)?(?:[\w.]+\.config\.credentials\b|[\w.]*(?:fromNodeProviderChain|defaultProvider|credentialProvider|credentialsProvider)\([^)\n]*\)\()/g,
    half: '[?!]?\\.(?:accessKeyId|secretAccessKey)\\b',
  },
  go: {
    taking: /\.Credentials\.(?:Get|GetWithContext|Retrieve)\s*\(/g,
    held: /\b(\w+)(?:\s*,\s*\w+)?\s*:?=\s*[^\n=]*\.(?:Retrieve|Get|GetWithContext)\s*\(/g,
    half: '\\.(?:AccessKeyID|SecretAccessKey)\\b',
  },
  java: {
    taking:
      /\bgetAWS(?:AccessKeyId|SecretKey)\(\)(?!\s*[{:])|\b(?:resolveCredentials|getCredentials|resolve)\(\)[^;{]{0,60}?\.(?:accessKeyId|secretAccessKey)\b/g,
    held: /\b(\w+)\s*=\s*[^;\n=]*\b(?:resolveCredentials|resolve|getCredentials)\s*\(|\bA(?:ws|WS)(?:Session)?Credentials\s+(\w+)\s*[,)]/g,
    half: '\\.(?:accessKeyId|secretAccessKey)\\b',
  },
  dotnet: {
    taking: /(?<!FallbackCredentialsFactory)\.GetCredentials(?:Async)?\(\)/g,
    held: /\b(\w+)\s*=\s*(?:await\s+)?[\w.()]*\.GetCredentials(?:Async)?\(/g,
    half: '\\.(?:AccessKey|SecretKey)\\b',
  },
  ruby: {
    taking: /\bcredentials\]?\.(?:access_key_id|secret_access_key)\b/g,
    held: /\b(\w+)\s*=\s*[^\n=]*\bcredentials(?:\.credentials)?\s*$/gm,
    half: '\\.(?:access_key_id|secret_access_key)\\b',
  },
  php: {
    taking:
      /->getCredentials\(\)|(?<!\$(?:this(?:->\w+)?|\w*(?:[hH]elper|[cC]onfig|[sS]ettings|[oO]ptions|[mM]odel)))->get(?:AccessKeyId|SecretKey)\(\)/g,
    held: /(?!)()/g,
    half: '',
  },
  rust: {
    held: /\blet\s+(?:mut\s+)?(\w+)\s*=[^;]*\bprovide_credentials\(\)/g,
    half: '\\.(?:access_key_id|secret_access_key)\\(\\)',
  },
};
/** Names that say what they hold, where the file does not show where it comes from. */
const BY_NAME: Partial<Record<SourceLanguage, string>> = {
  python: 'credentials|creds|frozen',
  go: 'credentials|creds?|value',
  java: 'credentials|creds',
  dotnet: 'immutableCredentials',
  rust: 'credentials|creds?',
};
/** Credentials of others have halves of the same names. */
const GOOGLE_OR_AZURE = /\bfrom (?:google|azure)\b/;

/** `const credentials = await provider()`, where the provider is one of the SDK. */
const PROVIDERS =
  /\b(\w+)\s*=\s*(?:fromNodeProviderChain|defaultProvider|fromTokenFile|createCredentialChain)\s*\(/g;

/** `const held = await defaultProvider()();` */
const ONCE =
  /\b(\w+)\s*=\s*await\s+(?:fromNodeProviderChain|defaultProvider|fromTokenFile)\([^()]*\)\(\)/g;

/** Places where a client is given what a provider gave once, and is not asked again. */
function givenOnce({ language, code }: Source): RegExpMatchArray[] {
  if (language !== 'node') {
    return [];
  }
  return [...code.matchAll(ONCE)].flatMap(([, name]) => [
    ...code.matchAll(
      new RegExp(
        `\\bnew\\s+(?:\\w+Client|SignatureV4|\\w*Signer)\\([^()]{0,300}?(?:\\bcredentials\\s*:\\s*${name}(?=\\s*[,}])${
          name === 'credentials' ? '|[{,]\\s*credentials(?=\\s*[,}])' : ''
        })|\\bgetCredentials\\s*:\\s*(?:async\\s*)?\\(\\)\\s*=>\\s*(?:Promise\\.resolve\\(\\s*)?${name}\\b(?!\\()`,
        'g',
      ),
    ),
  ]);
}

function heldOfProviders({ language, code }: Source): string[] {
  return language === 'node'
    ? [...code.matchAll(PROVIDERS)].flatMap(([, provider]) =>
        [
          ...code.matchAll(
            new RegExp(`\\b(\\w+)\\s*=\\s*await\\s+${provider}\\(`, 'g'),
          ),
        ].map(([, name]) => name),
      )
    : [];
}

/** Places where a program takes the halves of a key out of the SDK. */
export function resolvedKeys(source: Source): number[] {
  const { language, code } = source;
  const habit = language && HABITS[language];
  if (!habit || (GOOGLE_OR_AZURE.test(code) && !/\bboto|aws/i.test(code))) {
    return [];
  }
  const names = new Set(
    [...code.matchAll(habit.held)]
      .filter(
        ([text]) =>
          language !== 'php' && !/\bstscreds|assume_role|AssumeRole/.test(text),
      )
      .map(([, name, parameter]) => name ?? parameter),
  );
  BY_NAME[language]?.split('|').forEach(name => names.add(name));
  heldOfProviders(source).forEach(name => names.add(name));
  const held = [...names].filter(name => /^\w{1,60}\??$/.test(name));
  const half =
    held.length > 0 && habit.half !== ''
      ? new RegExp(`(?<![.\\w])(?:${held.join('|')})${habit.half}`, 'g')
      : undefined;
  return [
    ...(habit.taking ? code.matchAll(habit.taking) : []),
    ...(half ? code.matchAll(half) : []),
    ...givenOnce(source),
  ]
    .map(found => found.index! + found[0].length - 1)
    .filter(index => !source.isText(index));
}
