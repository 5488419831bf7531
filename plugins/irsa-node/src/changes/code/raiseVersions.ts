import { compareVersions, validate } from 'compare-versions';
import { assessReadiness } from '../../readiness/assessReadiness';
import {
  packageFileOf,
  readDependencies,
} from '../../readiness/packages/readDependencies';
import {
  sharedNames,
  tellsVersions,
} from '../../readiness/packages/sharedNames';
import { sdkRule, settledRules } from '../../readiness/sdks';
import {
  ReadinessFinding,
  RepositoryFile,
  SourceLanguage,
} from '../../readiness/types';
import { renewal } from './renewal';
import { CodePatch } from './types';

/** Packages that get another number than the first version of the SDK with the token. */
const RAISE_TO: [RegExp, string][] = [
  // Packages of one service had numbers of their own before 3.7.0, which all of them have.
  [/^AWSSDK\./i, '3.7.0'],
  // The one that boto3 1.9.220 needs.
  [/^botocore$/, '1.12.220'],
];
/** Lines after the name of a package in which its version may stand. */
const REACH = 6;
const NOT_RAISED =
  'Where the version is told could not be read with certainty: raise it by hand.';

const isManifest = (path: string) =>
  /(?:^|\/)go\.(?:mod|work)$/.test(path) || !packageFileOf(path)?.locked;
const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** Raises the versions of SDKs that are too old for a role, where manifests tell them. Adds to the patch. */
export function raiseVersions(
  files: readonly RepositoryFile[],
  findings: readonly ReadinessFinding[],
  patch: CodePatch,
): void {
  let packages = files.filter(
    ({ path }) => packageFileOf(path) || tellsVersions(path),
  );
  const old = findings.filter(({ rule }) => rule === 'sdk-too-old');
  for (const finding of old) {
    const edit = raise(packages, finding);
    if (edit) {
      packages = packages.map(each => (each.path === edit.path ? edit : each));
      patch.texts.set(edit.path, edit.content);
    }
  }
  // What asks some packages for the role stands in the source.
  const asking = files.filter(
    ({ path, content }) =>
      !packageFileOf(path) && settledRules(content).length > 0,
  );
  const still = assessReadiness([...packages, ...asking]).findings;
  for (const finding of old) {
    const { file } = finding;
    if (!still.some(each => isSame(each, finding))) {
      patch.edited.push(finding);
    } else if (isManifest(file)) {
      patch.left.push({ finding, why: NOT_RAISED });
    } else {
      const minimum =
        finding.language && minimumOf(finding.language, nameIn(finding));
      const isAsked = allDependencies(packages).some(
        ({ name, version, path }) =>
          name === nameIn(finding) &&
          isManifest(path) &&
          version !== undefined &&
          minimum !== undefined &&
          !isOlder(version, minimum),
      );
      patch.left.push({
        finding,
        why: `${
          isAsked
            ? 'The manifest asks for a later version now'
            : 'The version is told in this lock file only'
        }: ${renewal(file, nameIn(finding))}.`,
      });
    }
  }
  for (const path of patch.texts.keys()) {
    if (/(?:^|\/)go\.(?:mod|work)$/.test(path)) {
      patch.hints.push({
        file: `${folderOf(path)}go.sum`,
        text: 'Renew it: run go mod tidy.',
      });
    }
  }
}

function isOlder(version: string, minimum: string): boolean {
  return validate(version) && compareVersions(version, minimum) < 0;
}

/** The name of the package that a finding about a version begins with. */
function nameIn({ what }: ReadinessFinding): string {
  return what.split(' ', 1)[0];
}

function isSame(one: ReadinessFinding, other: ReadinessFinding): boolean {
  return (
    one.rule === other.rule &&
    one.file === other.file &&
    one.line === other.line &&
    nameIn(one) === nameIn(other)
  );
}

