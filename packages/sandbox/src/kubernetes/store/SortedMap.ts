const MOST = 256;
const FEW = 32;

interface Chunk<V> {
  readonly keys: readonly string[];
  readonly values: readonly V[];
}

/**
 * A map in the order of its keys that never changes: a change gives a new map that shares all but one chunk of entries
 * with the old one. So it costs nothing to keep an old version, for a list that is read page by page.
 */
export class SortedMap<V> {
  static empty<V>(): SortedMap<V> {
    return new SortedMap<V>([], 0);
  }

  /** From entries in ascending order of their keys, each key once. */
  static fromSorted<V>(entries: readonly (readonly [string, V])[]) {
    const chunks: Chunk<V>[] = [];
    for (let start = 0; start < entries.length; start += MOST) {
      const part = entries.slice(start, start + MOST);
      chunks.push({
        keys: part.map(([key]) => key),
        values: part.map(([, value]) => value),
      });
    }
    return new SortedMap<V>(chunks, entries.length);
  }

  private constructor(
    private readonly chunks: readonly Chunk<V>[],
    readonly size: number,
  ) {}

  get(key: string): V | undefined {
    const chunk = this.chunks[this.chunkOf(key)];
    if (!chunk) {
      return undefined;
    }
    const at = firstFrom(chunk.keys, key);
    return chunk.keys[at] === key ? chunk.values[at] : undefined;
  }

  with(key: string, value: V): SortedMap<V> {
    const index = Math.max(this.chunkOf(key), 0);
    const chunk = this.chunks[index] ?? { keys: [], values: [] };
    const at = firstFrom(chunk.keys, key);
    const known = chunk.keys[at] === key;
    const keys = known
      ? chunk.keys
      : [...chunk.keys.slice(0, at), key, ...chunk.keys.slice(at)];
    const values = [...chunk.values];
    values.splice(at, known ? 1 : 0, value);
    const atEnd = at === chunk.keys.length && index >= this.chunks.length - 1;
    return this.replaced(
      index,
      1,
      split({ keys, values }, atEnd),
      this.size + (known ? 0 : 1),
    );
  }

  without(key: string): SortedMap<V> {
    const index = this.chunkOf(key);
    const chunk = this.chunks[index];
    const at = chunk ? firstFrom(chunk.keys, key) : 0;
    if (chunk?.keys[at] !== key) {
      return this;
    }
    const left: Chunk<V> = {
      keys: chunk.keys.filter((_, position) => position !== at),
      values: chunk.values.filter((_, position) => position !== at),
    };
    const next = this.chunks[index + 1];
    // Chunks that have become small are joined, so that their number follows the number of entries.
    if (next && left.keys.length + next.keys.length <= 2 * FEW) {
      const joined = {
        keys: [...left.keys, ...next.keys],
        values: [...left.values, ...next.values],
      };
      return this.replaced(index, 2, [joined], this.size - 1);
    }
    const parts = left.keys.length ? [left] : [];
    return this.replaced(index, 1, parts, this.size - 1);
  }

  /** Adds all these entries, which are in ascending order of their keys, in one pass. */
  withSorted(entries: readonly (readonly [string, V])[]): SortedMap<V> {
    const merged: [string, V][] = [];
    let next = 0;
    for (const own of this.entries()) {
      while (next < entries.length && entries[next][0] < own[0]) {
        merged.push([...entries[next++]]);
      }
      if (entries[next]?.[0] === own[0]) {
        merged.push([...entries[next++]]);
      } else {
        merged.push(own);
      }
    }
    for (; next < entries.length; next += 1) {
      merged.push([...entries[next]]);
    }
    return SortedMap.fromSorted(merged);
  }

  /** Entries from a key (inclusive) up to another (exclusive). */
  *entries(from = '', before?: string): Generator<[string, V]> {
    let index = Math.max(this.chunkOf(from), 0);
    for (; index < this.chunks.length; index += 1) {
      const { keys, values } = this.chunks[index];
      if (before !== undefined && keys[0] >= before) {
        return;
      }
      for (let at = firstFrom(keys, from); at < keys.length; at += 1) {
        if (before !== undefined && keys[at] >= before) {
          return;
        }
        yield [keys[at], values[at]];
      }
    }
  }

  /** The number of entries in a range, without visiting each. */
  count(from = '', before?: string): number {
    const start = this.rank(from);
    const end = before === undefined ? this.size : this.rank(before);
    return Math.max(end - start, 0);
  }

  /** The number of keys that are less than this one. */
  private rank(key: string): number {
    const index = this.chunkOf(key);
    if (index < 0) {
      return 0;
    }
    let rank = firstFrom(this.chunks[index].keys, key);
    for (let before = 0; before < index; before += 1) {
      rank += this.chunks[before].keys.length;
    }
    return rank;
  }

  /** Index of the last chunk that begins at or before a key; -1 when all begin after it. */
  private chunkOf(key: string): number {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.chunks[middle].keys[0] <= key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private replaced(
    index: number,
    count: number,
    parts: Chunk<V>[],
    size: number,
  ) {
    const chunks = [...this.chunks];
    chunks.splice(index, count, ...parts);
    return new SortedMap<V>(chunks, size);
  }
}

function firstFrom(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle] < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function split<V>(chunk: Chunk<V>, atEnd: boolean): Chunk<V>[] {
  if (chunk.keys.length <= MOST) {
    return [chunk];
  }
  // Keys that come in order leave full chunks behind them.
  const at = atEnd ? MOST : MOST / 2;
  return [
    { keys: chunk.keys.slice(0, at), values: chunk.values.slice(0, at) },
    { keys: chunk.keys.slice(at), values: chunk.values.slice(at) },
  ];
}
