import { ReadinessFinding, RepositoryFile } from '../types';
import { constantsOf } from './durations';
import { languageOf } from './languages';
import { assumedRoles, tooLongInScript } from './rules/assumedRoles';
import { conditionOf } from './rules/conditions';
import { longPresigns, speaksOfTime } from './rules/longPresigns';
import { madeKeys } from './rules/madeKeys';
import {
  ASSUMES,
  ASSUMES_TOO_LONG,
  EVERYWHERE,
  EXPLICIT,
  IF_ANOTHER,
  IF_CHOSEN,
  IF_LARAVEL,
  IF_LOCAL,
  IF_OWN_STORE,
  IF_SET,
  LONG_PRESIGN,
  Meaning,
  Milder,
  NEEDS_USER,
  OWN_CHAIN,
  READS,
  RESOLVED,
} from './rules/meanings';
import { keysInAddresses, smtpInTexts } from './rules/keysInAddresses';
import { keysByOwnNames } from './rules/keysByOwnNames';
import { keysOfChildren } from './rules/keysOfChildren';
import { namedKeys } from './rules/namedKeys';
import { ownClasses } from './rules/ownClasses';
import { ownChains, ownChainsOfScript } from './rules/ownChains';
import { milderNone } from './rules/noneAllowed';
import { isDemanded } from './rules/onlyTold';
import { isOwnStore } from './rules/ownStore';
import { readVariables } from './rules/readVariables';
import { oldSignatures } from './rules/oldSignatures';
import { resolvedKeys } from './rules/resolvedKeys';
import { conditionOfScript } from './rules/conditionsOfScripts';
import { isScript, scriptPlaces } from './rules/scripts';
import { SettingPlace, settingPlaces } from './rules/settingsFiles';
import { isSettingsFile, setUpOfFile } from './rules/settingsPaths';
import { userSessions } from './rules/userSessions';
import { SharedConstants } from './sharedConstants';
import { Source } from './source/Source';
import { partsOfTests } from './source/partsOfTests';

/** Folders of tests and third-party code, which is not the code of this service. `com/example` is a package. */
const NOT_OURS =
  /(^|\/)(node_modules|vendor|third_party|dist|build|target|\.git|\.venv|venv|site-packages|__tests__|__mocks__|testdata|fixtures?|tests?|[\w.]+\.(?:Unit|Integration|Functional)?Tests|integrationTest|functionalTest|androidTest|testFixtures|__fixtures__|test[_-]?(?:utils?|helpers?|support|data)|spec|e2e|(?<!(?:com|org|net|io|dev)\/)examples?|docs?)\//i;
const TEST_FILE =
  /(\.(test|spec)\.\w+|_test\.(go|py|rb)|_spec\.rb|(^|\/)test_[^/]*\.py|(^|\/)conftest\.py|Tests?\.(java|kt|cs|php)|\.(?:stories|cy|mock|fixture)\.[jt]sx?|(^|\/)(?:jest|vitest|karma|cypress|playwright|mocha)[\w.-]*\.(?:[mc]?[jt]s)|(^|\/)(?:setup-?[tT]ests?|tests?-?[sS]etup)\.[jt]sx?)$/;

