/** An entry of YAML, as `settings.ts` reads it, with the mark of its value. */
export interface MarkedEntry {
  /** With the names of what it is in, with dots between. */
  name: string;
  value: string;
  index: number;
  document?: number;
  /** The name of the anchor before the value: `&name`. */
  anchor?: string;
  /** Whether an alias takes it elsewhere. */
  isShared?: boolean;
}

const ANCHOR = /^&([\w-]+)(?:\s+|$)/;
const ALIASES = /^(?:\*[\w-]+|\[\s*\*[\w-]+(?:\s*,\s*\*[\w-]+)*\s*,?\s*\])$/;
/** More entries than any person shares in one file; aliases of aliases may stand for very many. */
const MOST_COPIES = 2000;

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
  /** Where the entry of an anchor is in `found`. */
  const anchors = new Map<string, number>();
  let left = MOST_COPIES;
  for (const entry of entries) {
    const aliases = ALIASES.test(entry.value)
      ? [...entry.value.matchAll(/\*([\w-]+)/g)].map(([, name]) => name)
      : [];
    const meant = aliases.flatMap(name => anchors.get(name) ?? []);
    const isMerge = /(?:^|\.)<<$/.test(entry.name);
    if (!isMerge) {
      const only = meant.length === 1 ? found[meant[0]] : undefined;
      found.push({ ...entry, value: only?.value || entry.value });
      if (entry.anchor) {
        anchors.set(entry.anchor, found.length - 1);
      }
    }
    const under = isMerge ? entry.name.slice(0, -2) : `${entry.name}.`;
    const most = left;
    const copies = meant.flatMap(at =>
      below(found, at, most).map(each => {
        each.isShared = true;
        return {
          ...each,
          anchor: undefined,
          isShared: false,
          document: entry.document,
          name: under + each.name.slice(found[at].name.length + 1),
        };
      }),
    );
    left -= copies.length;
    found.push(...copies);
  }
  return found;
}

/** At most so many entries that are in the one at a place: they follow it. */
function below(
  found: readonly MarkedEntry[],
  at: number,
  most: number,
): MarkedEntry[] {
  const start = `${found[at].name}.`;
  const inside: MarkedEntry[] = [];
  for (
    let next = at + 1;
    next < found.length &&
    inside.length < most &&
    found[next].name.startsWith(start);
    next += 1
  ) {
    inside.push(found[next]);
  }
  return inside;
}
