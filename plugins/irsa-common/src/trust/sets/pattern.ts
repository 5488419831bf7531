import { Automaton, DEAD, START } from './Automaton';
import { coversText } from './cover';
import { Pattern } from './types';
import { ANY_CHARACTER, ANY_RUN, matchesPattern } from '../../policy/wildcards';

export function isLiteral({ text, ignoreCase }: Pattern): boolean {
  return (
    !text.includes(ANY_RUN) &&
    !text.includes(ANY_CHARACTER) &&
    (!ignoreCase || text.toLowerCase() === text.toUpperCase())
  );
}

export function hasWildcard({ text }: Pattern): boolean {
  return text.includes(ANY_RUN) || text.includes(ANY_CHARACTER);
}

export function matches({ text, ignoreCase }: Pattern, value: string): boolean {
  return ignoreCase
    ? matchesPattern(text.toLowerCase(), value.toLowerCase())
    : matchesPattern(text, value);
}

/** Subjects that match all of `all` and none of `none`. */
export interface Cell {
  all: Pattern[];
  none: Pattern[];
}

export function isInCell({ all, none }: Cell, subject: string): boolean {
  return (
    all.every(pattern => matches(pattern, subject)) &&
    !none.some(pattern => matches(pattern, subject))
  );
}

/** How much a search may still cost: one for each character that one pattern reads. */
export interface SearchBudget {
  left: number;
}

const ONE_SEARCH = 500_000;
/** Stands for every character that no pattern of the cell names. */
const OTHER = '\uFFFE';

/**
 * Whether no subject is in the cell. Walks the patterns together, character by character. `false` may also mean that the
 * search was given up when the budget was used, so a cell is never wrongly called empty.
 */
export function isEmptyCell(
  cell: Cell,
  budget: SearchBudget = { left: ONE_SEARCH },
): boolean {
  if (hasEndless(cell)) {
    return false;
  }
  if (isCovered(cell)) {
    return true;
  }
  if (hasExample(cell)) {
    return false;
  }
  const patterns = [...cell.all, ...cell.none];
  const wanted = cell.all.length;
  const automata = patterns.map(pattern => Automaton.of(pattern));
  const alphabet = alphabetOf(patterns);
  const seen = new Set<string>();
  const stack = [automata.map(() => START)];
  while (stack.length > 0) {
    const states = stack.pop()!;
    if (
      automata.every(
        (automaton, index) =>
          automaton.accepts(states[index]) === index < wanted,
      )
    ) {
      return false;
    }
    for (const character of alphabet) {
      budget.left -= patterns.length;
      if (budget.left < 0) {
        return false;
      }
      const next = states.map((state, index) =>
        automata[index].step(state, character),
      );
      if (next.lastIndexOf(DEAD, wanted - 1) >= 0 && wanted > 0) {
        continue;
      }
      const key = next.join();
      if (!seen.has(key)) {
        seen.add(key);
        stack.push(next);
      }
    }
  }
  return true;
}

/** Whether one pattern that may not match is met by everything that one that must match lets in. */
function isCovered({ all, none }: Cell): boolean {
  return none.some(wide => all.some(narrow => coversText(wide, narrow)));
}

/** Whether one pattern lets in texts of any length, and the cell excludes only some lengths: then some are left. */
function hasEndless({ all, none }: Cell): boolean {
  const isEndless = ({ text }: Pattern) => text.includes(ANY_RUN);
  return all.length === 1 && isEndless(all[0]) && !none.some(isEndless);
}

/** Whether one of the shortest texts of a pattern, or one with a strange character for each run, is in the cell. */
function hasExample(cell: Cell): boolean {
  return cell.all.some(({ text }) =>
    ['', OTHER].some(run =>
      isInCell(
        cell,
        text.replaceAll(ANY_RUN, run).replaceAll(ANY_CHARACTER, OTHER),
      ),
    ),
  );
}

function alphabetOf(patterns: Pattern[]): string[] {
  const characters = new Set<string>([OTHER]);
  for (const { text, ignoreCase } of patterns) {
    for (const character of text) {
      if (character !== ANY_RUN && character !== ANY_CHARACTER) {
        characters.add(character);
        if (ignoreCase) {
          characters.add(character.toLowerCase());
          characters.add(character.toUpperCase());
        }
      }
    }
  }
  // One code unit at a time, as matchesPattern compares them.
  return [...characters].flatMap(character => character.split(''));
}
