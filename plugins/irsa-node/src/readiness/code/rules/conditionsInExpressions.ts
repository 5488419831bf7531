import { Source } from '../source/Source';
import { CHOICE, Condition, KEY_WORD } from './conditionText';

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
/** `key.map(id -> keys).orElseGet(default)` */
const MAPPED = /\bmap\(\s*\(?\w+\)?\s*->\s*[^;]{0,120}$/;
const OR_DEFAULT = /^[^;]{0,320}\.orElse(?:Get)?\([^;]{0,40}[dD]efault/;
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
    return KEY_WORD.test(asked.slice(asked.search(/[^;{]*$/)))
      ? 'keys'
      : 'other';
  }
  if (
    DEFAULT_FIRST.test(before) ||
    CLIENT_FIRST.test(before) ||
    (MAPPED.test(before) && OR_DEFAULT.test(after))
  ) {
    return 'keys';
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
