import { RepositoryFile } from '../types';
import { SharedNames } from './Dependency';
import { GRADLE_TEST } from './lineReaders';

const VARIABLES_FILE =
  /(^|\/)(gradle\.properties|pom\.xml|Directory\.(Build|Packages)\.props|[\w-]+\.gradle(\.kts)?|(buildSrc|build-logic)\/.*\.(kt|java|groovy)|project\/\w+\.(scala|sbt)|build\.sbt)$/;
/** `name=1.2` of properties, `<name>1.2</name>` of Maven and MSBuild, `name = '1.2'` of Gradle, `const val NAME = "1.2"`. */
const VARIABLE =
  /(?:^|\{)[ \t]*(?:(?:const|val|var|def|lazy|public|static|final|String)[ \t]+|ext\.){0,6}([\w.-]+)[ \t]*(?::[ \t]*String[ \t]*)?=[ \t]*['"]?(\d[\w.-]*)['"]?[ \t]*;?[ \t]*\}?[ \t]*$|<([\w.-]+)>\s*(\d[\w.-]*)\s*<\/\3>/gm;

const BUILD_FILE =
  /\.gradle(\.kts)?$|(^|\/)(buildSrc|build-logic)\/.*\.(kt|java|groovy)$/;
/** `libs.aws.s3`, and `findLibrary("aws-s3")`. */
const ACCESSOR =
  /\blibs\w*\.((?!versions\b|plugins\b|find(?:Library|Bundle)\b)[\w.]+)|\bfindLibrary\(\s*["']([\w.-]+)["']|\bfindBundle\(\s*["']([\w-]+)["']/gi;

/** Whether a file gives versions a name that others may use. */
export function tellsVersions(path: string): boolean {
  return VARIABLES_FILE.test(path);
}

/**
 * Versions that files of a repository give a name to, for all its modules: properties of Gradle, of a parent POM and of
 * MSBuild, and values of builds. A name with two values is left out. Also what builds ask of version catalogs.
 */
export function sharedNames(files: Iterable<RepositoryFile>): SharedNames {
  const versions = new Map<string, string>();
  const twice = new Set<string>();
  const asked = new Set<string>();
  for (const { path, content } of files) {
    for (const [, key, value, tag, text] of tellsVersions(path)
      ? content.matchAll(VARIABLE)
      : []) {
      const [name, version] = key ? [key, value] : [tag, text];
      if (versions.has(name) && versions.get(name) !== version) {
        twice.add(name);
      }
      versions.set(name, version);
    }
    if (BUILD_FILE.test(path)) {
      accessorsIn(content).forEach(each => asked.add(each));
    }
  }
  twice.forEach(name => versions.delete(name));
  return { versions, asked: asked.size > 0 ? asked : undefined };
}

/** Entries of catalogs that a build asks for, without those of tests. */
function accessorsIn(content: string): string[] {
  return content
    .split('\n')
    .filter(text => !GRADLE_TEST.test(text) && !/^\s*\/\//.test(text))
    .flatMap(text =>
      [...text.matchAll(ACCESSOR)].map(
        ([, accessor, alias, bundle]) =>
          (accessor && accessor.replace(/\.(?:get|asProvider)$/, '')) ??
          alias ??
          `bundles.${bundle.replace(/[-_]/g, '.')}`,
      ),
    );
}
