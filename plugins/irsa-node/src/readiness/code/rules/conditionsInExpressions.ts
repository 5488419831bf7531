import { Source } from '../source/Source';
import { CHOICE, Condition, KEY_WORD, kindOf } from './conditionText';

const TESTED = '[\\w.$?!\\[\\]\'"()@]+';
/** Conditions inside of an expression: `id && secret ? { … } : {}` and `id && { … }`. */
const TERNARY = new RegExp(
  `(?:&&\\s*${TESTED}|\\bif\\b[^;{}]{1,120}|[\\w)\\]"'])\\s*\\?\\s*(?![.?:])[({\\[]?\\s*(?:[\\w.]+\\s*[:(]\\s*[{(]?\\s*)?[^;]{0,160}$`,
);
const SHORT = /&&\s*\(?\s*[{[][^;]{0,160}$/;
const NOTHING_ELSE =
  /^[^;]{0,320}?\}?\s*\)?\s*:\s*(?:\{\s*\}|undefined|null|\[\s*\]|nil|None|\(\s*\)|\w*(?:[dD]efault|from_?[Nn]ode|fromToken|create\(\)|AWSCredentials))/;
/** `id == null ? defaults : keys`. */
const DEFAULT_FIRST =
  /(?:key|secret|cred|access|\bid\b)[^;?{]{0,80}\?(?![.?])[^;?]{0,160}?(?:[dD]efault|Fallback|fromNode|undefined|null|\{\s*\}|create\(\))[^;?:]{0,60}(?:(?<!:):(?!:))[^;?]{0,120}$/i;
const PYTHON_TERNARY =
  /^[^\n;]{0,200}?[}\])\w"']\s+if\s+([^\n]{1,120}?)\s+else\s+(?:None|\{\}|dict\(\)|\(\))/;
