import { canonicalStatement } from './canonicalPolicy';
import { OneOrMany, PolicyDocument, Statement, toArray } from './types';
import { CoverIndex } from './CoverIndex';
import { coversPattern } from './wildcards';

const foldCase = (text: string) => text.toLowerCase();

/**
 * One shorter document that decides every request as the given ones do together. Statements that differ only in actions
 * or only in resources are merged, entries that a wildcard covers are dropped, and everything is sorted. Sids are
 * dropped.
 */
export function minimisePolicy(documents: PolicyDocument[]): PolicyDocument {
  let statements = documents.flatMap(({ Version, Statement: list }) =>
    list.map(statement =>
      normalise(Version === '2012-10-17' ? statement : freeze(statement)),
    ),
  );
  for (;;) {
    const before = statements.length;
    statements = merge(statements, 'Action', 'Resource');
    statements = merge(statements, 'Resource', 'Action');
    statements = dropCovered(statements);
    if (statements.length === before) {
      break;
    }
  }
  const text = (statement: Statement) =>
    JSON.stringify(canonicalStatement(statement));
  return {
    Version: '2012-10-17',
    Statement: statements
      .map(statement => ({ key: text(statement), statement }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ statement }) => statement),
  };
}

/** Versions before 2012-10-17 have no variables. Their signs are plain text there and must stay so. */
function freeze(statement: Statement): Statement {
  return JSON.parse(
    JSON.stringify(statement, (_key, value) =>
      typeof value === 'string' ? value.replace(/\$\{/g, '${$}{') : value,
    ),
  );
}

function normalise({ Sid: _, ...statement }: Statement): Statement {
  return {
    ...statement,
    ...(statement.Action !== undefined && {
      Action: simplify(statement.Action, foldCase),
    }),
    ...(statement.Resource !== undefined && {
      Resource: simplify(statement.Resource, text => text),
    }),
  };
}

function simplify(
  values: OneOrMany<string>,
  fold: (text: string) => string,
): OneOrMany<string> {
  const unique = [
    ...new Map(toArray(values).map(value => [fold(value), value])).values(),
  ].sort();
  const index = new CoverIndex<number>();
  unique.forEach((value, position) => index.add(fold(value), position));
  const kept = unique.filter((value, own) => {
    for (const { pattern, item: position } of index.covering(fold(value))) {
      // When two cover each other, the first one stays.
      if (
        position !== own &&
        (position < own || !coversPattern(fold(value), pattern))
      ) {
        return false;
      }
    }
    return true;
  });
  return kept.length === 1 ? kept[0] : kept;
}

/** Joins statements that are equal except for one element, when both have that element. */
function merge(
  statements: Statement[],
  element: 'Action' | 'Resource',
  other: 'Action' | 'Resource',
): Statement[] {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) {
    const { [element]: values, ...rest } = statement;
    const mergeable = values !== undefined && statement[other] !== undefined;
    const key = JSON.stringify(
      canonicalStatement(mergeable ? (rest as Statement) : statement),
    );
    const known = groups.get(key);
    if (known && mergeable) {
      known.push(statement);
    } else {
      groups.set(key, [statement]);
    }
  }
  return [...groups.values()].map(([first, ...more]) =>
    more.length === 0
      ? first
      : normalise({
          ...first,
          [element]: [first, ...more].flatMap(({ [element]: values }) =>
            toArray(values),
          ),
        }),
  );
}

function dropCovered(statements: Statement[]): Statement[] {
  const rests = statements.map(restOf);
  // One action of the narrow statement must be covered by the wide one: only those are compared in full.
  const index = new CoverIndex<number>();
  statements.forEach(({ Action }, position) =>
    toArray(Action).forEach(action => index.add(foldCase(action), position)),
  );
  return statements.filter((statement, own) => {
    const [first] = toArray(statement.Action);
    if (first === undefined) {
      return true;
    }
    for (const { item: position } of index.covering(foldCase(first))) {
      const other = statements[position];
      if (
        position !== own &&
        rests[position] === rests[own] &&
        covers(other, statement) &&
        (position < own || !covers(statement, other))
      ) {
        return false;
      }
    }
    return true;
  });
}

/** Whether the wide statement decides all that the narrow one does. Both are equal in all but action and resource. */
function covers(wide: Statement, narrow: Statement): boolean {
  if (!wide.Action || !wide.Resource || !narrow.Action || !narrow.Resource) {
    return false;
  }
  return (
    eachCovered(narrow.Action, wide.Action, foldCase) &&
    eachCovered(narrow.Resource, wide.Resource, text => text)
  );
}

function restOf(statement: Statement): string {
  const { Action, Resource, ...rest } = statement;
  return JSON.stringify(canonicalStatement(rest as Statement));
}

function eachCovered(
  narrow: OneOrMany<string>,
  wide: OneOrMany<string>,
  fold: (text: string) => string,
): boolean {
  const index = new CoverIndex<undefined>();
  toArray(wide).forEach(pattern => index.add(fold(pattern), undefined));
  return toArray(narrow).every(value => {
    const { done } = index.covering(fold(value)).next();
    return !done;
  });
}
