import { scopeEnd, usesOf } from './aliases';
import { Program } from './Program';
import { statementAt } from './statements';
import { Cut, NotCertainError } from './types';

/** `a, b := …`, `var a, b = …` and `var a, b string`. */
const DECLARES =
  /^[ \t]*(?:var[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?:=|[\w.*[\]])|(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*:=)/gm;

/** A local variable that nothing uses is an error in Go. Throws NotCertainError when the cuts would leave one. */
export function goLocals(source: Program, cuts: readonly Cut[]): void {
  const { code } = source;
  const isCut = (index: number) =>
    cuts.some(({ start, end }) => start <= index && index < end);
  for (const found of code.matchAll(DECLARES)) {
    const start = found.index! + found[0].length - found[0].trimStart().length;
    if (isCut(start) || source.around(start).length === 0) {
      continue;
    }
    const names = found[1] ?? found[2];
    const { end } = statementAt(source, start);
    const scope = scopeEnd(source, { start });
    for (const name of names.split(/\s*,\s*/).filter(each => each !== '_')) {
      const uses = usesOf(code, name, end, scope);
      // To be given a value is no use.
      const reads = uses.filter(
        index => !/^\s*=(?!=)/.test(code.slice(index + name.length)),
      );
      if (uses.some(isCut) && reads.every(isCut)) {
        throw new NotCertainError(
          `The variable ${name} would be left without a use, which Go does not build, and what gives it its value may do more than read.`,
        );
      }
    }
  }
}
