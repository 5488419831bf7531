import { SourceLanguage } from '../../types';
import { secondsOf } from '../durations';
import { Source } from '../source/Source';

/** Calls that take another role with the identity of the program. */
const CALLS: Partial<Record<SourceLanguage, RegExp>> = {
  python:
    /\bS3FileSystem\s*\((?=[^()]{0,300}\brole_arn\s*=\s*(?!None))|\.assume_role\s*\(|\bAssumeRoleCredentialFetcher\s*\(/g,
  node: /\bnew\s+AssumeRoleCommand\s*\(|\.assumeRole\s*\(|\bfromTemporaryCredentials\s*\(|\bgetDefaultRoleAssumer\s*\(|\bnew\s+(?:AWS\.)?(?:ChainableTemporaryCredentials|TemporaryCredentials)\s*\(/g,
  go: /\bstscreds\.New(?:AssumeRoleProvider|Credentials(?:WithClient)?)\s*\(|\.AssumeRole(?:WithContext)?\s*\(/g,
  java: /\bStsAssumeRoleCredentialsProvider\b(?:\.builder)?\s*\(|\bSTSAssumeRoleSessionCredentialsProvider(?:\.Builder)?\s*\(|\.assumeRole\s*[({]|\bStsAssumeRoleCredentialsProvider\s*[({]/g,
  dotnet: /\bnew\s+AssumeRoleRequest\b|\bnew\s+AssumeRoleAWSCredentials\s*\(/g,
  ruby: /\bAws::AssumeRoleCredentials\.new\b|\.assume_role\s*\(/g,
  php: /\bnew\s+\\?(?:Aws\\Credentials\\)?AssumeRoleCredentialProvider\s*\(|\bCredentialProvider::assumeRole\s*\(|->assumeRole\s*\(/g,
  rust: /\bAssumeRoleProvider::builder\s*\(|\.assume_role\s*\(\s*\)/g,
};
/** A session of a role that was taken by a role ends after an hour, whatever the role allows. */
const LONGEST_SECONDS = 3600;
const DURATION =
  /\b(?:DurationSeconds|durationSeconds|duration_seconds|Duration|session_length|SetDuration|withRoleSessionDurationSeconds)\b["']?\s*(?:=>|[:=(])\s*(?:aws\.Int(?:32|64)\()?/g;

/** The same in a script. */
const IN_SCRIPT =
  /\baws\b[^\n;|]{0,200}?\bsts\s+assume-role\s(?:[^\n\\]|\\\r?\n|\\.){0,600}?--duration-seconds[= \t]+["']?(\d+)/g;

/** Places of a script that take another role for more than an hour. */
export function tooLongInScript({ code }: Source): number[] {
  return [...code.matchAll(IN_SCRIPT)]
    .filter(([, seconds]) => Number(seconds) > LONGEST_SECONDS)
    .map(({ index }) => index!);
}

export interface AssumedRole {
  index: number;
  /** Whether it asks for a longer session than it can get. */
  isTooLong: boolean;
}

/** Places where the program takes another role. */
export function assumedRoles(
  source: Source,
  constants: ReadonlyMap<string, number>,
): AssumedRole[] {
  const { language, code } = source;
  const calls = language && CALLS[language];
  if (!calls) {
    return [];
  }
  return [...code.matchAll(calls)].map(found => {
    const index = found.index!;
    const open = code.slice(index, index + 160).search(/[({]/);
    const bracket = open < 0 ? undefined : source.bracketAt(index + open);
    const end = bracket
      ? Math.max(bracket.close, code.indexOf(';', bracket.close))
      : index;
    const text = code.slice(index, Math.min(end, index + 1200));
    const isTooLong = [...text.matchAll(DURATION)].some(
      each =>
        (secondsOf(text.slice(each.index! + each[0].length), constants) ?? 0) >
        LONGEST_SECONDS,
    );
    return { index, isTooLong };
  });
}
