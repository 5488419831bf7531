import { compareVersions, validate } from 'compare-versions';
import { isOwnSource, scanCode } from './code/scanCode';
import { sharedVariables } from './packages/sharedVariables';
import { packageFileOf, readDependencies } from './packages/readDependencies';
import { SdkRule } from './sdkRules';
import { matches, sdkRule, settledRules } from './sdks';
import { BOM, chosenVersions, ChosenUse } from './sdkVersions';
import {
  Readiness,
  ReadinessFinding,
  RepositoryFile,
  SdkUse,
  SourceLanguage,
} from './types';

/** Whether `assessReadiness` can use a file of a repository. */
export function isReadinessFile(path: string): boolean {
  return (
    isOwnSource(path) ||
    (packageFileOf(path) !== undefined && !/(^|\/)node_modules\//.test(path))
  );
}

/**
 * Finds places in the source of a service that would break, or must change, when it gets a role instead of a key. Pure.
 * Quotes nothing of the source.
 */
export function assessReadiness(files: Iterable<RepositoryFile>): Readiness {
  const all = [...files];
  const shared = sharedVariables(all);
  const findings: ReadinessFinding[] = [];
  const sdks: SdkUse[] = [];
  const names = new Map<SourceLanguage, Set<string>>();
  const settled = new Set<SdkRule>();
  let filesRead = 0;

  for (const file of all) {
    if (!isReadinessFile(file.path)) {
      continue;
    }
    filesRead += 1;
    const read = readDependencies(file, shared);
    if (read === 'broken') {
      findings.push(unreadable(file.path));
    } else if (read) {
      const { language, locked, dependencies } = read;
      const known = names.get(language) ?? new Set();
      names.set(language, known);
      for (const { name, version, line } of dependencies) {
        known.add(name);
        if (!sdkRule(language, name)) {
          continue;
        }
        sdks.push({
          packageName: name,
          language,
          version,
          locked,
          file: file.path,
          line,
        });
      }
    }
    if (isOwnSource(file.path)) {
      findings.push(...scanCode(file));
      settledRules(file.content).forEach(rule => settled.add(rule));
    }
  }

  const chosen = chosenVersions(sdks);
  for (const sdk of chosen) {
    const rule = sdkRule(sdk.language, sdk.packageName)!;
    if (!settled.has(rule)) {
      findings.push(...judge(sdk, rule, names));
    }
  }
  return {
    verdict: verdictOf(findings, chosen, filesRead),
    findings: once(findings).sort(byPlace),
    sdks: chosen.map(({ isToldElsewhere: _, ...sdk }) => sdk),
    filesRead,
  };
}

function judge(
  sdk: ChosenUse,
  rule: SdkRule,
  names: Map<SourceLanguage, Set<string>>,
): ReadinessFinding[] {
  const { packageName, language, version, file, line, isToldElsewhere } = sdk;
  const base = { language, file, line };
  const { minimum, needs, note } = rule;
  if (minimum === 'never') {
    return [
      {
        ...base,
        rule: 'sdk-never',
        verdict: 'blocker',
        what: `${packageName} cannot use a ServiceAccount's token.`,
        change: 'Move to the current SDK of the language.',
      },
    ];
  }
  if (minimum === 'own') {
    return [
      {
        ...base,
        rule: 'sdk-own-chain',
        verdict: 'change',
        what: `${packageName} finds credentials in a way of its own.`,
        change: note!,
      },
    ];
  }
  const found: ReadinessFinding[] = [];
  if (
    minimum !== 'any' &&
    version &&
    !isToldElsewhere &&
    isOlder(version, minimum)
  ) {
    found.push({
      ...base,
      rule: 'sdk-too-old',
      verdict: 'blocker',
      what: `${packageName} ${version} is older than ${minimum}, the first that takes a ServiceAccount's token.`,
      change: `Raise ${packageName} to ${minimum} or later.`,
    });
  }
  if (minimum !== 'any' && !version) {
    found.push({
      ...base,
      rule: 'sdk-version-unknown',
      verdict: 'note',
      what: `The version of ${packageName} is not told here; it has to be ${minimum} or later.`,
      change: 'Commit a lock file, or look at what is installed in the image.',
    });
  }
  const there = [...(names.get(language) ?? [])];
  if (
    needs &&
    !BOM.test(packageName) &&
    !there.some(name => needs.packages.some(each => matches(each, name)))
  ) {
    found.push({
      ...base,
      rule: 'sts-module-missing',
      verdict: 'blocker',
      what: `${needs.packages[0]} is not among the packages; ${needs.why}.`,
      change: `Add ${needs.packages[0]}.`,
    });
  }
  if (note) {
    found.push({
      ...base,
      rule: 'sdk-order',
      verdict: 'note',
      what: note,
      change: 'Remove the old key with its file and variables in one step.',
    });
  }
  return found;
}

function isOlder(version: string, minimum: string): boolean {
  return validate(version) && compareVersions(version, minimum) < 0;
}

function unreadable(file: string): ReadinessFinding {
  return {
    rule: 'unreadable',
    file,
    line: 1,
    verdict: 'note',
    what: 'The file has the name of a list of packages but is not one.',
    change: 'Look at the versions by hand.',
  };
}

function verdictOf(
  findings: ReadinessFinding[],
  sdks: SdkUse[],
  filesRead: number,
): Readiness['verdict'] {
  const has = (verdict: ReadinessFinding['verdict']) =>
    findings.some(finding => finding.verdict === verdict);
  if (has('blocker')) {
    return 'blocked';
  }
  if (has('change')) {
    return 'changes';
  }
  return filesRead === 0 || sdks.length === 0 ? 'unknown' : 'ready';
}

/** Several packages of one SDK may say the same of the same place. */
function once(findings: ReadinessFinding[]): ReadinessFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, file, line, what }) => {
    // Reported once for an SDK with many packages.
    const key =
      rule === 'sts-module-missing' || rule === 'sdk-order'
        ? `${rule} ${what}`
        : `${rule} ${file} ${line} ${what}`;
    return !seen.has(key) && seen.add(key);
  });
}

function byPlace(a: ReadinessFinding, b: ReadinessFinding): number {
  if (a.file === b.file) {
    return a.line - b.line;
  }
  return a.file < b.file ? -1 : 1;
}
