import { Source } from '../source/Source';

/**
 * Classes and objects of a program that are credentials of the SDK for Java themselves. Those with the token of a session are no static
 * key.
 */
const CREDENTIALS =
  /\bnew\s+A(?:ws|WS)Credentials\s*\(\s*\)\s*\{|\bobject\s*:\s*A(?:ws|WS)Credentials\s*\{|\bclass\s+\w+[^{};]{0,200}?(?:\bimplements\b|\)\s*:|\bextends\b)[^{};]{0,100}?\bA(?:ws|WS)Credentials\b[^{};]{0,100}\{/g;
/** The methods that give the halves, up to what they give. */
const HALF =
  /\b(?:accessKeyId|secretAccessKey|getAWSAccessKeyId|getAWSSecretKey)\s*\(\s*\)\s*(?::\s*\w+\??\s*)?(?:\{\s*(?:return\b)?|=)/g;

/** Places where a class of the program gives a half of a key to the SDK. */
export function ownClasses(source: Source): number[] {
  const { language, code } = source;
  if (language !== 'java') {
    return [];
  }
  return [...code.matchAll(CREDENTIALS)].flatMap(found => {
    const open = found.index! + found[0].length - 1;
    const bracket = source.bracketAt(open);
    const inside = bracket ? source.inside(bracket) : '';
    return /\b(?:getS|s)essionToken\b/.test(inside)
      ? []
      : [...inside.matchAll(HALF)].map(
          ({ index, 0: text }) => open + 1 + index! + text.length - 1,
        );
  });
}
