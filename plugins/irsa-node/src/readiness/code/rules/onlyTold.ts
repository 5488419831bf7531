import { Source } from '../source/Source';
import { LEAVES } from './conditionText';

/** What writes a log or shows something, and goes on. */
const TELLS =
  /(?:^|[.:!>\s])(?:(?:console|_?log(?:ger|ging)?|logs?|slog|tracing|LOG(?:GER)?|Rails\.logger|Log|_logger|Console)(?:\(\))?(?:\.|::|->)(?:log|debug|trace|info|warn(?:ing)?|error|print(?:ln|f)?|notice|Log\w*|WriteLine|[dD]ebugf?|[iI]nfof?|[wW]arn(?:ing)?f?|[eE]rrorf?|Print(?:ln|f)?)|print(?:ln|f)?|puts|error_log|syslog|eprintln|(?:info|warn|debug|error)!|fmt\.(?:Print|Fprint)\w*)!?$/;
/** A reading that ends the program when there is nothing. */
const DEMANDS = /environ\s*\[|\bfetch\s*\(|OrThrow|[rR]equired?\b|\b[mM]ust/;
const DEMANDS_AFTER =
  /^["']?\s*[\])]?\s*(?:\.(?:unwrap|expect)\b|\?(?=\s*[;.,)])|!!|!(?!=))/;
const ONLY_LOOKS = /(?:^|\.)(?:Boolean|bool|String|str|len|mask\w*)$/;
/** One of two words for how the program signs in. */
const TELLS_WAY =
  /\?\s*["'][\w -]{2,30}["']\s*:\s*["'](?:\w+[- ])?(?:role|irsa|iam|web[-_ ]?identity|chain|default)\w*["']|["'][\w -]{2,30}["']\s+if\s+.{1,120}\selse\s+["'](?:\w+[- ])?(?:role|irsa|iam|web[-_ ]?identity|chain|default)\w*["']/i;
/** What keeps a value out of what is told. */
const HIDES = /\b(?:filter_sensitive_data|define_cassette_placeholder)\b/;
const LINES_AFTER = 8;

/** Whether the program ends, where it reads at a place, when there is nothing. */
export function isDemanded(source: Source, index: number): boolean {
  const { text, start } = source.lineOf(index);
  const at = index - start + 1;
  const next = source.code
    .slice(index, index + 300)
    .split('\n')
    .slice(0, 2);
  return (
    DEMANDS.test(text.slice(Math.max(0, at - 60), at)) ||
    DEMANDS_AFTER.test(text.slice(at)) ||
    LEAVES.test(next[0]) ||
    (/^\s*(?:if|unless|elif|elsif)\b/.test(text) && LEAVES.test(next[1] ?? ''))
  );
}

/** Whether a variable is read only to be told in a log: in what is logged, or as the condition of nothing but logs. */
export function isOnlyTold(source: Source, found: RegExpMatchArray): boolean {
  const index = found.index!;
  const after = source.code.slice(index + found[0].length).slice(0, 40);
  if (DEMANDS.test(found[0]) || DEMANDS_AFTER.test(after)) {
    return false;
  }
  const { text } = source.lineOf(index);
  return (
    HIDES.test(text) ||
    TELLS_WAY.test(text) ||
    isLogged(source, index) ||
    isConditionOfLogs(source, index)
  );
}

/** Whether the value goes into nothing but a log. */
function isLogged(source: Source, index: number): boolean {
  for (const bracket of source.around(index)) {
    const callee = source.calleeOf(bracket);
    if (bracket.kind === '(' && TELLS.test(` ${callee}`)) {
      return true;
    }
    if (callee !== '' && !ONLY_LOOKS.test(callee)) {
      return false;
    }
  }
  return false;
}

function isConditionOfLogs(source: Source, index: number): boolean {
  const { text, start } = source.lineOf(index);
  if (!/^\s*(?:if|unless)\b/.test(text.slice(0, index - start))) {
    return false;
  }
  const isIndented = source.language === 'python' || source.language === 'ruby';
  const body = isIndented
    ? indentedBody(source, index)
    : bracedBody(source, index);
  return body !== undefined && body.length > 0 && body.every(isTelling);
}

function isTelling(statement: string): boolean {
  const callee = /^\s*([\w.:>()!-]+?)\s*(?:\(|["'])/.exec(statement)?.[1];
  return callee !== undefined && TELLS.test(` ${callee}`);
}

/** The lines of the block after a line; undefined when an `else` follows. */
function indentedBody(source: Source, index: number): string[] | undefined {
  const { text, end } = source.lineOf(index);
  const depthOf = (line: string) => line.length - line.trimStart().length;
  const lines = source.code
    .slice(end, end + 1500)
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, LINES_AFTER);
  const last = lines.findIndex(line => depthOf(line) <= depthOf(text));
  const body = last < 0 ? lines : lines.slice(0, last);
  const least = Math.min(...body.map(depthOf));
  return /^\s*(?:el|else)/.test(lines[last] ?? '')
    ? undefined
    : body.filter(line => depthOf(line) === least && !/^\s*[)\]}]/.test(line));
}

/** The statements of the block that a condition opens; undefined when there is none, or an `else`. */
function bracedBody(source: Source, index: number): string[] | undefined {
  const { bare, code } = source;
  const open = bare.indexOf('{', index);
  const bracket = open < 0 ? undefined : source.bracketAt(open);
  if (
    !bracket ||
    /;\s*$/.test(bare.slice(index, open)) ||
    /\n/.test(bare.slice(index, open).trimEnd()) ||
    /^\}\s*else\b/.test(bare.slice(bracket.close, bracket.close + 20))
  ) {
    return undefined;
  }
  const statements: string[] = [];
  let depth = 0;
  for (const line of code.slice(open + 1, bracket.close).split('\n')) {
    if (depth === 0 && line.trim() !== '') {
      statements.push(line);
    }
    depth +=
      (line.match(/[([{]/g) ?? []).length -
      (line.match(/[)\]}]/g) ?? []).length;
  }
  return statements;
}
