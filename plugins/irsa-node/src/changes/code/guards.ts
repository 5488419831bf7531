import { Program } from './Program';

/** Conditions, of statements and inside of expressions, and patterns that must match. */
const CONDITION =
  /\b(?:if|unless|elif|elsif|while)\b[ \t]*\(?([^\n{};]{2,160})|([^\n;{}?]{2,160})\n?[ \t]*\?(?![.?:)\],])|\blet\b([^\n;]{2,160})\belse\s*\{|(\bSome\([^\n=]{2,120})=>/g;
/** What ends the program without a value: `assert(options.key)`, `requireNonNull(id)`. */
const DEMAND =
  /\b(?:assert\w*|requireNonNull|checkNotNull|checkArgument|hasText|notNull|notBlank|invariant|ThrowIfNull\w*)\b(?:\.\w+)?[ \t]*[( ]([^\n]{2,160})/g;
/** A name with what it is a field of. */
const PATH = /[A-Za-z_$@][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_]\w*(?:\(\))?)*/g;
const HALF = /key|secret|\bid\b|[a-z_]I[dD]\b|cred/i;

/**
 * The line, from 1, that asks for a half of a key which is given at a place; undefined when there is none. The keys could go, but the
 * program would still go another way without them.
 */
export function guardOf(program: Program, index: number): number | undefined {
  const [inner] = program.around(index + 1);
  const given = inner ? program.inside(inner) : program.lineOf(index).text;
  const paths = [...new Set(given.match(PATH))].filter(path => HALF.test(path));
  const names = (text: string) =>
    (text.match(PATH) ?? []).some(path =>
      paths.some(each => path === each || path.startsWith(`${each}.`)),
    );
  const isInside = (at: number) =>
    inner !== undefined && inner.open <= at && at <= inner.close;
  const found = conditionsOf(program).find(
    ({ end, text }) => !isInside(end) && names(text),
  );
  return found && program.lineAt(found.start);
}

interface Condition {
  text: string;
  start: number;
  end: number;
}

/** Those of a program: each of its places is compared with all of them. */
const KNOWN = new WeakMap<Program, Condition[]>();

function conditionsOf(program: Program): Condition[] {
  const { code } = program;
  const known =
    KNOWN.get(program) ??
    [...code.matchAll(CONDITION), ...code.matchAll(DEMAND)].map(
      ({ index, 0: whole, 1: one, 2: other, 3: pattern, 4: arm }) => ({
        text: one ?? other ?? pattern ?? arm,
        start: index! + whole.search(/\S/),
        end: index! + whole.length - 1,
      }),
    );
  KNOWN.set(program, known);
  return known;
}
