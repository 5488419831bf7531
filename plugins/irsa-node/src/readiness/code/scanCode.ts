import { ReadinessFinding, RepositoryFile, SourceLanguage } from '../types';
import { CODE_RULES, LONG_PRESIGN, OWN_CHAIN } from './codeRules';
import { longPresigns } from './longPresigns';
import { lineFinder, maskedCode } from './maskedCode';
import { areOptional } from './optionalKeys';
import { ownChains } from './ownChains';
import { isSettingsFile, SETTINGS_WITH_KEYS } from './settingsRules';

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

/** Laravel leaves `credentials` out when key or secret is empty (FilesystemManager::formatS3Config). */
const LARAVEL_CONFIG = /(^|\/)config\/\w+\.php$/;

const OPTIONAL_OF_LARAVEL = {
  verdict: 'note' as const,
  what: 'Laravel gives the key to the client only when both halves are set; without them the SDK looks for a role.',
  change:
    'Nothing has to change. Take the variables away together with the key.',
};

/** A pattern may begin lines before what it is about. */
const endOf = (found: RegExpMatchArray) =>
  found.index! + found[0].trimEnd().length - 1;

function languageOf(path: string): SourceLanguage | undefined {
  return LANGUAGES.find(([ending]) => ending.test(path))?.[1];
}

/** Whether a file is source of the service itself, or sets up a framework of it. */
export function isOwnSource(path: string): boolean {
  return (
    (languageOf(path) !== undefined || isSettingsFile(path)) &&
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
  if (!language && !isSettingsFile(path)) {
    return [];
  }
  const text = maskedCode(content, language);
  const lineAt = lineFinder(text);
  const at = (index: number) => ({ language, file: path, line: lineAt(index) });
  if (!language) {
    const [{ rule, verdict, what, change }] = CODE_RULES;
    return [...text.matchAll(SETTINGS_WITH_KEYS)].map(found => ({
      ...at(endOf(found)),
      ...{ rule, verdict, what, change },
    }));
  }
  const rules = CODE_RULES.filter(
    ({ languages }) => !languages || languages.includes(language),
  );
  const findings = rules.flatMap(
    ({ pattern, rule, verdict, what, change, ifOptional }) =>
      [...text.matchAll(pattern)].map(found => ({
        ...at(endOf(found)),
        rule,
        ...(ifOptional && areOptional(text, found.index!)
          ? ifOptional
          : { verdict, what, change }),
      })),
  );
  const chains = ownChains(text, language).map(index => ({
    ...at(index),
    ...OWN_CHAIN,
  }));
  const links = longPresigns(text).map(index => ({
    ...at(index),
    ...LONG_PRESIGN,
  }));
  return onePerLine([...findings, ...chains, ...links]).map(finding =>
    finding.rule === 'reads-variables' && LARAVEL_CONFIG.test(path)
      ? { ...finding, ...OPTIONAL_OF_LARAVEL }
      : finding,
  );
}

/** Two halves of a key on one line are one place; the worse verdict counts. */
function onePerLine(findings: ReadinessFinding[]): ReadinessFinding[] {
  const order = ['blocker', 'change', 'note'];
  const best = new Map<string, ReadinessFinding>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.line}`;
    const before = best.get(key);
    if (
      !before ||
      order.indexOf(finding.verdict) < order.indexOf(before.verdict)
    ) {
      best.set(key, finding);
    }
  }
  return [...best.values()];
}