/** Without one of these words, no rule finds anything. */
const CONCERNS =
  /aws|s3|amazon|boto|rusoto|sqs|dynamo|kinesis|\.url\(|access[_-]?key|secret[_-]?key|credential|pre_?sign|signed_?url|temporaryUrl|email-smtp|minio|knox|node-ses|assume_?role|_token\b|SessionToken|FederationToken|storage_options|fsspec|signatureDuration|\.Expires\b|createTransport|\bses\+|urls?_expir|querystring_expire|cloudwatch|sigv4|iam_profile|security-credentials|redshift|goofys|geesefs/i;

/** Of Laravel itself; what other packages do with theirs is not known. */
const LARAVEL_CONFIG =
  /(^|\/)config\/(?:filesystems|queue|cache|services|mail|session|database|broadcasting|logging)\.php$/;
/** A secret of Haystack that is None without its variable. */
const LENIENT = /\bfrom_env_var\([^)]*\bstrict\s*=\s*False\b/;
/** A store of Django that is S3 only when there is a key. */
const STORE_UNDER_CONDITION = /^[ \t]+(?:DEFAULT_FILE_STORAGE|STORAGES)\s*=/m;

/** Whether a file is source of the service itself, or sets up a framework of it. */
export function isOwnSource(path: string): boolean {
  return (
    (languageOf(path) !== undefined ||
      isSettingsFile(path) ||
      isScript(path)) &&
    !NOT_OURS.test(path) &&
    !TEST_FILE.test(path)
  );
}

/**
 * Places in a source file that concern credentials. Comments, and text for people, are left out.
 *
 * @param shared - lengths of time of the other files
 */
export function scanCode(
  file: RepositoryFile,
  shared = new SharedConstants(),
): ReadinessFinding[] {
  const { path } = file;
  const language = languageOf(path);
  const isShell = isScript(path);
  if (
    (!language && !isShell && !isSettingsFile(path)) ||
    !CONCERNS.test(file.content)
  ) {
    return [];
  }
  const source = new Source(file, language);
  const found: ReadinessFinding[] = [];
  const say = (index: number, { rule, verdict, what, change }: Meaning) =>
    found.push({
      language,
      file: path,
      line: source.lineAt(index),
      rule,
      verdict,
      what,
      change,
    });
  for (const { pattern, ...meaning } of EVERYWHERE) {
    const isDone =
      meaning.rule === 'signs-itself' && /security-token/i.test(file.content);
    const matches = isDone ? [] : [...source.code.matchAll(pattern)];
    for (const match of matches.filter(
      each => !isTakenAway(source, each) && !isImport(source, each),
    )) {
      say(match.index! + match[0].trimEnd().length - 1, meaning);
    }
  }
  for (const index of smtpInTexts(source)) {
    say(index, EVERYWHERE.find(({ rule }) => rule === 'smtp')!);
  }
  if (isShell) {
    const { gives, needs, profiles, files, links } = scriptPlaces(source);
    const [profile, ofFile] = ['profile', 'reads-credentials-file'].map(
      name => EVERYWHERE.find(({ rule }) => rule === name)!,
    );
    const milderOf = { keys: IF_SET, other: IF_CHOSEN };
    gives.forEach(index => {
      const condition = conditionOfScript(source, index);
      say(index, { ...EXPLICIT, ...(condition && milderOf[condition]) });
    });
    needs.forEach(index => say(index, READS));
    profiles.forEach(index => say(index, profile));
    files.forEach(index => say(index, ofFile));
    links.forEach(index => say(index, LONG_PRESIGN));
    ownChainsOfScript(source).forEach(index => say(index, OWN_CHAIN));
    userSessions(source).forEach(index => say(index, NEEDS_USER));
    tooLongInScript(source).forEach(index => say(index, ASSUMES_TOO_LONG));
    return onePerLine(found);
  }
  if (!language) {
    const meanings = {
      'explicit-keys': EXPLICIT,
      'own-chain': OWN_CHAIN,
      'assumes-role': ASSUMES,
      profile: EVERYWHERE.find(({ rule }) => rule === 'profile')!,
    };
    for (const index of keysInAddresses(source)) {
      say(index, {
        ...EXPLICIT,
        ...milderSetting({ isOwnStore: false, setUp: setUpOfFile(path) }),
      });
    }
    for (const place of settingPlaces(source)) {
      say(place.index, { ...meanings[place.rule], ...milderSetting(place) });
    }
    return onePerLine(found);
  }
  for (const index of firstOfLines(source, [
    ...namedKeys(source),
    ...madeKeys(source),
    ...keysByOwnNames(source),
    ...ownClasses(source),
    ...keysOfChildren(source),
    ...keysInAddresses(source),
  ])) {
    say(index, { ...EXPLICIT, ...milder(source, index) });
  }
  const isOptional =
    areOptional(found) && !STORE_UNDER_CONDITION.test(source.code);
  for (const index of readVariables(source)) {
    say(index, { ...READS, ...milderReading(source, index, isOptional) });
  }
  for (const index of resolvedKeys(source)) {
    say(index, RESOLVED);
  }
  const signed = EVERYWHERE.find(({ rule }) => rule === 'signs-itself')!;
  for (const index of oldSignatures(source)) {
    say(index, signed);
  }
  for (const index of ownChains(source)) {
    say(index, OWN_CHAIN);
  }
  const constants = speaksOfTime(source)
    ? new Map([...shared.of(source), ...constantsOf(source.code)])
    : new Map<string, number>();
  for (const index of userSessions(source)) {
    say(index, NEEDS_USER);
  }
  for (const index of longPresigns(source, constants)) {
    say(index, LONG_PRESIGN);
  }
  for (const { index, isTooLong } of assumedRoles(source, constants)) {
    say(index, isTooLong ? ASSUMES_TOO_LONG : ASSUMES);
  }
  const tests = partsOfTests(source);
  return onePerLine(found).filter(
    ({ line }) => !tests.some(([from, to]) => line >= from && line <= to),
  );
}

/** A class that is only imported is not asked for anything yet. */
function isImport(source: Source, { index }: RegExpMatchArray): boolean {
  return (
    source.language === 'java' &&
    /^\s*import\s/.test(source.lineOf(index!).text)
  );
}

const TAKES_AWAY =
  /\b(?:un_?set_?env|unset|delete|del|remove|env_remove|remove_var|pop)\b[^;,]*$/i;

/** A variable that the program takes away is not asked for. */
function isTakenAway(source: Source, found: RegExpMatchArray): boolean {
  const { text, start } = source.lineOf(found.index!);
  return (
    found[0].startsWith('AWS_') &&
    TAKES_AWAY.test(text.slice(0, found.index! - start))
  );
}

function milderSetting({
  isOwnStore: isOwn,
  setUp,
}: Pick<SettingPlace, 'isOwnStore' | 'setUp'>): Milder | undefined {
  if (isOwn) {
    return IF_OWN_STORE;
  }
  if (setUp === 'local') {
    return IF_LOCAL;
  }
  return setUp && IF_ANOTHER;
}

/** The first place of each line: two halves of a key on one line are one place. */
function firstOfLines(source: Source, places: readonly number[]): number[] {
  const first = new Map<number, number>();
  for (const index of [...places].sort((one, other) => one - other)) {
    const line = source.lineAt(index);
    if (!first.has(line)) {
      first.set(line, index);
    }
  }
  return [...first.values()];
}

function milder(source: Source, index: number): Milder | undefined {
  const condition = conditionOf(source, index);
  if (condition === 'keys' || LENIENT.test(source.lineOf(index).text)) {
    return IF_SET;
  }
  if (isOwnStore(source, index)) {
    return IF_OWN_STORE;
  }
  if (condition === 'other') {
    return IF_CHOSEN;
  }
  return milderNone(source, index);
}

/** Whether all keys that a file gives are given only when they are set. */
function areOptional(found: readonly ReadinessFinding[]): boolean {
  const given = found.filter(({ rule }) => rule === EXPLICIT.rule);
  return (
    given.length > 0 &&
    given.every(
      ({ verdict, what }) => verdict === 'note' && what === IF_SET.what,
    )
  );
}

function milderReading(
  source: Source,
  index: number,
  isOptional: boolean,
): Milder | undefined {
  if (
    isOptional &&
    (!isDemanded(source, index) || conditionOf(source, index) === 'keys')
  ) {
    return IF_SET;
  }
  if (LARAVEL_CONFIG.test(source.path)) {
    return IF_LARAVEL;
  }
  return milderNone(source, index);
}

/** A rule says one thing of a line; the worse verdict counts. */
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
