import { RepositoryFile } from '../types';

const VARIABLES_FILE =
  /(^|\/)(gradle\.properties|pom\.xml|Directory\.(Build|Packages)\.props|versions\.gradle(\.kts)?)$/;
/** `name=1.2` of properties, `<name>1.2</name>` of Maven and MSBuild, `name = '1.2'` of Gradle. */
const VARIABLE =
  /^[ \t]*([\w.-]+)[ \t]*=[ \t]*['"]?(\d[\w.-]*)['"]?[ \t]*$|<([\w.-]+)>\s*(\d[\w.-]*)\s*<\/\3>/gm;

/**
 * Versions that files of a repository give a name to, for all its modules: properties of Gradle, of a parent POM and of
 * MSBuild. A name with two values is left out.
 */
export function sharedVariables(
  files: Iterable<RepositoryFile>,
): Map<string, string> {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  for (const { path, content } of files) {
    for (const [, key, value, tag, text] of VARIABLES_FILE.test(path)
      ? content.matchAll(VARIABLE)
      : []) {
      const [name, version] = key ? [key, value] : [tag, text];
      if (found.has(name) && found.get(name) !== version) {
        twice.add(name);
      }
      found.set(name, version);
    }
  }
  twice.forEach(name => found.delete(name));
  return found;
}
