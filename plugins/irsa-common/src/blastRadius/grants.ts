import {
  coversPattern,
  matchesAction,
  NamedPolicy,
  Statement,
  toArray,
} from '../policy';

/** On what an action is allowed. */
export interface Grant {
  /** ARNs and patterns of the statements that allow it. */
  resources: string[];
  /** Every statement that allows it has a condition, or does so by NotResource. */
  conditional: boolean;
}

/** Whether the statement is about the action at all. */
function isAbout(statement: Statement, action: string): boolean {
  const matches = (pattern: string) => matchesAction(pattern, action);
  return statement.NotAction !== undefined
    ? !toArray(statement.NotAction).some(matches)
    : toArray(statement.Action).some(matches);
}

function resourcesOf(statement: Statement): string[] {
  return statement.NotResource !== undefined
    ? ['*']
    : toArray(statement.Resource);
}

const isNarrowed = (statement: Statement) =>
  statement.NotResource !== undefined ||
  Object.keys(statement.Condition ?? {}).length > 0;

/** Every statement of these policies with the given effect. */
export function statementsOf(
  policies: readonly NamedPolicy[],
  effect: Statement['Effect'],
): Statement[] {
  return policies.flatMap(({ document }) =>
    document.Statement.filter(statement => statement.Effect === effect),
  );
}

/**
 * On which resources the policies allow an action, or undefined where they do not. A Deny counts when it has no
 * condition: whether one with a condition applies is not known, and the reader had better think of the worst.
 */
export function grantOf(
  policies: readonly NamedPolicy[],
  action: string,
): Grant | undefined {
  const allows = statementsOf(policies, 'Allow').filter(each =>
    isAbout(each, action),
  );
  const denied = statementsOf(policies, 'Deny')
    .filter(each => isAbout(each, action) && !isNarrowed(each))
    .flatMap(resourcesOf);
  const left = allows
    .map(statement => ({
      narrowed: isNarrowed(statement),
      resources: resourcesOf(statement).filter(
        resource => !denied.some(wide => coversPattern(wide, resource)),
      ),
    }))
    .filter(({ resources }) => resources.length > 0);
  if (left.length === 0) return undefined;
  return {
    resources: [...new Set(left.flatMap(({ resources }) => resources))].sort(),
    conditional: left.every(({ narrowed }) => narrowed),
  };
}

/** What both the policies and the boundary allow. */
export function boundedGrantOf(
  policies: readonly NamedPolicy[],
  boundary: NamedPolicy | undefined,
  action: string,
): Grant | undefined {
  const grant = grantOf(policies, action);
  if (!grant || !boundary) return grant;
  const limit = grantOf([boundary], action);
  if (!limit) return undefined;
  const resources = grant.resources.flatMap(resource =>
    limit.resources.some(wide => coversPattern(wide, resource))
      ? [resource]
      : limit.resources.filter(narrow => coversPattern(resource, narrow)),
  );
  if (resources.length === 0) return undefined;
  return {
    resources: [...new Set(resources)].sort(),
    conditional: grant.conditional || limit.conditional,
  };
}
