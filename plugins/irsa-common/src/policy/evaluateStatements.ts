import { conditionHolds } from './conditions';
import { ContextLookup } from './context';
import { matchPrincipal } from './principals';
import {
  MatchedStatement,
  NamedPolicy,
  PrincipalMatch,
  RequestContext,
  Statement,
  toArray,
} from './types';
import { createTextReader, TextReader } from './variables';
import { matchesAction, matchesPattern } from './wildcards';

export interface EvaluateStatementsOptions {
  /** Trust policies have no Resource element, because their resource is the role that they belong to. */
  ignoreResource?: boolean;
}

/** All statements of the policies that apply to the request: those that allow and those that deny. */
export function evaluateStatements(
  policies: NamedPolicy[],
  request: RequestContext,
  options: EvaluateStatementsOptions = {},
): MatchedStatement[] {
  const context = new ContextLookup(request.context);
  return policies.flatMap(({ name, document }) => {
    const reader = createTextReader(document.Version, context);
    return document.Statement.flatMap((statement, index) => {
      const principalMatch = principalOf(statement, request);
      const applies =
        principalMatch !== false &&
        actionMatches(statement, request.action) &&
        (options.ignoreResource ||
          resourceMatches(statement, request.resource, reader)) &&
        conditionHolds(statement.Condition, context, reader);
      if (!applies) {
        return [];
      }
      return [
        {
          policy: name,
          ...(statement.Sid && { sid: statement.Sid }),
          index,
          effect: statement.Effect,
          ...(principalMatch && { principalMatch }),
        },
      ];
    });
  });
}

/** `false` when the statement names other principals; undefined when it names none. */
function principalOf(
  statement: Statement,
  request: RequestContext,
): PrincipalMatch | undefined | false {
  if (statement.Principal !== undefined) {
    return matchPrincipal(statement.Principal, request.principal) ?? false;
  }
  if (statement.NotPrincipal !== undefined) {
    return matchPrincipal(statement.NotPrincipal, request.principal)
      ? false
      : 'any';
  }
  return undefined;
}

function actionMatches(statement: Statement, action: string): boolean {
  const matches = (pattern: string) => matchesAction(pattern, action);
  if (statement.NotAction !== undefined) {
    return !toArray(statement.NotAction).some(matches);
  }
  return toArray(statement.Action).some(matches);
}

function resourceMatches(
  statement: Statement,
  resource: string,
  reader: TextReader,
): boolean {
  const matches = (text: string) => {
    const pattern = reader.pattern(text);
    return pattern !== undefined && matchesPattern(pattern, resource);
  };
  if (statement.NotResource !== undefined) {
    return !toArray(statement.NotResource).some(matches);
  }
  return toArray(statement.Resource).some(matches);
}
