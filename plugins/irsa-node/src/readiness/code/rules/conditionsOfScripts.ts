import { Source } from '../source/Source';
import { Condition } from './conditionText';

const KEY = /key|secret|cred|access|id$/i;
/** What chooses between a key and something else. */
const CHOICE =
  /iam|role|irsa|local|provider|auth|method|mode|endpoint|use_?\w|environment|minio/i;
const THERE = /-[nfrse][ \t]+["']?(?:\$\{?)?([\w./-]+)/g;
const MISSING = /-z[ \t]+["']?\$\{?(\w+)/g;

interface Block {
  asked: string;
  isElse: boolean;
}

/**
 * Under which condition a place of a script is reached: `if [ -n "$ID" ]`, `[ -n "$ID" ] &&`, `else` of `[ -z "$ID" ]`, or a choice such as
 * `[ "$USE_ROLE" != true ]` and `case "$AUTH" in`.
 */
export function conditionOfScript({ code }: Source, index: number): Condition {
  const start = code.lastIndexOf('\n', index - 1) + 1;
  const [line] = code.slice(start).split('\n', 1);
  const before = line.slice(0, index - start);
  const blocks = blocksAround(code.slice(0, start));
  if (/(?:&&|\|\|)\s*(?:\{\s*)?$/.test(before) || /&&/.test(before)) {
    blocks.push({ asked: before, isElse: /\|\|\s*(?:\{\s*)?$/.test(before) });
  }
  const kinds = blocks.map(kindOf);
  return kinds.find(kind => kind === 'keys') ?? kinds.find(kind => kind);
}

/** The blocks of `if` that are open at the end of a piece of script. */
function blocksAround(before: string): Block[] {
  const open: Block[] = [];
  for (const line of before.split('\n')) {
    const asked =
      /^[ \t]*(?:el)?if\b(.*)$/.exec(line)?.[1] ??
      /^[ \t]*case\b(.*)\bin\b/.exec(line)?.[1];
    if (/^[ \t]*elif\b/.test(line) || /^[ \t]*(?:fi|esac)\b/.test(line)) {
      open.pop();
    }
    if (asked !== undefined && !/\bfi\s*;?\s*$/.test(line)) {
      open.push({ asked, isElse: false });
    }
    if (/^[ \t]*else\b/.test(line) && open.length > 0) {
      open.at(-1)!.isElse = true;
    }
  }
  return open;
}

function kindOf({ asked, isElse }: Block): Condition {
  const namesOf = (pattern: RegExp) =>
    [...asked.matchAll(pattern)].map(([, name]) => name);
  const there = namesOf(isElse ? MISSING : THERE);
  if (there.some(name => KEY.test(name) && !/role|token|arn/i.test(name))) {
    return 'keys';
  }
  return CHOICE.test(asked.replace(/access|secret/gi, ''))
    ? 'other'
    : undefined;
}
