import { scopeEnd, usesOf } from './aliases';
import { Program } from './Program';
import { statementAt } from './statements';
import { Cut, NotCertainError } from './types';

/** A local variable that nothing uses is an error in Go. Throws NotCertainError when the cuts would leave one. */
export function goLocals(source: Program, cuts: readonly Cut[]): void {
  const { code } = source;
  const isCut = (index: number) =>
    cuts.some(({ start, end }) => start <= index && index < end);
  for (const found of code.matchAll(
    /^[ \t]*(?:var\s+)?(\w+(?:\s*,\s*\w+)*)\s*(?::=|\s[\w.*[\]]*\s*=|=)/gm,
  )) {
    const start = found.index! + found[0].length - found[0].trimStart().length;
    if (isCut(start) || source.around(start).length === 0) {
      continue;
    }
    const { end } = statementAt(source, start);
    const scope = scopeEnd(source, { start });
    for (const name of found[1].split(/\s*,\s*/).filter(each => each !== '_')) {
      const uses = usesOf(code, name, end, scope);
      if (uses.length > 0 && uses.every(isCut)) {
        throw new NotCertainError(
          `The variable ${name} would be left without a use, which Go does not build, and its value comes from a call that may do more than read.`,
        );
      }
    }
  }
}