// `false` leaves the requests without a signature.
const PHP_TERNARY =
  /^['"]credentials['"]\s*=>\s*([^\n;?]{1,120})\?\s*\[[^;]{0,200}?\]\s*:\s*(?:null|\[\])/;
/** `IsNullOrEmpty(key) ? new Client(region) : new Client(keys)` */
const CLIENT_FIRST =
  /(?:\bIsNullOr\w+\([^;?]{0,80}(?:key|secret|id)\w*\)|(?:key|secret|id)\w*\s*(?:is|==)\s*null)[^;?]{0,80}\?\s*new\s+[\w.]+\((?![^:;]*(?:key|secret|cred))[^:;]{0,80}\)\s*:[^;]{0,120}$/i;
/** `useRole ? {} : keys` */
const ROLE_FIRST =
  /([^;?{}()]{2,100})\?(?![.?])\s*(?:\{\s*\}|undefined|null|\[\s*\])\s*:\s*[^;?]{0,140}$/;
/** `key.map(id -> keys).orElseGet(default)`, and the same of Scala */
const MAPPED = /\bmap\s*[({]\s*\(?\w+\)?\s*[-=]>\s*[^;]{0,120}$/;
const OR_DEFAULT =
  /^[^;]{0,320}\.(?:orElse(?:Get)?|getOrElse)\s*[({][^;]{0,40}[dD]efault/;
/** `keys.fold(default)(k => …)` of Scala */
const FOLDED =
  /\.fold(?:\[[^\]]*\])?\(\s*Default\w+[^;{}]{0,60}\)\s*[({]\s*\(?\w+\)?\s*=>\s*[^;]{0,160}$/;
/** `case Some(k) => …` of Scala, beside an arm that finds the role. */
const ARM_OF_SOME = /\bcase\s+Some\b[^\n]*=>(?!.*\bcase\b)[^;]{0,200}$/s;
const ARM_OF_NONE =
  /\bcase\s+(?:None|_)\s*=>\s*[^;]{0,80}Default\w*Credentials\w*/;
/** Whether there is a role: without one, nothing is lost. */
const OF_ROLE = /role|irsa|identity|\biam/i;
/** What a condition is given to. */
const NAME_OF_FIELD = /^[^]*?\bcredentials["']?\s*[:=](?!=)/;
/** The same by the name of a way: `case "static" => …`. */
const ARM_OF_WAY = /\bcase\s+["'][^\n]*=>(?!.*\bcase\b)[^;]{0,200}$/s;
const ARM_OF_DEFAULT =
  /\bcase\s+[^\n=]{1,60}=>\s*[^;]{0,80}Default\w*Credentials\w*/;
/** `| Some k -> …` of F#. */
const SOME_OF_FSHARP = /\|\s*Some\b[^\n]*->[^|]{0,200}$/;
const NONE_OF_FSHARP =
  /\|\s*(?:None|_)\s*->\s*(?:new\s+)?Amazon\w+Client\((?![^)]*(?:[kK]ey|[sS]ecret|[cC]red))/;
const REACH = 320;

/** The same by the expression that a place is in. */
export function inExpression(source: Source, index: number): Condition {
  const { code, language } = source;
  const before = code.slice(Math.max(0, index - REACH), index);
  const after = code.slice(index, index + REACH);
  if (language === 'python') {
    const chosen = PYTHON_TERNARY.exec(after.replace(/\n\s*/g, ' '));
    return (chosen && KEY_WORD.test(chosen[1])) || isFiltered(source, index)
      ? 'keys'
      : undefined;
  }
  const chosen = language === 'php' ? PHP_TERNARY.exec(after) : null;
  if (chosen && KEY_WORD.test(chosen[1])) {
    return 'keys';
  }
  if (TERNARY.test(before) && NOTHING_ELSE.test(after)) {
    const asked = before.slice(0, before.lastIndexOf('?')).slice(-140);
    const condition = asked
      .slice(asked.search(/[^;{]*$/))
      .replace(NAME_OF_FIELD, '');
    if (KEY_WORD.test(condition)) {
      return 'keys';
    }
    return CHOICE.test(condition) ? kindOf(condition) : 'other';
  }
  const setUp = ROLE_FIRST.exec(before)?.[1].replace(NAME_OF_FIELD, '');
  if (
    setUp &&
    CHOICE.test(setUp) &&
    !KEY_WORD.test(setUp) &&
    !OF_ROLE.test(setUp)
  ) {
    return kindOf(setUp, true);
  }
  if (
    DEFAULT_FIRST.test(before) ||
    CLIENT_FIRST.test(before) ||
    FOLDED.test(before) ||
    (MAPPED.test(before) && OR_DEFAULT.test(after)) ||
    (SOME_OF_FSHARP.test(before) &&
      (NONE_OF_FSHARP.test(after) || NONE_OF_FSHARP.test(before))) ||
    (ARM_OF_SOME.test(before) &&
      (ARM_OF_NONE.test(after) || ARM_OF_NONE.test(before)))
  ) {
    return 'keys';
  }
  if (
    ARM_OF_WAY.test(before) &&
    (ARM_OF_DEFAULT.test(after) || ARM_OF_DEFAULT.test(before))
  ) {
    return 'other';
  }
  if (CHOICE.test(ROLE_FIRST.exec(before)?.[1] ?? '')) {
    return 'other';
  }
  if (language === 'ruby' && isCompacted(source, index)) {
    return 'keys';
  }
  return SHORT.test(before) && KEY_WORD.test(before.slice(-200))
    ? 'keys'
    : undefined;
}

/** A dictionary of which only what there is goes on: `{k: v for k, v in options.items() if v}`. */
function isFiltered(source: Source, index: number): boolean {
  const [inner] = source.around(index);
  const name =
    inner &&
    /\b(\w{1,60})\s*=\s*(?:dict)?$/.exec(
      source.code.slice(Math.max(0, inner.open - 80), inner.open),
    )?.[1];
  return (
    name !== undefined &&
    new RegExp(`\\bin\\s+${name}\\.items\\(\\)\\s+if\\s+\\w`).test(source.code)
  );
}

/** A hash that loses what is nil: `{ … }.compact`. */
function isCompacted(source: Source, index: number): boolean {
  return source
    .around(index)
    .slice(0, 2)
    .some(({ close }) =>
      /^[})]\s*\.(?:compact\b|reject\s*\{[^}]*(?:nil|blank)\?)/.test(
        source.code.slice(close, close + 60),
      ),
    );
}
