import { ReadinessFinding, RepositoryFile, SourceLanguage } from '../types';
import { CODE_RULES, SESSION_SECONDS } from './codeRules';
import { presignSeconds } from './presignExpiry';

const LANGUAGES: [RegExp, SourceLanguage][] = [
  [/\.py$/, 'python'],
  [/\.(m?[jt]sx?|cjs|cts|mts)$/, 'node'],
  [/\.go$/, 'go'],
  [/\.(java|kt|kts|scala|groovy)$/, 'java'],
  [/\.(cs|fs|vb)$/, 'dotnet'],
  [/\.(rb|rake)$/, 'ruby'],
  [/\.php$/, 'php'],
  [/\.rs$/, 'rust'],
];

/** Folders of tests and third-party code, which is not the code of this service. */
const NOT_OURS =
  /(^|\/)(node_modules|vendor|third_party|dist|build|target|\.git|\.venv|venv|site-packages|__tests__|__mocks__|testdata|fixtures?|tests?|spec|e2e|examples?|docs?)\//i;
const TEST_FILE =
  /(\.(test|spec)\.\w+|_test\.(go|py|rb)|(^|\/)test_[^/]*\.py|Tests?\.(java|kt|cs))$/;

/** The longest line that is read. Longer ones are bundles and data. */
const LONGEST_LINE = 2000;

function languageOf(path: string): SourceLanguage | undefined {
  return LANGUAGES.find(([ending]) => ending.test(path))?.[1];
}

/** Whether a file is source of the service itself. */
export function isOwnSource(path: string): boolean {
  return (
    languageOf(path) !== undefined &&
    !NOT_OURS.test(path) &&
    !TEST_FILE.test(path)
  );
}

/** Places in a source file that concern credentials. Comment lines are left out. */
export function scanCode({
  path,
  content,
}: RepositoryFile): ReadinessFinding[] {
  const language = languageOf(path);
  if (!language) {
    return [];
  }
  const rules = CODE_RULES.filter(
    ({ languages }) => !languages || languages.includes(language),
  );
  const comment =
    language === 'python' || language === 'ruby'
      ? /^\s*#/
      : /^\s*(\/\/|\*|\/\*)/;
  return content.split('\n').flatMap((text, index) => {
    if (text.length > LONGEST_LINE || comment.test(text)) {
      return [];
    }
    return rules.flatMap(({ rule, pattern, verdict, what, change }) => {
      if (!pattern.test(text)) {
        return [];
      }
      if (rule === 'long-presign' && !isLong(text)) {
        return [];
      }
      return [
        { rule, language, file: path, line: index + 1, verdict, what, change },
      ];
    });
  });
}

function isLong(text: string): boolean {
  return (presignSeconds(text) ?? 0) > SESSION_SECONDS;
}
