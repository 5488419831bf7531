import { ANY_CHARACTER, ANY_RUN } from '../../policy/wildcards';
import { Pattern } from './types';

/** The state from which nothing matches any more. */
export const DEAD = 0;
/** The state before the first character. */
export const START = 1;

/** Reads texts by a pattern, character by character. States are numbers, made when they are first reached. */
export class Automaton {
  private static readonly made = new WeakMap<Pattern, Automaton>();

  private readonly states: {
    positions: number[];
    next: Map<string, number>;
    accepts: boolean;
  }[] = [];
  private readonly numbers = new Map<string, number>();

  private constructor(private readonly pattern: Pattern) {
    this.numberOf([]);
    this.numberOf(settle(pattern.text, [0]));
  }

  static of(pattern: Pattern): Automaton {
    let made = Automaton.made.get(pattern);
    if (!made) {
      made = new Automaton(pattern);
      Automaton.made.set(pattern, made);
    }
    return made;
  }

  /** The state after one more code unit. */
  step(state: number, character: string): number {
    const { next, positions } = this.states[state];
    let number = next.get(character);
    if (number === undefined) {
      number = this.numberOf(after(this.pattern, positions, character));
      next.set(character, number);
    }
    return number;
  }

  accepts(state: number): boolean {
    return this.states[state].accepts;
  }

  private numberOf(positions: number[]): number {
    const key = positions.join('.');
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.states.length;
      this.numbers.set(key, number);
      const accepts = positions.includes(this.pattern.text.length);
      this.states.push({ positions, next: new Map(), accepts });
    }
    return number;
  }
}

/** Positions after one more character. */
function after(
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
