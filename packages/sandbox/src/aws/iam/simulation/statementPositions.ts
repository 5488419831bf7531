/** Lines and columns count from 1. */
export interface Position {
  Line: number;
  Column: number;
}

export interface Span {
  StartPosition: Position;
  EndPosition: Position;
}

/**
 * Where each statement stands in a policy's text. As IAM counts, a statement starts right behind the bracket, comma or
 * colon before it, and ends right behind its own brace.
 * Source: AWS CLI reference, simulate-principal-policy, its example.
 */
export function statementPositions(text: string): Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let inStatements = false;
  let separator = 0;
  let start = -1;
  let startDepth = 0;
  let name = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') {
      const end = endOfString(text, index);
      if (depth === 1 && !inStatements) {
        name = text.slice(index + 1, end);
      }
      index = end;
    } else if (character === ':' && depth === 1) {
      inStatements = name === 'Statement';
      separator = index + 1;
    } else if (character === ',') {
      if (depth === 1) {
        inStatements = false;
      }
      separator = index + 1;
    } else if (character === '{' || character === '[') {
      if (character === '{' && inStatements && start < 0) {
        start = separator;
        startDepth = depth;
      }
      depth += 1;
      if (character === '[') {
        separator = index + 1;
      }
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (start >= 0 && depth === startDepth) {
        spans.push({
          StartPosition: positionOf(text, start),
          EndPosition: positionOf(text, index + 1),
        });
        start = -1;
      }
    }
  }
  return spans;
}

function endOfString(text: string, quote: number): number {
  let index = quote + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
}

function positionOf(text: string, index: number): Position {
  const before = text.slice(0, index);
  return {
    Line: before.split('\n').length,
    Column: index - before.lastIndexOf('\n'),
  };
}
