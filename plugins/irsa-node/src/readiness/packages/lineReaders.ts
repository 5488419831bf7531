import { Dependency, lowestOf } from './Dependency';

/** Dependencies of files with one entry a line: `pattern` gives name, then version. */
function byLine(content: string, pattern: RegExp): Dependency[] {
  return content.split('\n').flatMap((text, index) => {
    const found = pattern.exec(text);
    return found
      ? [{ name: found[1], version: lowestOf(found[2]), line: index + 1 }]
      : [];
  });
}

/** `name==1.2`, `name[extra]>=1.2 ; marker`. https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export const requirementsTxt = (content: string) =>
  byLine(
    content,
    /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*((?:===?|>=|~=|<=?|!=|>)[^;#\s]+)?/,
  );

/** `require` lines, in a block or alone. https://go.dev/ref/mod#go-mod-file */
export const goMod = (content: string) =>
  byLine(content, /^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/\S+)\s+(v\d\S*)/);

/** Four spaces before a gem that was resolved. https://bundler.io/guides/rationale.html */
export const gemfileLock = (content: string) =>
  byLine(content, /^ {4}([\w.-]+) \(([^)]+)\)/);

/** `gem 'name', '~> 1.2'`. */
export const gemfile = (content: string) =>
  byLine(content, /^\s*gem\s+['"]([^'"]+)['"](?:\s*,\s*['"]([^'"]+)['"])?/);

/** `group:name:1.2=configurations`. https://docs.gradle.org/current/userguide/dependency_locking.html */
export const gradleLockfile = (content: string) =>
  byLine(content, /^([\w.-]+:[\w.-]+):([\w.-]+)=/);

/** `implementation 'group:name:1.2'`, with any quotes, and `platform(…)`. */
export const gradleBuild = (content: string) =>
  byLine(content, /['"]([\w.-]+:[\w.-]+)(?::([\w.$@{}-]+))?['"]/);

/** `<PackageReference Include="Name" Version="1.2" />`, and `PackageVersion` of central files. */
export const csproj = (content: string) =>
  byLine(
    content,
    /<Package(?:Reference|Version)\s+(?:Include|Update)="([^"]+)"(?:\s+Version="([^"]+)")?/,
  );
