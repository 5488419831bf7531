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
/** What ends the program, or the function with an error. */
export const LEAVES =
  /\b(?:throw|raise|panic|abort|exit|fatal|Fatal\w*|fail|die|bail!|error)\b|\breturn\b[^\n;]*(?:\berr\b|\berrors\.|\bfmt\.Errorf\b|\bErr\()/;

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
  return kindOfChoice(condition, isElse);
}

/** A set-up that is not the one in the cluster. */
const OF_LOCAL =
  /local|\bdev|develop|debug|emulat|minio|offline|endpoint|\btest/i;
const OF_PRODUCTION = /prod/i;
/** S3 or another store: without S3, nothing looks for a role. */
const OF_STORE =
  /["'](?:aws[-_]?)?(?:s3|aws|amazon|sqs|sns|ses|dynamo_?db|kinesis)["']/i;
const OF_WAY = /irsa|\biam|role|static|auth|credential/i;

function kindOfChoice(condition: string, isElse: boolean): Condition {
  const isOfWay = OF_WAY.test(condition);
  if (
    !CHOICE.test(condition) ||
    isLazy(condition) ||
    (OF_STORE.test(condition) && !isOfWay)
  ) {
    return undefined;
  }
  const isNegative =
    NEGATIVE.test(withoutChecks(condition)) ||
    /!==?\s*["'\w]|<>/.test(condition);
  const isMet = isNegative === isElse;
  if (isOfWay || OF_LOCAL.test(condition) === OF_PRODUCTION.test(condition)) {
    return 'other';
  }
  // Keys of every set-up but the local one, or of production, are those of the cluster.
  return isMet === OF_LOCAL.test(condition) ? 'other' : undefined;
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
