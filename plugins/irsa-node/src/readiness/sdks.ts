import { SDK_RULES, SdkRule } from './sdkRules';
import { SourceLanguage } from './types';

/** The rule for a package, or undefined when it is not a client of AWS. */
export function sdkRule(
  language: SourceLanguage,
  packageName: string,
): SdkRule | undefined {
  return SDK_RULES.find(
    rule =>
      rule.language === language &&
      rule.packages.some(pattern => matches(pattern, packageName)),
  );
}

/** Case counts nowhere: NuGet and PyPI fold names, the others have none that differ in case only. */
export function matches(pattern: string, name: string): boolean {
  const [folded, wanted] = [name.toLowerCase(), pattern.toLowerCase()];
  return wanted.endsWith('*')
    ? folded.startsWith(wanted.slice(0, -1))
    : folded === wanted;
}

/** The rules of packages that are asked for the role in a piece of source. */
export function settledRules(content: string): SdkRule[] {
  return SDK_RULES.filter(({ settledBy }) => settledBy?.test(content));
}
