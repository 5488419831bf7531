/** A pair of brackets, by the places of its two halves. */
export interface Bracket {
  kind: '(' | '[' | '{';
  open: number;
  /** The end of the text when the bracket is never closed. */
  close: number;
  /** Number of the bracket around it, in the order in which they open. */
  parent?: number;
}

const OPENS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
/** Deeper than any person writes. */
const DEEPEST = 200;
/** So many brackets that were never closed are passed over. */
const UNCLOSED = 4;

/** The brackets of a text, in the order in which they open. What does not fit is passed over. */
export function bracketsOf(bare: string): Bracket[] {
  const found: Bracket[] = [];
  const stack: number[] = [];
  for (let at = 0; at < bare.length; at += 1) {
    const character = bare[at];
    if (character === '(' || character === '[' || character === '{') {
      if (stack.length < DEEPEST) {
        found.push({
          kind: character,
          open: at,
          close: bare.length,
          parent: stack.at(-1),
        });
        stack.push(found.length - 1);
      }
    } else if (OPENS[character]) {
      const match = stack
        .slice(-UNCLOSED)
        .map(each => found[each].kind)
        .lastIndexOf(OPENS[character] as Bracket['kind']);
      if (match >= 0) {
        stack
          .splice(Math.max(0, stack.length - UNCLOSED) + match)
          .forEach(each => {
            found[each].close = at;
          });
      }
    }
  }
  return found;
}

/** Whether each bracket of a text is closed by its own kind, and none closes what is not open. */
export function areBalanced(bare: string): boolean {
  const stack: string[] = [];
  for (const character of bare) {
    if (character === '(' || character === '[' || character === '{') {
      stack.push(character);
    } else if (OPENS[character] && stack.pop() !== OPENS[character]) {
      return false;
    }
  }
  return stack.length === 0;
}
