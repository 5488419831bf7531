import { RepositoryFile, SourceLanguage } from '../types';
import { Dependency, DependencyReader, SharedNames } from './Dependency';
import * as document from './documentReaders';
import * as line from './lineReaders';

interface PackageFile {
  language: SourceLanguage;
  file: RegExp;
  read: DependencyReader;
  /** Whether its versions are the installed ones. */
  locked: boolean;
}

/** Files that name packages, by their name or path. */
const PACKAGE_FILES: readonly PackageFile[] = [
  ['python', /^(?:[\w-]+-)?constraints[\w.-]*\.txt$/, line.constraintsTxt],
  [
    'python',
    /(^|\/)requirements\/(?![\w.-]*(?:dev|test|lint|docs))[\w.-]+\.(txt|in)$/,
    line.requirementsTxt,
  ],
  [
    'python',
    /^requirements(?![\w.-]*(?:dev|test|lint|docs))[\w.-]*\.(txt|in)$/,
    line.requirementsTxt,
  ],
  [
    'python',
    /^((poetry|uv|pdm)\.lock|pylock[\w.-]*\.toml)$/,
    document.tomlPackages,
    true,
  ],
  ['python', /^conda-lock[\w.-]*\.ya?ml$/, document.condaLock, true],
  ['python', /^Pipfile\.lock$/, document.pipfileLock, true],
  ['python', /^pyproject\.toml$/, document.pyproject],
  ['python', /^Pipfile$/, document.pipfile],
  ['python', /^(setup\.(py|cfg)|environment\.ya?ml)$/, line.setupPy],
  ['node', /^(package-lock|npm-shrinkwrap)\.json$/, document.packageLock, true],
  ['node', /^yarn\.lock$/, document.yarnLock, true],
  ['node', /^pnpm-lock\.yaml$/, document.pnpmLock, true],
  ['node', /^bun\.lock$/, line.bunLock, true],
  ['node', /^deno\.jsonc?$/, line.denoJson],
  ['node', /^package\.json$/, document.packageJson],
  ['node', /^pnpm-workspace\.yaml$/, document.pnpmWorkspace],
  // The versions of go.mod are the lowest allowed, and those that are built: https://go.dev/ref/mod#minimal-version-selection
  ['go', /^go\.(mod|work)$/, line.goMod, true],
  ['go', /^Gopkg\.lock$/, document.gopkgLock, true],
  ['java', /^pom\.xml$/, document.pomXml],
  // Names no packages, but versions of those that other files name.
  ['java', /^gradle\.properties$/, () => []],
  ['java', /^gradle\.lockfile$/, line.gradleLockfile, true],
  ['java', /^[\w-]+\.gradle(\.kts)?$/, line.gradleBuild],
  ['java', /\.versions\.toml$/, document.gradleCatalog],
  ['java', /^build\.sbt$|(^|\/)project\/\w+\.(?:scala|sbt)$/, line.sbtBuild],
  ['dotnet', /^paket\.lock$/, line.paketLock, true],
  ['dotnet', /^packages\.lock\.json$/, document.nugetLock, true],
  [
    'dotnet',
    /(\.(cs|fs|vb)proj|^Directory\.(Packages|Build)\.props|^packages\.config)$/,
    line.csproj,
  ],
  ['ruby', /^Gemfile\.lock$/, line.gemfileLock, true],
  ['ruby', /(^Gemfile|\.gemspec)$/, line.gemfile],
  ['php', /^composer\.lock$/, document.composerLock, true],
  ['php', /^composer\.json$/, document.composerJson],
  ['rust', /^Cargo\.lock$/, document.tomlPackages, true],
  ['rust', /^Cargo\.toml$/, document.cargoToml],
].map(([language, file, read, locked = false]) => ({
  language,
  file,
  read,
  locked,
})) as PackageFile[];

export interface DependencyFile {
  language: SourceLanguage;
  locked: boolean;
  dependencies: Dependency[];
}

export function packageFileOf(path: string): PackageFile | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return PACKAGE_FILES.find(({ file }) => file.test(name) || file.test(path));
}

/**
 * The packages in a file; undefined when it is not a file with packages. A file of that name with invalid content gives
 * `broken`.
 */
export function readDependencies(
  { path, content }: RepositoryFile,
  shared: SharedNames,
): DependencyFile | 'broken' | undefined {
  const known = packageFileOf(path);
  if (!known) {
    return undefined;
  }
  try {
    const { language, locked, read } = known;
    return { language, locked, dependencies: read(content, shared) };
  } catch {
    return 'broken';
  }
}
