import {
  LEAVES,
  NEGATIVE,
  withoutChecks,
} from '../../readiness/code/rules/conditionText';
import { Program } from './Program';

/** A condition, and the first line of what is done then. */
const GUARD =
  /\b(?:if|unless)\b[ \t]*\(?([^\n{};]{2,160}?)\)?[ \t]*(?:[{:]|\bthen\b|\n)\s*([^\n]*)/g;
/** The same in one line: `raise "no key" if key.nil?`, `assert(options.key)`, `requireNonNull(id)`. */
const DEMAND =
  /\b(?:raise|abort|exit|fail)\b[^\n]{0,120}?\b(?:if|unless)\b[ \t]+([^\n]{2,160})|\b(?:assert\w*|requireNonNull|checkNotNull|checkArgument|hasText|notNull|notBlank|invariant|ThrowIfNull\w*)\b(?:\.\w+)?[ \t]*[( ]([^\n]{2,160})/g;
/** A name with what it is a field of. */
const PATH = /[A-Za-z_$@][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_]\w*(?:\(\))?)*/g;
const HALF = /key|secret|\bid\b|[a-z_]I[dD]\b|cred/i;

/**
 * The line, from 1, in which the program ends without a half of a key that is given at a place; undefined when there is none. The keys
 * could go, but the program would still demand them.
 */
export function guardOf(program: Program, index: number): number | undefined {
  const { code } = program;
  const [inner] = program.around(index + 1);
  const given = inner ? program.inside(inner) : program.lineOf(index).text;
  const paths = new Set(
    (given.match(PATH) ?? []).filter(path => HALF.test(path)),
  );
  const names = (text: string) =>
    (text.match(PATH) ?? []).some(path =>
      [...paths].some(each => path === each || path.startsWith(`${each}.`)),
    );
  const isInside = (at: number) =>
    inner !== undefined && inner.open <= at && at <= inner.close;
  const found =
    [...code.matchAll(GUARD)].find(
      ([, condition, body]) =>
        names(condition) &&
        NEGATIVE.test(withoutChecks(condition)) &&
        LEAVES.test(body),
    ) ??
    [...code.matchAll(DEMAND)].find(
      each => !isInside(each.index!) && names(each[1] ?? each[2]),
    );
  return found && program.lineAt(found.index!);
}
