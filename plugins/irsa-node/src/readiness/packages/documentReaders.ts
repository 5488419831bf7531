import { XMLParser } from 'fast-xml-parser';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { Dependency, lineOf, lowestOf, SharedNames } from './Dependency';

type Table = Record<string, any>;

function entries(
  content: string,
  table: Table | undefined,
  versionOf: (value: any) => string | undefined,
): Dependency[] {
  return Object.entries(table ?? {}).map(([name, value]) => ({
    name,
    version: lowestOf(versionOf(value)),
    get line() {
      return lineOf(content, name);
    },
  }));
}

const version = (value: any): string | undefined =>
  typeof value === 'string' ? value : value?.version;

/**
 * `dependencies` and `optionalDependencies`; what only development needs does not run in the Pod. A package may have another name
 * (`npm:name@1.2`), and `overrides` or `resolutions` may set its version.
 */
export function packageJson(content: string): Dependency[] {
  const { dependencies, optionalDependencies, overrides, resolutions, pnpm } =
    JSON.parse(content) as Table;
  const forced: Table = { ...pnpm?.overrides, ...resolutions, ...overrides };
  const asked = entries(
    content,
    { ...optionalDependencies, ...dependencies },
    version,
  );
  return asked.map(each => {
    const stated = (dependencies?.[each.name] ??
      optionalDependencies?.[each.name]) as unknown;
    const [, other, otherVersion] =
      /^npm:((?:@[^/]+\/)?[^@]+)@?(.*)$/.exec(String(stated)) ?? [];
    const force = forced[each.name];
    if (typeof force === 'string' && /^\D{0,2}\d/.test(force)) {
      return {
        name: each.name,
        version: lowestOf(force),
        get line() {
          return lineOf(
            content,
            `"${each.name}"`,
            content.search(/"(?:overrides|resolutions)"\s*:/),
          );
        },
      };
    }
    return other
      ? {
          name: other,
          version: lowestOf(otherVersion),
          get line() {
            return lineOf(content, each.name);
          },
        }
      : each;
  });
}

/** `packages` of lock file version 2 and 3, `dependencies` of 1. https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export function packageLock(content: string): Dependency[] {
  const { packages, dependencies } = JSON.parse(content) as Table;
  if (!packages) {
    return entries(content, dependencies, version);
  }
  return Object.entries(packages as Table)
    .filter(([path, { dev }]) => path.includes('node_modules/') && !dev)
    .map(([path, value]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 13),
      version: lowestOf(value.version),
      get line() {
        return lineOf(content, `"${path}"`);
      },
    }));
}

/** Yarn 1, and Yarn 2 and later, which is YAML. */
export function yarnLock(content: string): Dependency[] {
  const found: Dependency[] = [];
  let name: string | undefined;
  content.split('\n').forEach((text, index) => {
    const head = /^"?(@?[^@"\s]+)@/.exec(text);
    if (head) {
      [, name] = head;
    }
    const resolved = /^ {2}version:? "?([^"\s]+)"?/.exec(text);
    if (resolved && name) {
      found.push({ name, version: lowestOf(resolved[1]), line: index + 1 });
      name = undefined;
    }
  });
  return found;
}

/** Keys of `packages`: `/name@1.2`, `name@1.2` or `/name/1.2`, by age of the format. */
export function pnpmLock(content: string): Dependency[] {
  const lock = (parseYaml(content) ?? {}) as Table;
  const { packages = {}, importers = {} } = lock;
  const modules = [lock, ...Object.values(importers as Table)] as Table[];
  const namesOf = (kind: string) =>
    modules.flatMap(each => Object.keys(each?.[kind] ?? {}));
  const asked = new Set([
    ...namesOf('dependencies'),
    ...namesOf('optionalDependencies'),
  ]);
  const forDevelopment = new Set(
    namesOf('devDependencies').filter(each => !asked.has(each)),
  );
  return Object.keys(packages).flatMap(key => {
    const [, name, resolved] =
      /^\/?((?:@[^/]+\/)?[^@/]+)[@/](\d[^()_/]*)/.exec(key) ?? [];
    return name && !packages[key]?.dev && !forDevelopment.has(name)
      ? [
          {
            name,
            version: lowestOf(resolved),
            get line() {
              return lineOf(content, key);
            },
          },
        ]
      : [];
  });
}

