import { RepositoryFile } from '../types';
import { constantsOf } from './durations';
import { languageOf } from './languages';
import { Source } from './source/Source';

/** A file in which lengths of time may have names. */
interface Home {
  file: RepositoryFile;
  folder: string;
  /** What its names may be called by in other files: the file, its folder and the types in it. */
  owners: ReadonlySet<string>;
  /** Read when it is first asked for. */
  constants?: ReadonlyMap<string, number>;
}

/** Names that a file asks for. */
interface Asked {
  /** By what stands before them with `.`, `::` or `->`. */
  qualified: ReadonlyMap<string, ReadonlySet<string>>;
  used: ReadonlySet<string>;
  imported: ReadonlySet<string>;
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

const TYPES =
  /\b(?:class|object|module|enum|interface|struct|trait|const|let|var|val)\s+([A-Za-z_]\w*)/g;
const USED = /(?:([A-Za-z_$][\w$]*)(?:\.|::|->))?([A-Za-z_$][\w$]*)/g;
const IMPORTS =
  /^[ \t]*(?:import|from|use|using)\b(?:[^;{(\n]*(?:\{[^}]{0,500}\}|\([^)]{0,500}\))?[^;\n]*)|\b(?:const|let|var)\s*\{[^}]{0,500}\}\s*=\s*(?:await\s+)?(?:require|import)\s*\([^)]{0,500}\)/gm;
/** Lines with a length of time, and those after them. */
const OF_TIME =
  /expir|expiry|duration|pre_?sign|signed_?url|ttl|temporaryUrl|querystring|\.url\(/i;
const LINES_AFTER = 4;
/** Longer files are data. */
const LONGEST_FILE = 200_000;
const MOST_NAMES = 300;

/** Lengths of time that files of a repository give a name to, for the other files. */
export class SharedConstants {
  private homes?: Map<string, Home[]>;

  constructor(private readonly files: readonly RepositoryFile[] = []) {}

  /**
   * Seconds by name, of other files in the same language, as far as a file asks for them: by a name that it imports, or after the
   * name of the other file, its folder or a type in it. A name with two values is left out.
   */
  of(source: Source): Map<string, number> {
    const found = new Map<string, number>();
    const twice = new Set<string>();
    if (this.files.length < 2 || !source.language) {
      return found;
    }
    const asked = namesIn(source);
    this.homes ??= this.readHomes();
    for (const home of this.homes.get(source.language) ?? []) {
      for (const [name, seconds] of wantedOf(home, asked, source)) {
        if (found.has(name) && found.get(name) !== seconds) {
          twice.add(name);
        }
        found.set(name, seconds);
      }
    }
    twice.forEach(name => found.delete(name));
    return found;
  }

  private readHomes(): Map<string, Home[]> {
    const homes = new Map<string, Home[]>();
    for (const file of this.files) {
      const { path, content } = file;
      const language = languageOf(path);
      if (language && content.length < LONGEST_FILE && /\d/.test(content)) {
        const owners = new Set([
          path.slice(path.lastIndexOf('/') + 1).split('.')[0],
          folderOf(path).split('/').at(-2) ?? '',
          ...[...content.matchAll(TYPES)].map(([, name]) => name),
        ]);
        const known = homes.get(language) ?? [];
        known.push({ file, folder: folderOf(path), owners });
        homes.set(language, known);
      }
    }
    return homes;
  }
}

/** The constants of a file that another one asks for. It is read only when it has one of the names. */
function wantedOf(
  home: Home,
  { qualified, used, imported }: Asked,
  { path, language, code }: Source,
): [string, number][] {
  const { file, folder, owners } = home;
  if (file.path === path) {
    return [];
  }
  const isNeighbour = language === 'go' && folder === folderOf(path);
  const isParameter = (name: string) =>
    new RegExp(
      `[(,]\\s*${name.replace(/\$/g, '\\$')}\\s+[*\\w.]+\\s*[,)]`,
    ).test(code);
  const isImported = [...owners].some(each => imported.has(each));
  const isWanted = (name: string) =>
    (isNeighbour && !isParameter(name)) ||
    (isImported && imported.has(name)) ||
    [...(qualified.get(name) ?? [])].some(each => owners.has(each));
  const wanted = [...used].filter(
    name => file.content.includes(name) && isWanted(name),
  );
  if (wanted.length === 0) {
    return [];
  }
  home.constants ??= constantsOf(
    new Source(file, language).code,
    language === 'node',
  );
  return wanted.flatMap(name => {
    const seconds = home.constants!.get(name);
    return seconds === undefined ? [] : [[name, seconds]];
  });
}

function namesIn({ code }: Source): Asked {
  const lines = code.split('\n');
  let left = 0;
  const near = lines.filter(text => {
    left = OF_TIME.test(text) ? LINES_AFTER : left - 1;
    return left >= 0;
  });
  const qualified = new Map<string, Set<string>>();
  const used = new Set<string>();
  for (const [, owner, name] of near.join('\n').matchAll(USED)) {
    if (used.size < MOST_NAMES) {
      used.add(name);
    }
    if (owner) {
      qualified.set(name, (qualified.get(name) ?? new Set()).add(owner));
    }
  }
  const imported = new Set(
    [...code.matchAll(IMPORTS)].flatMap(
      ([text]) => text.match(/[A-Za-z_$][\w$]*/g) ?? [],
    ),
  );
  return { qualified, used, imported };
}
