import { SourceLanguage } from '../../types';
import { Source } from '../source/Source';

/** `GetSessionToken` and `GetFederationToken` in the words of the SDKs. */
const CALLS: Partial<Record<SourceLanguage, RegExp>> = {
  python: /\.get_(?:session|federation)_token\s*\(/g,
  node: /\bnew\s+Get(?:Session|Federation)TokenCommand\s*\(|\.get(?:Session|Federation)Token\s*\(\s*\{/g,
  go: /\.Get(?:Session|Federation)Token(?:WithContext)?\s*\(/g,
  java: /\b(?:GetSessionTokenRequest|GetFederationTokenRequest)\.builder\b|\bnew\s+Get(?:Session|Federation)TokenRequest\s*\(|\bStsGet(?:Session|Federation)TokenCredentialsProvider\.builder\b|\bnew\s+STSSessionCredentialsProvider\b|\.get(?:Session|Federation)Token\s*\{/g,
  dotnet:
    /\bnew\s+Get(?:Session|Federation)TokenRequest\b|\.GetSessionTokenAsync\s*\(\s*\)/g,
  ruby: /\.get_(?:session|federation)_token\b(?=\s*[({]|\s*$)/gm,
  php: /->get(?:Session|Federation)Token\s*\(/g,
  rust: /\.get_(?:session|federation)_token\s*\(\s*\)/g,
};
const IN_SCRIPT =
  /\baws\s+(?:--\S+\s+\S+\s+)*sts\s+get-(?:session|federation)-token\b/g;
/** Sessions of people have tokens too. */
const OF_STS = /\bsts\b|_sts\b|\bsts_|Sts[A-Z]|\bSTS|SecurityToken/;

/** Places where a program asks for a session that STS gives only to a user. */
export function userSessions(source: Source): number[] {
  const { language, code } = source;
  const pattern = language ? CALLS[language] : IN_SCRIPT;
  const clients = new Map<string, boolean>();
  return pattern && (!language || OF_STS.test(code))
    ? [...code.matchAll(pattern)]
        .filter(
          found =>
            !/^(?:\.|->)/.test(found[0]) ||
            isOfSts(source, found.index!, clients),
        )
        .map(({ index, 0: text }) => index! + text.length - 1)
    : [];
}

/** Whether a method is one of a client of STS, by the line or by what its client is made of. Each client is looked up once. */
function isOfSts(
  source: Source,
  index: number,
  clients: Map<string, boolean>,
): boolean {
  const { code } = source;
  const { text, start } = source.lineOf(index);
  const client = /(\w+)\s*$/.exec(text.slice(0, index - start))?.[1];
  if (/sts/i.test(text) || client === undefined) {
    return /sts/i.test(text);
  }
  const known =
    clients.get(client) ??
    new RegExp(`\\b${client}\\s*:?=[^\\n]*sts`, 'i').test(code);
  clients.set(client, known);
  return known;
}