/** `[[package]]` tables of Cargo, Poetry, uv and pdm, `[[packages]]` of pylock.toml. */
export function tomlPackages(content: string): Dependency[] {
  const { package: old = [], packages = old } = parseToml(content) as Table;
  return (packages as Table[]).map(({ name, version: resolved }) => ({
    name,
    version: lowestOf(resolved),
    get line() {
      return lineOf(content, `name = "${name}"`);
    },
  }));
}

/** `package` of conda-lock, of Conda and of pip. https://conda.github.io/conda-lock/output/ */
export function condaLock(content: string): Dependency[] {
  const { package: packages = [] } = (parseYaml(content) ?? {}) as Table;
  return (packages as Table[]).map(({ name, version: resolved }) => ({
    name,
    version: lowestOf(String(resolved)),
    get line() {
      return lineOf(content, `name: ${name}\n`);
    },
  }));
}

/** `[[projects]]` of dep, which came before modules of Go. https://golang.github.io/dep/docs/Gopkg.lock.html */
export function gopkgLock(content: string): Dependency[] {
  const { projects = [] } = parseToml(content) as Table;
  return (projects as Table[]).map(({ name, version: resolved }) => ({
    name,
    version: lowestOf(resolved),
    get line() {
      return lineOf(content, `name = "${name}"`);
    },
  }));
}

/** `[dependencies]`, also of targets. https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
export function cargoToml(content: string): Dependency[] {
  const { dependencies, workspace, target = {} } = parseToml(content) as Table;
  const ofTargets = Object.values(target as Table).map(
    each => each?.dependencies,
  );
  return entries(
    content,
    Object.assign({}, workspace?.dependencies, ...ofTargets, dependencies),
    version,
  );
}

/** Extras of a package that do not run in the Pod. */
const EXTRA_OF_TOOLS =
  /^(?:all-)?(?:dev|devel|develop|development|test|tests|testing|lint|docs?|typing|types|mypy|ci|release|benchmarks?|examples?)$/i;

/** `project.dependencies` and extras of PEP 621, and Poetry's own table. */
export function pyproject(content: string): Dependency[] {
  const { project, tool } = parseToml(content) as Table;
  const extras = Object.entries(
    (project?.['optional-dependencies'] ?? {}) as Record<string, string[]>,
  ).flatMap(([extra, listed]) => (EXTRA_OF_TOOLS.test(extra) ? [] : listed));
  const asked = listedIn(content, [
    ...((project?.dependencies ?? []) as string[]),
    ...extras,
  ]);
  const constraints = listedIn(content, [
    ...((tool?.uv?.['constraint-dependencies'] ?? []) as string[]),
    ...((tool?.uv?.['override-dependencies'] ?? []) as string[]),
  ]).map(each => ({ ...each, line: each.line, managed: true, pinned: true }));
  return [
    ...asked,
    ...entries(content, tool?.poetry?.dependencies, version),
    ...constraints,
  ];
}

/** Requirements as texts: `boto3[crt]>=1.9`. */
function listedIn(content: string, texts: readonly string[]): Dependency[] {
  return texts.flatMap(text => {
    const name = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(text)?.[0];
    return name
      ? [
          {
            name,
            version: lowestOf(
              text.slice(name.length).replace(/^\[[^\]]*\]/, ''),
            ),
            get line() {
              return lineOf(content, text);
            },
          },
        ]
      : [];
  });
}

/** `default` of Pipenv. https://pipenv.pypa.io/en/latest/pipfile.html */
export function pipfileLock(content: string): Dependency[] {
  return entries(content, (JSON.parse(content) as Table).default, version);
}

/** `packages`; `packages-dev` is left out. https://getcomposer.org/doc/01-basic-usage.md */
export function composerLock(content: string): Dependency[] {
  const { packages = [] } = JSON.parse(content) as Table;
  return (packages as Table[]).map(({ name, version: resolved }) => ({
    name,
    version: lowestOf(resolved),
    get line() {
      return lineOf(content, `"${name}"`);
    },
  }));
}

export function composerJson(content: string): Dependency[] {
  return entries(content, (JSON.parse(content) as Table).require, version);
}

