import { Dependency, lowestOf, SharedNames } from './Dependency';
import { excludedIn } from './exclusions';

/** Dependencies of files with one entry a line: `pattern` gives name, then version. */
function byLine(
  content: string,
  pattern: RegExp,
  isPinned?: (stated: string | undefined) => boolean,
): Dependency[] {
  return content.split('\n').flatMap((text, index) => {
    const found = pattern.exec(text);
    return found
      ? [
          {
            name: found[1],
            version: lowestOf(found[2]),
            line: index + 1,
            ...(isPinned?.(found[2]) ? { pinned: true } : {}),
          },
        ]
      : [];
  });
}

/** `name==1.2`, `name[extra]>=1.2 ; marker`. https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export const requirementsTxt = (content: string) =>
  byLine(
    content,
    /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*((?:===?|>=|~=|<=?|!=|>)[^;#\s]+)?/,
    stated => /^==/.test(stated ?? ''),
  );

/** Versions of packages that other files ask for. https://pip.pypa.io/en/stable/user_guide/#constraints-files */
export const constraintsTxt = (content: string): Dependency[] =>
  requirementsTxt(content).map(each => ({ ...each, managed: true }));

const GO_MODULE = '([\\w.-]+\\.[\\w.-]+\\/\\S+)';
const GO_REQUIRE = new RegExp(`^${GO_MODULE}\\s+(v\\d\\S*)`);
const GO_REPLACE = new RegExp(
  `^${GO_MODULE}(?:\\s+v\\S+)?\\s+=>\\s+\\S+\\s+(v\\d\\S*)`,
);

/**
 * `require` lines, in a block or alone; what is replaced has the version of its replacement. Also of `go.work`, which
 * replaces for all its modules. https://go.dev/ref/mod#go-mod-file
 */
export function goMod(content: string): Dependency[] {
  const required = new Map<string, Dependency>();
  const replaced: Dependency[] = [];
  let block: string | undefined;
  content.split('\n').forEach((text, index) => {
    const [, verb, rest] =
      /^\s*(?:(require|replace|exclude|retract|use|tool)\b)?\s*(.*)$/.exec(
        text,
      ) ?? [];
    if (verb && /^\(/.test(rest)) {
      block = verb;
      return;
    }
    if (/^\s*\)/.test(text)) {
      block = undefined;
      return;
    }
    const kind = verb ?? block;
    const pattern = kind === 'replace' ? GO_REPLACE : GO_REQUIRE;
    const [whole, name, version] = pattern.exec(rest) ?? [];
    if (whole === undefined || (kind !== 'replace' && kind !== 'require')) {
      return;
    }
    const found = { name, version: lowestOf(version), line: index + 1 };
    if (kind === 'replace') {
      replaced.push(found);
    } else {
      required.set(name, found);
    }
  });
  replaced.forEach(each => required.set(each.name, each));
  return [...required.values()];
}

/** Four spaces before a gem that was resolved. https://bundler.io/guides/rationale.html */
export const gemfileLock = (content: string) =>
  byLine(content, /^ {4}([\w.-]+) \(([^)]+)\)/);

