import { SourceLanguage } from '../types';

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

/** The language of a file by its ending. */
export function languageOf(path: string): SourceLanguage | undefined {
  return LANGUAGES.find(([ending]) => ending.test(path))?.[1];
}