const accessorOf = (alias: string) => alias.replace(/[-_]/g, '.');

/**
 * `libraries` of a version catalog, with the versions that they name. Those that no build asks for tell versions only.
 * https://docs.gradle.org/current/userguide/version_catalogs.html
 */
export function gradleCatalog(
  content: string,
  { asked }: SharedNames,
): Dependency[] {
  const {
    versions = {},
    libraries = {},
    bundles = {},
  } = parseToml(content) as Table;
  const inBundles = new Set(
    Object.entries(bundles as Record<string, string[]>)
      .filter(([bundle]) => asked?.has(`bundles.${accessorOf(bundle)}`))
      .flatMap(([, aliases]) => aliases),
  );
  const isAsked = (alias: string) =>
    !asked ||
    asked.has(accessorOf(alias)) ||
    asked.has(alias) ||
    inBundles.has(alias);
  const lines = content.split('\n');
  const isEntry = (text: string, alias: string) =>
    text.trimStart().startsWith(alias) &&
    /^\s*=.*(?:module|group|["'])/.test(text.trimStart().slice(alias.length));
  const rich = (value: any): string | undefined =>
    typeof value === 'string'
      ? value
      : value?.prefer ?? value?.require ?? value?.strictly;
  return Object.entries(libraries as Table).flatMap(([alias, library]) => {
    const [group, artifact, short] =
      typeof library === 'string'
        ? library.split(':')
        : [...(library.module?.split(':') ?? [library.group, library.name])];
    const stated = library.version?.ref
      ? versions[library.version.ref]
      : library.version;
    return group && artifact
      ? [
          {
            name: `${group}:${artifact}`,
            version: lowestOf(short ?? rich(stated)),
            line: lines.findIndex(text => isEntry(text, alias)) + 1 || 1,
            ...(isAsked(alias) ? {} : { managed: true }),
          },
        ]
      : [];
  });
}

/** `catalog` and `catalogs` of a pnpm workspace. */
export function pnpmWorkspace(content: string): Dependency[] {
  const { catalog, catalogs = {} } = (parseYaml(content) ?? {}) as Table;
  return [catalog, ...Object.values(catalogs as Table)].flatMap(table =>
    entries(content, table, version),
  );
}

/** `[packages]` of a Pipfile. */
export function pipfile(content: string): Dependency[] {
  return entries(content, (parseToml(content) as Table).packages, version);
}

/** `dependencies` of every target framework. */
export function nugetLock(content: string): Dependency[] {
  const { dependencies = {} } = JSON.parse(content) as Table;
  return Object.values(dependencies as Table).flatMap(framework =>
    entries(content, framework, value => value?.resolved),
  );
}

/** Dependencies and managed ones; a version may be a property of the same file. */
export function pomXml(content: string, shared: SharedNames): Dependency[] {
  const parser = new XMLParser({
    parseTagValue: false,
    isArray: name => ['dependency', 'profile', 'exclusion'].includes(name),
  });
  const { project = {} } = parser.parse(content) as Table;
  const properties: Table = project.properties || {};
  const parts: Table[] = [project, ...(project.profiles?.profile ?? [])];
  const found: Table[] = [
    ...parts.flatMap(each => each.dependencies?.dependency ?? []),
    ...parts.flatMap(each =>
      (
        (each.dependencyManagement?.dependencies?.dependency ?? []) as Table[]
      ).map(managed => ({ ...managed, isManaged: true })),
    ),
  ];
  return found
    .filter(({ scope }) => scope !== 'test')
    .map(({ groupId, artifactId, version: stated, exclusions, isManaged }) => {
      const without = ((exclusions?.exclusion ?? []) as Table[]).map(
        each => `${each.groupId}:${each.artifactId}`,
      );
      const property = /^\$\{(.+)\}$/.exec(stated ?? '')?.[1];
      return {
        name: `${groupId}:${artifactId}`,
        version: lowestOf(
          property
            ? properties[property] ?? shared.versions.get(property)
            : stated,
        ),
        ...(without.length > 0 ? { without } : {}),
        ...(isManaged ? { managed: true } : {}),
        get line() {
          return lineOf(content, `<artifactId>${artifactId}<`);
        },
      };
    });
}
