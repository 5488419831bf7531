/**
 * Under which condition a place is reached. `keys`: only when there are keys; `other`: only by another choice, for example
 * of a local set-up; undefined: always.
 */
export type Condition = 'keys' | 'other' | undefined;

export const KEY_WORD = /key|secret|cred|access|(?:\b|_)id\b/i;
/** What chooses between a set-up with keys and one without. */
export const CHOICE =
  /local|\bdev|develop|debug|prod|stag(?:e|ing)|endpoint|emulat|minio|static|irsa|\biam|role_?arn|use_?\w|_?mode\b|auth|provider|method|environment|\benv\b|\bkind\b|\btype\b|test/i;
/** How credentials are found, and not whether there are any. */
const WAY =
  /(?:use|with)_?credentials?_?\w*|credentials?_?(?:provider|type|source|mode|method|kind)/gi;
/** A condition that is met when there is no key. */
export const NEGATIVE =
  /(?:^|[\s(&|])!(?!=)(?!\s*(?:string|String|Strings|StringUtils|\w*\.)?\.?(?:IsNullOr\w+|isBlank|isEmpty|empty|isset|is_null)?\w*\()|\bnot\s|\bis None\b|[!=]==?\s*(?:null|undefined|nil|None|""|'')|\.?nil\?|\.blank\?|\bunless\b|\bIsNullOr\w+\(|\b(?:empty|isEmpty|isBlank|isNullOr\w+|is_null|is_none)\(/;

/** Whether a condition speaks of a key, and is met when there is none. */
export function asksForKey(condition: string): 'there' | 'missing' | undefined {
  if (!KEY_WORD.test(condition)) {
    return undefined;
  }
  return NEGATIVE.test(withoutChecks(condition)) ? 'missing' : 'there';
}

/** Under which condition what follows one is reached. */
export function kindOf(condition: string, isElse = false): Condition {
  const isNegative = NEGATIVE.test(withoutChecks(condition));
  if (KEY_WORD.test(condition.replace(WAY, '')) && !isLazy(condition)) {
    return isNegative === isElse || CHOICE.test(condition) ? 'keys' : undefined;
  }
  return CHOICE.test(condition) && !isLazy(condition) ? 'other' : undefined;
}

/** `x != ""` and `!isEmpty(x)` ask whether there is something. */
export function withoutChecks(condition: string): string {
  return condition
    .replace(/(?:!==?|\bis not|<>)\s*(?:null|undefined|nil|None|""|'')/g, '')
    .replace(
      /!\s*(?:[\w.]+\.)?(?:IsNullOr\w+|isBlank|isEmpty|isNullOr\w+|empty|is_null|is_empty|is_none|nil\?|blank\?)/g,
      '',
    )
    .replace(
      /![\w.()>$-]+\.(?:isBlank|isEmpty|isNullOr\w+|is_empty|is_none|nil\?|empty\?|blank\?)/g,
      '',
    )
    .replace(/\bnot\s+(?:\w+\.)*\w+\.(?:empty|blank)\b/g, '');
}

/** `if (!client) { client = … }` makes a client once. */
function isLazy(condition: string): boolean {
  return /^\W*\w*(?:[cC]lient|[iI]nstance|[sS]ession|_?s3|[cC]ache\w*)\b\W*(?:(?:is|==+)\W*(?:null|nil|None|undefined))?\W*$/.test(
    condition.trim(),
  );
}
