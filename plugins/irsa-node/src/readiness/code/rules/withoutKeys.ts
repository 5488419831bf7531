import { Source } from '../source/Source';
import { asksForKey } from './conditionText';
import { conditionBeforeElse, FUNCTION_HEAD, headOf } from './conditions';

/** Whether a place is reached only without a key: `else` of a condition that asks for one, or under one that asks for none. */
export function isWithoutKeys(source: Source, index: number): boolean {
  return source.language === 'python'
    ? byIndent(source, index)
    : byBlocks(source, index);
}

function byBlocks(source: Source, index: number): boolean {
  for (const bracket of source.around(index)) {
    const head = bracket.kind === '{' ? headOf(source.code, bracket) : '';
    const isElse = /\belse\s*$/.test(head);
    const condition = isElse
      ? conditionBeforeElse(source, bracket)
      : /\bif\b([^{};]*)$/.exec(head)?.[1];
    if (condition !== undefined) {
      return asksForKey(condition) === (isElse ? 'there' : 'missing');
    }
    if (FUNCTION_HEAD.test(head)) {
      return false;
    }
  }
  return false;
}

const LINES_BEFORE = 30;

/** Also after `if key:` whose block returns. */
function byIndent(source: Source, index: number): boolean {
  const lines = source.code
    .slice(Math.max(0, index - 3000), source.lineOf(index).end)
    .trimEnd()
    .split('\n')
    .slice(-LINES_BEFORE);
  const depthOf = (text: string) => text.length - text.trimStart().length;
  let depth = depthOf(lines.at(-1) ?? '');
  let isElse = false;
  let returns = false;
  for (const text of lines.slice(0, -1).reverse()) {
    const here = depthOf(text);
    const words = text.trim();
    if (words === '' || /^[)\]}]/.test(words)) {
      continue;
    }
    if (here > depth) {
      returns ||= /^return\b/.test(words);
      continue;
    }
    if (/^(?:async\s+)?(?:def|class)\b/.test(words)) {
      return false;
    }
    const condition = /^(?:el)?if\s+(.+?):$/.exec(words)?.[1];
    const asked = condition && asksForKey(condition);
    if (asked && (here < depth ? !isElse : isElse || returns)) {
      return asked === (here < depth ? 'missing' : 'there');
    }
    if (here < depth) {
      isElse = /^else\s*:/.test(words);
      depth = here;
    } else if (!/^else\s*:/.test(words)) {
      returns = false;
    }
  }
  return false;
}
