import { Bracket } from '../../readiness/code/source/brackets';
import { Callees } from './callees';
import { calleeStart, callOf, Expression, nameOf } from './expressions';
import { cutItems, Item, itemAt } from './items';
import { isOwner } from './owners';
import { calleeText, isList, Program } from './Program';
import { cutStatement, statementAt } from './statements';
import { cutAlias } from './aliases';
import { Cut, NotCertainError } from './types';

const RETURNS = /^(?:return\b|=>|->)/;
const DECLARES =
  /^(?:(?:export|public|private|protected|internal|static|final|readonly|const|let|var|val|mut)\s+)*(?:[\w.<>?[\]]+\s+)?(?:\$?\w+)(?:\s*:\s*[\w.<>&| ]+)?$/;

/** What an SDK is given credentials by, at the end of a climb. */
export function cutCredentials(source: Program, from: Expression): Cut[] {
  const rules = source.rules;
  let { start, end } = from;
  for (let step = 0; step < 12; step += 1) {
    const bracket = source.around(start)[0];
    if (bracket && isList(source, bracket)) {
      const item = itemAt(source, bracket, start);
      if (!item) {
        break;
      }
      const { name, value } = nameOf(item.text);
      const isWhole =
        item.end === end &&
        (item.start === start ||
          item.start + value === start ||
          /^(?:async\s*)?\(\s*\)\s*(?:=>|->)\s*$/.test(
            source.code.slice(item.start + value, start),
          ) ||
          /^(?:\*\*|\.\.\.|&)$/.test(source.code.slice(item.start, start)));
      if (!isWhole) {
        throw new NotCertainError(
          'The credentials are part of an expression that is not known.',
        );
      }
      const callee = calleeText(source, bracket);
      if (bracket.kind === '(' && callee === '') {
        const open = calleeStart(source, bracket);
        const arrow = /(?:\basync\s*)?\(\s*\)\s*=>\s*$/.exec(
          source.code.slice(Math.max(0, open - 40), open),
        );
        start = arrow ? open - arrow[0].length : bracket.open;
        end = bracket.close + 1;
        continue;
      }
      if (bracket.kind === '(' && rules.wraps.test(callee) && !name) {
        ({ start, end } = callOf(source, bracket));
        continue;
      }
      if (bracket.kind === '(' && rules.setter.test(callee)) {
        return cutSetter(source, bracket);
      }
      if (
        (name && rules.holder.test(name)) ||
        (!name &&
          (rules.client.test(callee) || rules.holder.test(item.text))) ||
        /^(?:\*\*|\.\.\.)/.test(item.text)
      ) {
        return cutFrom(source, bracket, [item]);
      }
      throw new NotCertainError(
        'The credentials are handed to something that may need them.',
      );
    }
    return cutAssigned(source, { start, end }, rules);
  }
  throw new NotCertainError('What takes the credentials was not found.');
}

function cutAssigned(
  source: Program,
  { start, end }: Expression,
  rules: Callees,
): Cut[] {
  const statement = statementAt(source, start);
  const text = source.code.slice(statement.start, statement.end);
  if (RETURNS.test(text)) {
    throw new NotCertainError(
      'A function gives the credentials back; what its callers do with them has to be changed with it.',
    );
  }
  const rest = source.code.slice(end, statement.end).trim();
  if (
    statement.left === undefined ||
    statement.right !== start ||
    !/^;?$/.test(rest)
  ) {
    throw new NotCertainError(
      'The credentials are part of a statement that is not known.',
    );
  }
  const last = /(?:[.>]|\[\s*:?['"]?)?([\w$]+)['"]?\s*\]?$/.exec(
    statement.left,
  );
  const isField = /[.\]]|->/.test(statement.left) || source.language === 'java';
  if (last && isField && rules.holder.test(quoted(source, last[1]))) {
    return [cutStatement(source, statement)];
  }
  if (DECLARES.test(statement.left)) {
    const name = /(\$?[\w]+)(?:\s*:\s*[^:]*)?$/.exec(statement.left)?.[1];
    if (name) {
      return cutAlias(source, statement, name, use =>
        cutCredentials(source, use),
      );
    }
  }
  throw new NotCertainError(
    'The credentials are kept in something that other code may read.',
  );
}

/** PHP and Python write names of entries in quotes. */
function quoted({ language }: Program, name: string): string {
  return language === 'php' ? `'${name}'` : name;
}

/** `.credentialsProvider(…)` in a chain, or as a statement of its own. */
export function cutSetter(source: Program, bracket: Bracket): Cut[] {
  const { bare, written } = source;
  const dot = bare.lastIndexOf('.', bracket.open);
  const call = callOf(source, bracket);
  const statement = statementAt(source, bracket.open);
  const receiver = source.code.slice(call.start, dot).trim();
  const isAlone =
    /^\w+$/.test(receiver) &&
    call.start === statement.start &&
    /^;?$/.test(source.code.slice(bracket.close + 1, statement.end).trim());
  if (isAlone) {
    return [cutStatement(source, statement)];
  }
  const link = bare.slice(0, dot).trimEnd().length;
  if (written.slice(link, dot).trim() === '') {
    return [{ start: link, end: bracket.close + 1 }];
  }
  const lineStart = written.lastIndexOf('\n', dot) + 1;
  const lineEnd = written.indexOf('\n', bracket.close) + 1;
  const rest =
    written.slice(lineStart, dot) + written.slice(bracket.close + 1, lineEnd);
  if (lineEnd > 0 && rest.trim() === '') {
    return [{ start: lineStart, end: lineEnd }];
  }
  throw new NotCertainError('A comment stands among what would go.');
}

/** Takes items out of a list that an SDK reads. A list that has nothing else goes, where that is known to be the same. */
export function cutFrom(
  source: Program,
  bracket: Bracket,
  items: readonly Item[],
): Cut[] {
  if (!isOwner(source, bracket)) {
    throw new NotCertainError(
      'It is not certain that what takes the keys looks for a role without them.',
    );
  }
  const callee = calleeText(source, bracket);
  const cuts = cutItems(source, bracket, items);
  if (isAllOf(source, bracket, cuts) && /\bconfig\.update$/.test(callee)) {
    return [cutStatement(source, statementAt(source, bracket.open))];
  }
  return cuts;
}

function isAllOf(
  { code }: Program,
  { open, close }: Bracket,
  cuts: readonly Cut[],
): boolean {
  return (
    cuts.some(cut => cut.start <= open + 1 && cut.end >= close) ||
    code.slice(open + 1, close).trim() === ''
  );
}