/** A file in which the version is raised, so that all files together say that and nothing else; undefined when there is none. */
function raise(
  packages: readonly RepositoryFile[],
  finding: ReadinessFinding,
): RepositoryFile | undefined {
  const { file, language } = finding;
  const name = nameIn(finding);
  const minimum = language && minimumOf(language, name);
  if (!minimum) {
    return undefined;
  }
  const before = allDependencies(packages);
  const own = before.filter(
    each =>
      each.name === name &&
      each.version &&
      isOlder(each.version, minimum) &&
      isManifest(each.path) &&
      (each.path === file ||
        (!isManifest(file) && folderOf(each.path) === folderOf(file))),
  );
  for (const { path, line, version } of own) {
    const content = packages.find(each => each.path === path)!.content;
    const places = [
      ...placesOf({ path, content }, version!, line),
      ...[...packages]
        .filter(each => isManifest(each.path))
        .sort((a, b) => Number(b.path === path) - Number(a.path === path))
        .flatMap(each => placesOf(each, version!)),
    ];
    for (const { file: place, start, end } of places) {
      const old = place.content.slice(start, end);
      if (isFixed(place.content, start)) {
        continue;
      }
      const isWild = /[*x]$/.test(old);
      const edit = {
        path: place.path,
        content:
          place.content.slice(0, start) +
          (isWild ? `^${minimum}` : minimum) +
          place.content.slice(end),
      };
      const after = allDependencies(
        packages.map(each => (each.path === edit.path ? edit : each)),
      );
      const isMeant =
        after.length === before.length &&
        after.every(
          (each, index) =>
            each.name === before[index].name &&
            (each.version === before[index].version ||
              (each.version === minimum &&
                minimumOf(each.language, each.name) === minimum)),
        ) &&
        after.some(
          each =>
            each.path === path &&
            each.line === line &&
            each.version === minimum,
        );
      if (isMeant && (!isWild || language === 'php' || language === 'node')) {
        return edit;
      }
    }
  }
  return undefined;
}

/** Whether the line of a version has an end of the range too, which a raised version might be beyond, or sums of its files. */
function isFixed(content: string, at: number): boolean {
  const start = content.lastIndexOf('\n', at) + 1;
  const line = /^(?:[^\n]*\\\r?\n)*[^\n]*/.exec(content.slice(start))![0];
  return /<=?\s*\d|\d\s+-\s+\d|--hash=/.test(line);
}

function allDependencies(packages: readonly RepositoryFile[]) {
  const shared = sharedNames(packages);
  return packages.flatMap(file => {
    const read = readDependencies(file, shared);
    return read && read !== 'broken'
      ? read.dependencies.map(each => ({
          ...each,
          path: file.path,
          language: read.language,
        }))
      : [];
  });
}

/** Where a version is written, from a line on as far as its package reaches, or in the whole file. */
function placesOf(
  file: RepositoryFile,
  version: string,
  line?: number,
): { file: RepositoryFile; start: number; end: number }[] {
  const lines = file.content.split('\n');
  const from = line ? lines.slice(0, line - 1).join('\n').length : 0;
  const text = line
    ? lines.slice(line - 1, line - 1 + REACH).join('\n')
    : file.content;
  const offset = line && line > 1 ? from + 1 : from;
  const pattern = new RegExp(
    `(?<![\\w.])v?${version.replace(/\./g, '\\.')}(?:\\.[*x])?(?![\\w.]*\\w)`,
    'g',
  );
  return [...text.matchAll(pattern)].map(found => {
    const start = offset + found.index! + (found[0].startsWith('v') ? 1 : 0);
    return { file, start, end: offset + found.index! + found[0].length };
  });
}

function minimumOf(language: SourceLanguage, name: string): string | undefined {
  const rule = sdkRule(language, name);
  const minimum = rule?.settledSince ?? rule?.minimum;
  return minimum && /^\d/.test(minimum)
    ? RAISE_TO.find(([pattern]) => pattern.test(name))?.[1] ?? minimum
    : undefined;
}
