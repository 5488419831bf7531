import { Bracket } from '../../readiness/code/source/brackets';
import { Source } from '../../readiness/code/source/Source';

/** A part of the source that has a value. */
export interface Expression {
  start: number;
  /** Exclusive. */
  end: number;
}

/** What stands before a bracket and belongs to it: `new a.b.C`, also after other calls of a chain. */
export function calleeStart(source: Source, { open }: Bracket): number {
  const { bare, code } = source;
  let at = open;
  for (;;) {
    const before = bare.slice(Math.max(0, at - 200), at);
    const words =
      /(?:\b(?:new|await)\s+|[&*]|\[\][\w.]*)?[\w$.:\\>?!-]*(?:<[\w\s,.]*>)?\s*$/.exec(
        before,
      )?.[0] ?? '';
    if (/^[>?:!-]+\s*$/.test(words)) {
      return at;
    }
    at -= words.length;
    const isChain = /^\s*(?:\?\.|!?\.|->|::)/.test(words);
    const closes = /[)\]}]\s*$/.exec(bare.slice(Math.max(0, at - 80), at));
    if (!isChain || !closes) {
      return at + (words.length - words.trimStart().length);
    }
    const close = at - closes[0].length;
    const opener = source.around(close).find(each => each.close === close);
    if (!opener || code.length === 0) {
      return at;
    }
    at = opener.open;
  }
}

/** Goes on from the end of an expression over `.method(…)`, `!` and `as Type`. */
export function chainEnd(source: Source, end: number): number {
  const { bare } = source;
  let at = end;
  for (;;) {
    const rest = bare.slice(at, at + 200);
    const link =
      /^\s*(?:\?\.|!?\.|->|::)[\w$]+(?:::<[^>]*>)?/.exec(rest) ??
      /^!(?!=)/.exec(rest) ??
      /^\?(?=[;.,)\s])(?!\s*[\w'"({])/.exec(rest);
    if (link) {
      at += link[0].length;
    }
    const open = /^\s*\(/.exec(bare.slice(at, at + 20));
    const bracket =
      link && open ? source.bracketAt(at + open[0].length - 1) : undefined;
    if (bracket) {
      at = bracket.close + 1;
    } else if (!link) {
      const typed = /^\s+(?:as|satisfies)\s+[\w.<>]+/.exec(rest);
      return at + (typed && source.language === 'node' ? typed[0].length : 0);
    }
  }
}

/** The call that a bracket belongs to, from its first word to the end of its chain. */
export function callOf(source: Source, bracket: Bracket): Expression {
  return {
    start: calleeStart(source, bracket),
    end: chainEnd(source, bracket.close + 1),
  };
}

/** The name in front of the value of an item: `name: `, `name=`, `'name' => `. */
const NAMED = /^(?:(:?[\w$]+|["'][\w.$-]+["'])\s*(?:=>|:(?!:)|=(?![=>]))\s*)/;

/** The name of a part of a list, and where its value begins; a value without a name is all of the part. */
export function nameOf(text: string): { name?: string; value: number } {
  const found = NAMED.exec(text);
  return { name: found?.[1], value: found?.[0].length ?? 0 };
}
