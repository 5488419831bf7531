import { ANY_CHARACTER, ANY_RUN, matchesPattern } from '../../policy/wildcards';

/** A value of a condition. */
export interface Pattern {
  /** As the policy has it. */
  source: string;
  /** With the wildcards of `policy/wildcards`, so that a literal `*` stays one. */
  text: string;
  ignoreCase: boolean;
}

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
  const patterns = [...cell.all, ...cell.none];
  const alphabet = alphabetOf(patterns);
  const seen = new Set<string>();
  const stack = [patterns.map(({ text }) => settle(text, [0]))];
  while (stack.length > 0) {
    const states = stack.pop()!;
    if (accepts(cell, states)) {
      return false;
    }
    for (const character of alphabet) {
      budget.left -= patterns.length;
      if (budget.left < 0) {
        return false;
      }
      const next = states.map((state, index) =>
        step(patterns[index], state, character),
      );
      if (next.slice(0, cell.all.length).some(({ length }) => length === 0)) {
        continue;
      }
      const key = next.map(state => state.join('.')).join('/');
      if (!seen.has(key)) {
        seen.add(key);
        stack.push(next);
      }
    }
  }
  return true;
}

function accepts({ all, none }: Cell, states: number[][]): boolean {
  return [...all, ...none].every(
    ({ text }, index) =>
      states[index].includes(text.length) === index < all.length,
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

/** Positions after one more character. */
function step(
  { text, ignoreCase }: Pattern,
  positions: number[],
  character: string,
): number[] {
  const next: number[] = [];
  for (const position of positions) {
    const expected = text[position];
    if (expected === ANY_RUN) {
      next.push(position);
    } else if (
      expected === ANY_CHARACTER ||
      expected === character ||
      (ignoreCase && expected?.toLowerCase() === character.toLowerCase())
    ) {
      next.push(position + 1);
    }
  }
  return settle(text, next);
}

/**
 * Adds what a run may skip. What stands before the last run that was reached is dropped: the run itself can take up
 * everything that could still follow from there.
 */
function settle(text: string, positions: number[]): number[] {
  const closed = new Set(positions);
  for (const position of closed) {
    if (text[position] === ANY_RUN) {
      closed.add(position + 1);
    }
  }
  const all = [...closed].sort((left, right) => left - right);
  const lastRun = Math.max(
    -1,
    ...all.filter(position => text[position] === ANY_RUN),
  );
  return all.filter(position => position >= lastRun);
}
