import {
  ConditionBlock,
  OneOrMany,
  PolicyDocument,
  PrincipalElement,
  Statement,
  toArray,
} from './types';

/**
 * A stable text of a document. Documents that differ only in order, repetition or one-item lists have the same text.
 */
export function canonicalPolicy(document: PolicyDocument): string {
  const statements = document.Statement.map(statement =>
    JSON.stringify(canonicalStatement(statement)),
  ).sort();
  return JSON.stringify({
    ...(document.Id !== undefined && { Id: document.Id }),
    Statement: unwrap(statements.map(text => JSON.parse(text))),
    ...(document.Version !== undefined && { Version: document.Version }),
  });
}

export function canonicalStatement(
  statement: Statement,
): Record<string, unknown> {
  const { Sid, Effect, Principal, NotPrincipal, Condition } = statement;
  return sortKeys({
    Sid,
    Effect,
    Principal: Principal && canonicalPrincipal(Principal),
    NotPrincipal: NotPrincipal && canonicalPrincipal(NotPrincipal),
    Action: canonicalList(statement.Action),
    NotAction: canonicalList(statement.NotAction),
    Resource: canonicalList(statement.Resource),
    NotResource: canonicalList(statement.NotResource),
    Condition: Condition && canonicalCondition(Condition),
  });
}

function canonicalPrincipal(element: PrincipalElement): unknown {
  return element === '*'
    ? element
    : sortKeys(
        Object.fromEntries(
          Object.entries(element).map(([type, values]) => [
            type,
            canonicalList(values),
          ]),
        ),
      );
}

function canonicalCondition(block: ConditionBlock): unknown {
  return sortKeys(
    Object.fromEntries(
      Object.entries(block).map(([operator, keys]) => [
        operator,
        sortKeys(
          Object.fromEntries(
            Object.entries(keys).map(([key, values]) => [
              key,
              canonicalList(toArray(values).map(String)),
            ]),
          ),
        ),
      ]),
    ),
  );
}

function canonicalList(values: OneOrMany<string> | undefined): unknown {
  if (values === undefined) {
    return undefined;
  }
  return unwrap([...new Set(toArray(values))].sort());
}

function unwrap<T>(values: T[]): OneOrMany<T> {
  return values.length === 1 ? values[0] : values;
}

function sortKeys(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
