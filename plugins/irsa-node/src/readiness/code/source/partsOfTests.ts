import { Source } from './Source';

/** Modules of tests that stand in the source itself: Rust. First and last line of each. */
export function partsOfTests(source: Source): [number, number][] {
  if (source.language !== 'rust') {
    return [];
  }
  return [...source.code.matchAll(/#\[cfg\(test\)\]\s*mod\s+\w+\s*\{/g)].map(
    found => {
      const open = found.index! + found[0].length - 1;
      const close = source.bracketAt(open)?.close ?? source.code.length;
      return [source.lineAt(found.index!), source.lineAt(close)];
    },
  );
}
