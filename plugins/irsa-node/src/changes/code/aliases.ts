import { Expression, nameOf } from './expressions';
import { itemAt } from './items';
import { isList, Program } from './Program';
import { cutStatement, Statement } from './statements';
import { Cut, NotCertainError } from './types';

/** Takes a variable out that holds credentials, with all that it is handed to. Throws NotCertainError. */
export function cutAlias(
  source: Program,
  statement: Statement,
  name: string,
  cutUse: (use: Expression) => Cut[],
): Cut[] {
  if (isVisible(source, statement, name)) {
    throw new NotCertainError(
      'The credentials are in a variable that other files may read.',
    );
  }
  const { code } = source;
  const end = scopeEnd(source, statement);
  const uses = usesOf(code, name, statement.end, end).filter(
    index => !isLabel(source, index, name),
  );
  const cuts = uses.map(index => {
    const after = code.slice(index + name.length, index + name.length + 3);
    if (/^\s*(?::?=(?!=)|\.|\[)/.test(after)) {
      throw new NotCertainError(
        'The variable with the credentials is used for something else too.',
      );
    }
    return cutUse({ start: index, end: index + name.length });
  });
  if (cuts.length === 0) {
    throw new NotCertainError(
      'What is done with the credentials is not in sight.',
    );
  }
  return [cutStatement(source, statement), ...cuts.flat()];
}

/** Places of a name between two others, as a name of its own. */
export function usesOf(
  code: string,
  name: string,
  from: number,
  to: number,
): number[] {
  const pattern = new RegExp(
    `(?<![\\w$.])${name.replace(/\$/g, '\\$')}(?![\\w$])`,
    'g',
  );
  return [...code.slice(from, to).matchAll(pattern)].map(
    ({ index }) => from + index!,
  );
}

/** Whether a name is that of a field or an argument, and no variable. */
export function isLabel(source: Program, index: number, name: string): boolean {
  const [bracket] = source.around(index);
  const item =
    bracket && isList(source, bracket)
      ? itemAt(source, bracket, index)
      : undefined;
  return (
    item !== undefined &&
    index - item.start <= 1 &&
    nameOf(item.text).name?.replace(/^[:"']|["']$/g, '') === name
  );
}

/** Where the block of a statement ends. */
export function scopeEnd(
  source: Program,
  { start }: Pick<Statement, 'start'>,
): number {
  const { code, language } = source;
  const lineStart = code.lastIndexOf('\n', start - 1) + 1;
  if (language === 'python' || language === 'ruby') {
    const indent = start - lineStart;
    const less =
      indent === 0
        ? undefined
        : new RegExp(`^[ \\t]{0,${indent - 1}}[^\\s)\\]}]`, 'gm');
    if (!less) {
      return code.length;
    }
    less.lastIndex = start;
    return less.exec(code)?.index ?? code.length;
  }
  const block = source.around(start).find(({ kind }) => kind === '{');
  return block?.close ?? code.length;
}

/** Whether another file may read what a statement declares. */
export function isVisible(
  source: Program,
  statement: Pick<Statement, 'start' | 'left'>,
  name: string,
): boolean {
  return couldBeSeen(source, statement) && source.isNamedElsewhere(name);
}

function couldBeSeen(
  source: Program,
  { start, left = '' }: Pick<Statement, 'start' | 'left'>,
): boolean {
  const { code, language } = source;
  const block = source.around(start).find(({ kind }) => kind === '{');
  switch (language) {
    case 'python':
    case 'ruby':
      return /^\S/.test(source.lineOf(start).text) || /[.@A-Z]/.test(left);
    case 'node':
      return /^export\b/.test(code.slice(start, start + 8)) || !block;
    default:
      return !block || isField(source, block.open);
  }
}

/** Whether a block is the body of a class, so that what stands in it is a field. */
function isField({ code }: Program, open: number): boolean {
  return /\b(?:class|object|interface|record|struct|enum)\b[^{};()]*(?:\([^{};]*\))?[^{};()]*$/.test(
    code.slice(Math.max(0, open - 300), open),
  );
}
