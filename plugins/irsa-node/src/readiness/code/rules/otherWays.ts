import { Bracket } from '../source/brackets';
import { Source } from '../source/Source';
import { KEY_WORD, LEAVES } from './conditionText';

/** What is used in place of S3 when there is no key. */
export const OTHER_STORE =
  /\b\w*(?:Disk|Local|FileSystem|Filesystem|FileStor\w*|Memory|Null|No[oO]p|Mock|Fake|Dummy)\w*\s*(?:\.new\b|::new\b|\(|\{)/;
const RETURNS_NOTHING =
  /\breturn\s*(?:undefined|null|nil|None)?\s*(?:,\s*nil\s*)?(?:;|\}|\n|$)/;
/** A client, which is not there at all after nothing was given back. */
const MAKES_CLIENT =
  /\b(?:boto3|aioboto3|\w*[sS]ession)\.(?:client|resource)\s*\(|\bnew\s+(?:AWS\.)?(?:\w*Client|S3|SQS|SES|SNS)\s*\(|\bnew\s+AWS\.\w+\s*\(|\bAws::\w+::(?:Client|Resource)\.new\b|\bClient\.builder\(\)|\bnew\s+Amazon\w+\(|\bLoadDefaultConfig\(/;

/** The line of a place with those of the brackets around it, up to the block. */
export function statementAround(source: Source, index: number): string {
  const outer = source
    .around(index)
    .filter(({ open }) => index - open < 600)
    .slice(0, 4)
    .map(({ open }) => source.lineOf(open).text);
  return [source.lineOf(index).text, ...outer].join('\n');
}

/** Whether keys at a place are those of a client that is made in the same statement. */
export function makesClient(source: Source, index: number): boolean {
  return MAKES_CLIENT.test(statementAround(source, index));
}

/** What is done without a key, where that is not to look for a role. */
export function isAnotherWay(body: string, isClient: boolean): boolean {
  return (
    LEAVES.test(body) ||
    OTHER_STORE.test(body) ||
    (isClient && RETURNS_NOTHING.test(body))
  );
}

/** `keys?.let { … } ?: error("no key")`. */
export const ELVIS_LEAVES =
  /^\}\s*\?:\s*(?:error\(|throw\b|return\b|\w*(?:Disk|Local|Memory|NoOp)\w*\()/;

/** Whether a condition asks for something that the statement has: a key of an object in a bucket is none of its keys. */
export function speaksOfSame(condition: string, statement: string): boolean {
  const names = (condition.match(/[A-Za-z_$][\w$]*/g) ?? []).filter(name =>
    KEY_WORD.test(name),
  );
  return (
    names.length === 0 ||
    names.some(
      name =>
        /secret|access|cred/i.test(name) ||
        new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`).test(
          statement,
        ),
    )
  );
}

const REACH = 400;

/** Whether a program without a key fails or takes another store: in the `else` of a block, or after it where it returns. */
export function isOtherwiseLost(
  source: Source,
  { open, close }: Bracket,
  index: number,
): boolean {
  const { code } = source;
  const after = code.slice(close + 1, close + REACH);
  const other = /^\s*else\s*\{/.exec(after);
  const isClient = makesClient(source, index);
  if (other) {
    const block = source.bracketAt(close + other[0].length);
    return block !== undefined && isAnotherWay(source.inside(block), isClient);
  }
  return (
    !/^\s*else\b/.test(after) &&
    /\breturn\b/.test(code.slice(open, close)) &&
    isAnotherWay(/^\s*([^\n]*)/.exec(after)?.[1] ?? '', isClient)
  );
}

/** The same of the block before an `else` that a place is in. */
export function isElseOfLost(
  source: Source,
  { open }: Bracket,
  index: number,
): boolean {
  const close = source.bare.lastIndexOf('}', open);
  const block = source.around(close).find(each => each.close === close);
  return (
    block !== undefined &&
    isAnotherWay(source.inside(block), makesClient(source, index))
  );
}

/** The same in languages that indent. `depth`: of the `if`; `isElse`: the place is in its `else`. */
export function isLostByIndent(
  source: Source,
  index: number,
  { depth, isElse }: { depth: number; isElse: boolean },
): boolean {
  const depthOf = (text: string) => text.length - text.trimStart().length;
  const isClient = makesClient(source, index);
  const { end } = source.lineOf(index);
  if (isElse) {
    const before = source.code.slice(Math.max(0, index - 2000), index);
    const body = new RegExp(
      `\n[ \t]{${depth}}(?:if|elsif|elif|unless)\\b[^\n]*\n((?:[ \t]{${
        depth + 1
      },}[^\n]*\n|\n)+)[ \t]{${depth}}else\\b(?![^]*\n[ \t]{${depth}}else\\b)`,
    ).exec(`\n${before}`)?.[1];
    return body !== undefined && isAnotherWay(body, isClient);
  }
  const lines = source.code
    .slice(end, end + REACH * 3)
    .split('\n')
    .filter(text => text.trim() !== '' && !/^\s*(?:[)\]}]|end\b)/.test(text));
  const last = lines.findIndex(text => depthOf(text) <= depth);
  if (last < 0) {
    return false;
  }
  if (/^\s*else\b/.test(lines[last])) {
    const rest = lines.slice(last + 1);
    const next = rest.findIndex(text => depthOf(text) <= depth);
    return isAnotherWay(
      rest.slice(0, next < 0 ? rest.length : next).join('\n'),
      isClient,
    );
  }
  const own = source.lineOf(index).text + lines.slice(0, last).join('\n');
  return (
    /\breturn\b/.test(own) &&
    !/^\s*(?:elif|elsif)\b/.test(lines[last]) &&
    depthOf(lines[last]) === depth &&
    isAnotherWay(lines[last], isClient)
  );
}
