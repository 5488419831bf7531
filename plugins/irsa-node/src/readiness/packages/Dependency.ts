/** A package that a file names, with the line that does. */
export interface Dependency {
  name: string;
  version?: string;
  /** Whether the version is the one that is installed, in a file that may have ranges too. */
  pinned?: boolean;
  /** Only the version is told here; another file says whether the package is asked for. */
  managed?: boolean;
  /** What is left out of what the package would bring; `*` for everything. */
  without?: string[];
  /** In long lists it is looked for only when it is asked for: only some packages of a lock file are SDKs. */
  readonly line: number;
}

/** What files with packages take from other files of the repository. */
export interface SharedNames {
  /** Versions by the names that other files give them. */
  versions: ReadonlyMap<string, string>;
  /** Entries of version catalogs that builds ask for: `libs.aws.s3`, `libs.bundles.aws`; undefined when no build asks for any. */
  asked?: ReadonlySet<string>;
}

/** Reads one kind of file. Throws when it is not of that kind at all. */
export type DependencyReader = (
  content: string,
  shared: SharedNames,
) => Dependency[];

/** Line, from 1, of the first occurrence of `text` at or after `from`; 1 when there is none. */
export function lineOf(content: string, text: string, from = 0): number {
  const at = content.indexOf(text, from);
  if (at < 0) {
    return 1;
  }
  let line = 1;
  for (let index = content.indexOf('\n'); index >= 0 && index < at; ) {
    line += 1;
    index = content.indexOf('\n', index + 1);
  }
  return line;
}

/** The lowest version of a range such as `^1.2.3`, `>=1.2,<2` or `~> 3.1`; none when it has no lower end. */
export function lowestOf(range: string | undefined): string | undefined {
  const text = range?.trim() ?? '';
  if (/^(<|!=)/.test(text)) {
    return /(?:^|[,\s])(?:>=?|={2,3}|~=)\s*v?(\d+(?:\.\d+)*)/.exec(text)?.[1];
  }
  return /\d+(\.\d+)*/.exec(text)?.[0];
}
