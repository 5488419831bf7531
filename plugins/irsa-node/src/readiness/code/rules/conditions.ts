import { Bracket } from '../source/brackets';
import { Source } from '../source/Source';
import {
  ELVIS_LEAVES,
  isAnotherWay,
  isElseOfLost,
  isLostByIndent,
  isOtherwiseLost,
  makesClient,
  OTHER_STORE,
  speaksOfSame,
  statementAround,
} from './otherWays';
import { inExpression } from './conditionsInExpressions';
import {
  CHOICE,
  Condition,
  KEY_WORD,
  kindOf,
  LEAVES,
  NEGATIVE,
  withoutChecks,
} from './conditionText';

const RETURNS = /\breturn\b/;
/** What makes a client or credentials that find the role. */
const FINDS_ROLE =
  /\bNewIAM\s*\(|\bI[aA][mM]A[wW][sS]Provider\b|\bLoadDefaultConfig\s*\(\s*[^,()]*(?:\([^()]*\))?\s*\)|\bDefaultCredentialsProvider\b|\bDefaultAWSCredentialsProviderChain\b|\bfromNodeProviderChain\b|\bFallbackCredentialsFactory\b|\bWebIdentity\w*\s*[.(]|\bAmazonS3Builder::from_env\b|\baws_config::(?:defaults|from_env|load\w*)\s*\(|\b(?:boto3|aioboto3|\w*[sS]ession)\.(?:client|resource|Session|create_client)\((?![^)]*(?:key|secret|cred))|\bnew\s+\w+Client\((?![^)]*(?:[kK]ey|[sS]ecret|[cC]red))|\bClient\.create\(\)|\bdefaultClient\(\)|\bAws::\w+::(?:Client|Resource)\.new\b(?!.*(?:key|cred))/;

const GUARDS_BEFORE = 600;
/** Characters of the lines in which the head of a block is looked for. */
const LINES_BEFORE = 4000;

/** Under which condition keys are given at a place. */
export function conditionOf(source: Source, index: number): Condition {
  return (
    inExpression(source, index) ??
    (source.language === 'python' || source.language === 'ruby'
      ? byIndent(source, index)
      : byBlocks(source, index)) ??
    afterGuard(source, index) ??
    byAnnotation(source, index)
  );
}

/** What begins a function or a type. */
export const FUNCTION_HEAD = /\b(?:func|function|fun|fn|class|def)\b|=>\s*$/;

/** Languages with braces: the heads of the blocks around the place. */
function byBlocks(source: Source, index: number): Condition {
  const { code } = source;
  for (const bracket of source.around(index)) {
    if (bracket.kind !== '{') {
      continue;
    }
    const head = headOf(code, bracket);
    if (
      source.language === 'rust' &&
      /\bmatch\b[^{};]*$/.test(head) &&
      FINDS_ROLE.test(otherArms(code, bracket, index)) &&
      !/credentials_provider|access_key/.test(otherArms(code, bracket, index))
    ) {
      return 'other';
    }
    if (source.language === 'rust' && /=>\s*$/.test(head)) {
      return /\bSome\(/.test(head) &&
        !hasArmThatFails(source, bracket) &&
        (KEY_WORD.test(head) || hasArmForRole(source, bracket))
        ? 'keys'
        : undefined;
    }
    if (/\belse\s*$/.test(head)) {
      const condition = conditionBeforeElse(source, bracket);
      const kind =
        condition === undefined ? undefined : kindOf(condition, true);
      if (kind) {
        return kind === 'keys' && isElseOfLost(source, bracket, index)
          ? undefined
          : kind;
      }
      continue;
    }
    const arm = /\bswitch\b([^{};]*)$/.exec(head);
    if (arm) {
      const kind = kindOfArm(source, bracket, index, arm[1]);
      if (kind) {
        return kind;
      }
      continue;
    }
    const found = /\b(?:if|case|when)\b([^{};]*)$/.exec(head);
    if (FUNCTION_HEAD.test(found ? found[1] : head)) {
      return undefined;
    }
    const kind = found ? kindOf(found[1]) : undefined;
    if (kind && !LEAVES.test(code.slice(bracket.open, index))) {
      return kind === 'keys' && isOtherwiseLost(source, bracket, index)
        ? undefined
        : kind;
    }
    if (/\?\.let\s*$/.test(head) && KEY_WORD.test(head)) {
      return ELVIS_LEAVES.test(code.slice(bracket.close, bracket.close + 80))
        ? undefined
        : 'keys';
    }
  }
  // A statement without braces.
  const { text, start } = source.lineOf(index);
  const bare = /\bif\s*\(([^{}]*)\)\s*[^{]*$/.exec(
    text.slice(0, index - start),
  );
  return bare ? kindOf(bare[1]) : undefined;
}

/** Under which condition the arm of a `switch` is reached that a place is in. */
function kindOfArm(
  { code }: Source,
  { open }: Bracket,
  index: number,
  subject: string,
): Condition {
  const arm = [
    ...code.slice(open, index).matchAll(/\b(?:case\b[^:\n]*|default\s*):/g),
  ].at(-1);
  return arm && !LEAVES.test(code.slice(open + arm.index!, index))
    ? kindOf(`${subject} ${arm[0]}`)
    : undefined;
}

/** Whether another arm of the `match` around the block of an arm finds the role. */
function hasArmForRole(source: Source, { open }: Bracket): boolean {
  const [around] = source.around(open);
  const others = around && otherArms(source.code, around, open);
  return (
    others !== undefined &&
    FINDS_ROLE.test(others) &&
    !/credentials_provider|access_key/.test(
      others.split(/\bNone\s*=>/)[1] ?? others,
    )
  );
}

/** Whether another arm ends with an error or takes another store. */
function hasArmThatFails(source: Source, { open }: Bracket): boolean {
  const [around] = source.around(open);
  const others = around ? otherArms(source.code, around, open) : '';
  return (
    !FINDS_ROLE.test(others) &&
    (/=>\s*(?:\{\s*)?(?:return\s+)?(?:Err\(|panic!|bail!|unreachable!)/.test(
      others,
    ) ||
      OTHER_STORE.test(others))
  );
}

/** The arms of a `match` without the one of a place. */
function otherArms(code: string, { open, close }: Bracket, index: number) {
  const own = code.lastIndexOf('=>', index);
  const next = code.indexOf('=>', index);
  const head = code.slice(open, own);
  return (
    // The pattern of the own arm may name the halves.
    head.slice(0, Math.max(0, head.lastIndexOf('\n'))) +
    (next < 0 ? '' : code.slice(next, close))
  );
}

/** What stands before the bracket of a block, in its statement. */
export function headOf(code: string, { open }: Bracket): string {
  const before = code.slice(Math.max(0, open - 240), open);
  // Go: `if key := m["key"]; key != "" {`
  const named =
    /(?:^|\n)[ \t]*((?:\}[ \t]*else[ \t]+)?if\b[^\n{};]*:=[^\n{};]*;)([^\n{};]*)$/.exec(
      before,
    );
  if (named) {
    return `if ${named[2]}`;
  }
  return before.slice(
    Math.max(
      before.lastIndexOf(';'),
      before.lastIndexOf('{'),
      lastBlockEnd(before),
    ) + 1,
  );
}

/** The end of the block before, unless `else` continues it. */
function lastBlockEnd(before: string): number {
  const at = before.lastIndexOf('}');
  return /^\}\s*\)?\s*else\b/.test(before.slice(at)) ? -1 : at;
}

/** The condition of the `if` to which an `else` belongs. */
export function conditionBeforeElse(
  source: Source,
  { open }: Bracket,
): string | undefined {
  const near = source.bare.slice(Math.max(0, open - 40), open).lastIndexOf('}');
  const close = near < 0 ? -1 : Math.max(0, open - 40) + near;
  const block =
    close < 0
      ? undefined
      : source.around(close).find(each => each.close === close);
  const head = block && headOf(source.code, block);
  return head && /\bif\b([^{};]*)$/.exec(head)?.[1];
}

/** Languages that indent: the lines around with less before them. */
function byIndent(source: Source, index: number): Condition {
  const lines = source.code
    .slice(Math.max(0, index - LINES_BEFORE), index)
    .split('\n');
  const depthOf = (text: string) => text.length - text.trimStart().length;
  const whole = source.lineOf(index).text;
  const modifier = /\s(?:if|unless)\s+(.+)$/.exec(whole);
  if (
    source.language === 'ruby' &&
    modifier &&
    !/^\s*(?:els)?if\b/.test(whole)
  ) {
    const kind = kindOf(modifier[0]);
    if (kind) {
      return kind;
    }
  }
  let depth = depthOf(whole);
  let isElse = false;
  for (
    let line = lines.length - 2;
    line >= 0 && lines.length - line < 120;
    line -= 1
  ) {
    const text = lines[line];
    if (text.trim() === '' || /^\s*[)\]}]/.test(text)) {
      continue;
    }
    const here = depthOf(text);
    if (here > depth || (here === depth && !isElse)) {
      continue;
    }
    const words = text.trim();
    if (/^(?:async\s+)?(?:def|class)\b/.test(words)) {
      return undefined;
    }
    if (/^else\b/.test(words)) {
      isElse = true;
      depth = here;
      continue;
    }
    const [, isUnless, condition] =
      /^(?:(?:el|els)?if|case|(unless))\s+(.+?):?$/.exec(words) ?? [];
    const kind = condition && kindOf(condition, isUnless ? !isElse : isElse);
    if (kind) {
      return kind === 'keys' &&
        isLostByIndent(source, index, { depth: here, isElse })
        ? undefined
        : kind;
    }
    if (/^try:/.test(words) && hasOtherWay(source, index, here)) {
      return 'keys';
    }
    isElse = false;
    depth = here;
  }
  return undefined;
}

/** Whether a `try` goes on without keys when one is missing. */
function hasOtherWay({ code }: Source, index: number, depth: number): boolean {
  const after = code.slice(index, index + 1500);
  const handler = new RegExp(
    `^[ \\t]{${depth}}except\\s*\\(?[^\\n]*\\b(?:KeyError|Exception|UndefinedValueError)\\b[^\\n]*\\n((?:[ \\t]{${
      depth + 1
    },}[^\\n]*\\n?){1,4})`,
    'm',
  ).exec(after)?.[1];
  return (
    handler !== undefined && FINDS_ROLE.test(handler) && !LEAVES.test(handler)
  );
}

const FUNCTION = /(?<!\])\b(?:def|func|function|fun|fn)\b/g;
/** The condition and what is done then, on one line or on the next two. */
const GUARD =
  /\bif\b\s*\(?([^\n{};:]{2,160}?)\)?\s*(?:[{:]|\bthen\b|(?=\breturn\b)|\n)\s*([^\n]*(?:\n[^\n]*)?)/g;

/** The beginning of the line with the outermost call that a place is in. */
function statementStart(source: Source, index: number): number {
  const starts = source
    .around(index)
    .filter(({ kind, open }) => kind !== '{' && index - open < GUARDS_BEFORE)
    .map(({ open }) => source.lineOf(open).start);
  return Math.min(source.lineOf(index).start, ...starts);
}

/** `return Client.new if key.nil?` */
const MODIFIER =
  /^\s*(return\b[^\n]{0,160}?)\s(?=if\s|unless\s)(?:if\s+)?([^\n]{2,160})$/gm;

/** `if (!key) { return clientWithoutKeys() }` before the place, in the same function. */
function afterGuard(source: Source, index: number): Condition {
  const own = statementStart(source, index);
  const before = source.code.slice(Math.max(0, own - GUARDS_BEFORE), own);
  const start = [...before.matchAll(FUNCTION)].at(-1)?.index ?? 0;
  const here = source.lineOf(index).text;
  const isClient = makesClient(source, index);
  const guards = [
    ...[...before.slice(start).matchAll(GUARD)].map(([, condition, body]) => ({
      condition,
      body,
    })),
    ...[...before.slice(start).matchAll(MODIFIER)].map(
      ([, body, condition]) => ({ condition, body }),
    ),
  ];
  const isGuarded = guards.some(
    ({ condition, body }) =>
      (KEY_WORD.test(condition) || asksFor(condition, here)) &&
      NEGATIVE.test(withoutChecks(condition)) &&
      RETURNS.test(body) &&
      !LEAVES.test(body) &&
      speaksOfSame(condition, statementAround(source, index)) &&
      !isAnotherWay(body, isClient) &&
      /return\s*(?:undefined|null|nil|None|\{\s*\}|;|$)|client|config|session|s3|resource|new|load|default/i.test(
        body,
      ),
  );
  if (isGuarded) {
    return 'keys';
  }
  const isChosen = guards.some(
    ({ condition, body }) =>
      CHOICE.test(condition) &&
      RETURNS.test(body) &&
      !LEAVES.test(body) &&
      FINDS_ROLE.test(body),
  );
  return isChosen ? 'other' : undefined;
}

/** Whether a condition asks for a value of which a line takes a part: `c == nil` and `c.ID`. */
function asksFor(condition: string, line: string): boolean {
  const name =
    /^!?\s*(\w{1,60})\s*(?:(?:[!=]==?|is)\s*(?:nil|null|None|undefined))?$/.exec(
      condition.trim(),
    )?.[1];
  return (
    name !== undefined && new RegExp(`(?<![\\w.])${name}[?!]?\\.\\w`).test(line)
  );
}

/** Classes of Spring that are there for some set-ups only. */
const FOR_SOME = /@(?:Profile|ConditionalOn\w+|IfBuildProfile|Requires)\s*\(/;

function byAnnotation(source: Source, index: number): Condition {
  if (source.language !== 'java') {
    return undefined;
  }
  const isForSome = source.around(index).some(({ kind, open }) => {
    const before = source.code.slice(Math.max(0, open - 500), open);
    return (
      kind === '{' && FOR_SOME.test(before.slice(before.search(/[^;{}]*$/)))
    );
  });
  return isForSome || FOR_SOME.test(annotationsOfFunction(source, index))
    ? 'other'
    : undefined;
}

/** The lines with annotations over a function of Kotlin or Scala that is one expression. */
function annotationsOfFunction({ code }: Source, index: number): string {
  const lines = code.slice(Math.max(0, index - 1000), index).split('\n');
  const head = lines.findLastIndex(line => /\b(?:fun|def)\s+\w/.test(line));
  const first = lines
    .slice(0, Math.max(0, head))
    .findLastIndex(line => !line.trimStart().startsWith('@'));
  return head < 0 ? '' : lines.slice(first + 1, head).join('\n');
}
