import { compareVersions, validate } from 'compare-versions';
import { isOwnSource, scanCode } from './code/scanCode';
import { SharedConstants } from './code/sharedConstants';
import { sharedNames } from './packages/sharedNames';
import { packageFileOf, readDependencies } from './packages/readDependencies';
import { NeededModule, SdkRule } from './sdkRules';
import { matches, sdkRule, settledRules } from './sdks';
import { BOM, chosenVersions, ChosenUse, NamedSdk } from './sdkVersions';
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
 * `assessReadiness` file by file, for a caller that has other work between two files or stops before the end: `result` is
 * then that of the files that were read.
 */
export class ReadinessAssessment {
  private readonly shared: ReturnType<typeof sharedNames>;
  private readonly constants: SharedConstants;
  private readonly findings: ReadinessFinding[] = [];
  private readonly sdks: NamedSdk[] = [];
  /** Rules of SDKs of which the build leaves out what they need. */
  private readonly without = new Set<SdkRule>();
  private readonly names = new Map<SourceLanguage, Set<string>>();
  private readonly settled = new Set<SdkRule>();
  private filesRead = 0;

  /** @param all - every file of the service: versions may stand in another file than the packages */
  constructor(all: readonly RepositoryFile[]) {
    this.shared = sharedNames(all);
    this.constants = new SharedConstants(all);
  }

  read(file: RepositoryFile): void {
    if (!isReadinessFile(file.path)) {
      return;
    }
    this.filesRead += 1;
    const read = readDependencies(file, this.shared);
    if (read === 'broken') {
      this.findings.push(unreadable(file.path));
    } else if (read) {
      this.note(file.path, read);
    }
    if (isOwnSource(file.path)) {
      this.findings.push(...scanCode(file, this.constants));
      settledRules(file.content).forEach(rule => this.settled.add(rule));
    }
  }

  result(): Readiness {
    const chosen = chosenVersions(this.sdks);
    const findings = [...this.findings];
    const isMissing = modulesMissing(this.names);
    const bringsNone = (rule: SdkRule) => this.without.has(rule);
    for (const sdk of chosen) {
      const rule = sdkRule(sdk.language, sdk.packageName)!;
      if (!this.settled.has(rule)) {
        findings.push(...judge(sdk, rule, isMissing, bringsNone));
      } else if (isOlder(sdk.version, rule.settledSince)) {
        findings.push(tooOld(sdk, rule.settledSince!));
      }
    }
    return {
      verdict: verdictOf(findings, chosen, this.filesRead),
      findings: once(findings).sort(byPlace),
      sdks: chosen.map(({ isToldElsewhere: _, managed: __, ...sdk }) => sdk),
      filesRead: this.filesRead,
    };
  }

  private note(
    file: string,
    {
      language,
      locked,
      dependencies,
    }: Exclude<ReturnType<typeof readDependencies>, 'broken' | undefined>,
  ): void {
    const known = this.names.get(language) ?? new Set();
    this.names.set(language, known);
    for (const dependency of dependencies) {
      const { name, version, managed = false, without = [] } = dependency;
      const rule = sdkRule(language, name);
      const isLeftOut = without.some(
        each =>
          excludes(each, name) ||
          [
            ...(rule?.needs?.packages ?? []),
            ...(rule?.needs?.before?.packages ?? []),
          ].some(needed => excludes(each, needed)),
      );
      if (isLeftOut && rule) {
        this.without.add(rule);
      }
      if (!managed && !isLeftOut) {
        known.add(name);
      }
      if (rule) {
        this.sdks.push({
          packageName: name,
          language,
          version,
          locked: locked || dependency.pinned === true,
          managed,
          file,
          line: dependency.line,
        });
      }
    }
  }
}

/**
 * Finds places in the source of a service that would break, or must change, when it gets a role instead of a key. Pure.
 * Quotes nothing of the source.
 */
export function assessReadiness(files: Iterable<RepositoryFile>): Readiness {
  const all = [...files];
  const assessment = new ReadinessAssessment(all);
  all.forEach(file => assessment.read(file));
  return assessment.result();
}

/** Whether none of some packages is there. Each list is looked up once, for the packages may be many. */
function modulesMissing(
  names: ReadonlyMap<SourceLanguage, ReadonlySet<string>>,
): IsMissing {
  const known = new Map<readonly string[], boolean>();
  return (language, packages) => {
    let isMissing = known.get(packages);
    if (isMissing === undefined) {
      isMissing = ![...(names.get(language) ?? [])].some(name =>
        packages.some(each => matches(each, name)),
      );
      known.set(packages, isMissing);
    }
    return isMissing;
  };
}

type IsMissing = (
  language: SourceLanguage,
  packages: readonly string[],
) => boolean;

/** The packages of which a version of an SDK needs one. */
function neededBy(
  { packages, before }: NeededModule,
  version: string | undefined,
): readonly string[] {
  return before && isOlder(version, before.version)
    ? before.packages
    : packages;
}

function judge(
  sdk: ChosenUse,
  rule: SdkRule,
  isMissing: IsMissing,
  bringsNone: (rule: SdkRule) => boolean,
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
    found.push(tooOld(sdk, minimum));
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
  const bringsIt =
    needs?.until !== undefined &&
    !(version && isOlder(version, needs.until)) &&
    !bringsNone(rule);
  const needed = needs && neededBy(needs, version);
  if (
    needed &&
    !bringsIt &&
    !BOM.test(packageName) &&
    isMissing(language, needed)
  ) {
    found.push({
      ...base,
      rule: 'sts-module-missing',
      verdict: 'blocker',
      what: `${needed[0]} is not among the packages; ${needs.why}.`,
      change: `Add ${needed[0]}.`,
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

/** Whether what a build leaves out, `group:name` with `*` for any, is a package. */
function excludes(pattern: string, name: string): boolean {
  const [group, module] = pattern.split(':');
  const [ofGroup, ofModule] = name.split(':');
  return (
    (group === '*' || group === ofGroup) &&
    (module === '*' || module === ofModule) &&
    ofModule !== undefined
  );
}

function isOlder(
  version: string | undefined,
  minimum: string | undefined,
): boolean {
  return (
    version !== undefined &&
    minimum !== undefined &&
    validate(version) &&
    compareVersions(version, minimum) < 0
  );
}

function tooOld(
  { packageName, language, version, file, line }: SdkUse,
  minimum: string,
): ReadinessFinding {
  return {
    language,
    file,
    line,
    rule: 'sdk-too-old',
    verdict: 'blocker',
    what: `${packageName} ${version} is older than ${minimum}, the first that takes a ServiceAccount's token.`,
    change: `Raise ${packageName} to ${minimum} or later.`,
  };
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