/** `gem 'name', '~> 1.2'`, and `add_dependency` of a gemspec. */
export const gemfile = (content: string) =>
  byLine(
    withoutGroups(content),
    /^\s*(?:gem|\w+\.add_(?:runtime_)?dependency)[\s(]+['"]([^'"]+)['"](?:\s*,\s*['"]([^'"]+)['"])?/,
  );

/** Gems that are there only for development or tests do not run in the Pod. */
function withoutGroups(content: string): string {
  let isLeftOut = false;
  return content
    .split('\n')
    .map(text => {
      if (/^\s*group\b.*\bdo\b/.test(text)) {
        isLeftOut = !/:(?:default|production)\b/.test(text);
      }
      const isOne =
        isLeftOut || /\bgroups?:\s*\[?\s*:(?:development|test)\b/.test(text);
      if (/^\s*end\b/.test(text)) {
        isLeftOut = false;
      }
      return isOne ? '' : text;
    })
    .join('\n');
}

/** `group:name:1.2=configurations`. https://docs.gradle.org/current/userguide/dependency_locking.html */
export const gradleLockfile = (content: string) =>
  byLine(content, /^([\w.-]+:[\w.-]+):([\w.-]+)=/);

/** Configurations of Gradle that are not in what runs. */
export const GRADLE_TEST =
  /^\s*(?:test|androidTest|integrationTest|jmh|detekt|ksp|kapt|checkstyle)\w*\s*[( ]/;
const GRADLE_MAP =
  /\bgroup\s*[:=]\s*['"]([\w.-]+)['"]\s*,\s*name\s*[:=]\s*['"]([\w.-]+)['"](?:\s*,\s*version\s*[:=]\s*['"]?([\w.$@{}-]+)['"]?)?/;

/**
 * `implementation 'group:name:1.2'`, with any quotes, `platform(…)`, and the form with names. A version may be a
 * variable of the same file.
 */
export function gradleBuild(
  content: string,
  shared: SharedNames,
): Dependency[] {
  const variable = (version: string | undefined) => {
    const name =
      /^\$\{?([\w.]+)\}?$/.exec(version ?? '')?.[1] ??
      (/^[a-zA-Z]\w*$/.test(version ?? '') ? version : undefined);
    const value =
      name &&
      new RegExp(
        `\\b${name
          .split('.')
          .at(-1)}['"]?\\]?\\s*(?:=|,|by\\s+extra\\()\\s*['"]([\\w.-]+)['"]`,
      ).exec(content)?.[1];
    return lowestOf(
      value ??
        (name &&
          (shared.versions.get(name) ??
            shared.versions.get(name.split('.').at(-1)!))) ??
        version,
    );
  };
  const without = excludedIn(content);
  return content.split('\n').flatMap((text, index) => {
    if (GRADLE_TEST.test(text) || /^\s*\/\//.test(text)) {
      return [];
    }
    const named = GRADLE_MAP.exec(text);
    if (named) {
      return [
        {
          name: `${named[1]}:${named[2]}`,
          version: variable(named[3]),
          line: index + 1,
          without: without(index),
        },
      ];
    }
    const found = /['"]([\w.-]+:[\w.-]+)(?::([\w.$@{}-]+))?['"]/.exec(text);
    return found
      ? [
          {
            name: found[1],
            version: variable(found[2]),
            line: index + 1,
            without: without(index),
          },
        ]
      : [];
  });
}

/** `"group" % "name" % "1.2"`, without those of tests. A version may be a value of the same file or of another one of the build. */
export function sbtBuild(content: string, shared: SharedNames): Dependency[] {
  return content.split('\n').flatMap((text, index) => {
    const [whole, group, name, stated, value] =
      /"([\w.-]+)"\s*%%?%?\s*"([\w.-]+)"(?:\s*%\s*(?:"([\w.-]+)"|([\w.]+)))?/.exec(
        text,
      ) ?? [];
    if (whole === undefined || /%\s*"?[tT]est"?/.test(text)) {
      return [];
    }
    const last = value?.split('.').at(-1);
    const version =
      stated ??
      (last &&
        (new RegExp(`\\b${last}\\s*(?::\\s*String\\s*)?=\\s*"([\\w.-]+)"`).exec(
          content,
        )?.[1] ??
          shared.versions.get(last)));
    const excluded = [
      ...text.matchAll(/\bexclude\(\s*"([\w.-]+)"\s*,\s*"([\w.-]+)"/g),
    ].map(([, of, each]) => `${of}:${each}`);
    return [
      {
        name: `${group}:${name}`,
        version: lowestOf(version),
        line: index + 1,
        ...(excluded.length > 0 ? { without: excluded } : {}),
      },
    ];
  });
}

/**
 * `<PackageReference Include="Name" Version="1.2" />` with the version as an attribute or inside, `PackageVersion` of
 * central files, and `packages.config`. A version may be a property of the same file.
 */
export function csproj(content: string, shared: SharedNames): Dependency[] {
  const found: Dependency[] = [];
  const lines = content.split('\n');
  lines.forEach((text, index) => {
    const [whole, name] =
      /<(?:Package(?:Reference|Version)\s+[^>]*?\b(?:Include|Update)|package\s+[^>]*?\bid)="([^"]+)"/.exec(
        text,
      ) ?? [];
    if (whole === undefined) {
      return;
    }
    const rest = /\/>|<\/Package/.test(text)
      ? text
      : lines
          .slice(index, index + 4)
          .join('\n')
          .split(/<\/Package/)[0];
    const stated =
      /\b[vV]ersion(?:Override)?="([^"]+)"/.exec(rest)?.[1] ??
      /<Version>\s*([^<\s]+)/.exec(rest)?.[1];
    const property = /^\$\(([\w.]+)\)$/.exec(stated ?? '')?.[1];
    const value = property
      ? new RegExp(`<${property}>\\s*([^<\\s]+)`).exec(content)?.[1] ??
        shared.versions.get(property)
      : stated;
    found.push({
      name,
      version: lowestOf(value),
      line: index + 1,
      ...(whole.startsWith('<PackageVersion') ? { managed: true } : {}),
    });
  });
  return found;
}

/** Quoted requirements of `setup.py` and `setup.cfg`, `- name=1.2` of Conda. */
export const setupPy = (content: string) =>
  byLine(
    content,
    /^\s*(?:[\w_]+\s*=\s*\[?\s*)?['"-]?\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*((?:={1,3}|>=|~=|<=?|!=|>)\s*\d[^'"#\s]*)?['"]?,?\s*\]?,?\s*$/,
  );

/** Four spaces before a package of Paket. https://fsprojects.github.io/Paket/lock-file.html */
export const paketLock = (content: string) =>
  byLine(content, /^ {4}([\w.-]+) \((\d[^)]*)\)/);

/** `"name": "npm:name@1.2"` in the imports of Deno. https://docs.deno.com/runtime/fundamentals/modules/ */
export const denoJson = (content: string) =>
  byLine(content, /"npm:\/?((?:@[^/"]+\/)?[^/"@]+)@([^"/]*\d[^"/]*)/);

/** `"name": ["name@1.2", …` of Bun. */
export const bunLock = (content: string) =>
  byLine(
    content,
    /^\s*"(?:[^"]*\/)??((?:@[^/"]+\/)?[^/"@]+)": \["(?:[^"]*)@(\d[^"@]*)"/,
  );
