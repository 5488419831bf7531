/** An entry of YAML, as `settings.ts` reads it, with the mark of its value. */
export interface MarkedEntry {
  /** With the names of what it is in, with dots between. */
  name: string;
  value: string;
  index: number;
  document?: number;
  /** The name of the anchor before the value: `&name`. */
  anchor?: string;
}

const ANCHOR = /^&([\w-]+)(?:\s+|$)/;
const ALIASES = /^(?:\*[\w-]+|\[\s*\*[\w-]+(?:\s*,\s*\*[\w-]+)*\s*,?\s*\])$/;
/** More entries than any person shares in one file; aliases of aliases may stand for very many. */
const MOST_COPIES = 2000;
const MOST_ALIASES = 500;

/** The anchor before a value of YAML, and the value without it. */
export function withoutAnchor(value: string): {
  value: string;
  anchor?: string;
} {
  const found = ANCHOR.exec(value);
  return found
    ? { value: value.slice(found[0].length), anchor: found[1] }
    : { value };
}

/**
 * The entries of a file, and again under each alias and merge key (`name: *a`, `<<: *a`, `<<: [*a, *b]`) those that it stands
 * for, each at the place where it is written. An alias of one value has that value.
 */
export function withAliases(entries: readonly MarkedEntry[]): MarkedEntry[] {
  if (!entries.some(({ anchor }) => anchor)) {
    return [...entries];
  }
  const found: MarkedEntry[] = [];
  const anchors = new Map<string, MarkedEntry>();
  let looked = 0;
  for (const entry of entries) {
    if (entry.anchor) {
      anchors.set(entry.anchor, entry);
    }
    const aliases = ALIASES.test(entry.value)
      ? [...entry.value.matchAll(/\*([\w-]+)/g)].map(([, name]) => name)
      : [];
    const meant = aliases.flatMap(name => anchors.get(name) ?? []);
    const isMerge = /(?:^|\.)<<$/.test(entry.name);
    if (!isMerge) {
      const [only] = meant;
      found.push(only?.value ? { ...entry, value: only.value } : entry);
    }
    const under = isMerge ? entry.name.slice(0, -2) : `${entry.name}.`;
    looked += meant.length;
    const maps = looked > MOST_ALIASES ? [] : meant.filter(each => !each.value);
    const copies = maps.flatMap(({ name }) =>
      found
        .filter(each => each.name.startsWith(`${name}.`))
        .map(each => ({
          ...each,
          anchor: undefined,
          document: entry.document,
          name: under + each.name.slice(name.length + 1),
        })),
    );
    if (found.length + copies.length < entries.length + MOST_COPIES) {
      found.push(...copies);
    }
  }
  return found;
}
